import { Catalog, type Collection } from './catalog.ts';
import { entriesIn, recordOfEntry } from './documents.ts';
import { openEngine, type View } from './engine.ts';
import { checkFile, dataFile } from './folder.ts';
import { documentKey, documentRange, entryRange, recordIdOf } from './layout.ts';
import { show } from './show.ts';
import { decode } from './values.ts';

export interface Checked {
  readonly collections: number;
  readonly documents: number;
  readonly entries: number;
  /** Each a sentence; none where indexes and documents agree. */
  readonly faults: readonly string[];
}

/** Reads a whole data folder, also beside a running store, and says where indexes and documents disagree. Changes nothing. */
export const checkFolder = async (folder: string): Promise<Checked> => {
  checkFile(folder);
  const engine = openEngine(dataFile(folder), true);
  const view = engine.snapshot();
  const checked = { collections: 0, documents: 0, entries: 0, faults: [] as string[] };
  try {
    for (const collection of new Catalog(view).list(view, '')) {
      checked.collections += 1;
      checked.documents += checkDocuments(view, collection, checked.faults);
      checked.entries += checkEntries(view, collection, checked.faults);
    }
    return checked;
  } finally {
    view.close();
    await engine.close();
  }
};

/** Every document has all its entries. */
const checkDocuments = (view: View, { id, namespace, indexes }: Collection, faults: string[]): number => {
  let count = 0;
  for (const [key, bytes] of view.range(...documentRange(id))) {
    count += 1;
    const document = decode(bytes);
    for (const index of indexes)
      for (const entry of entriesIn(index, document, recordIdOf(key)))
        if (view.get(entry.key)?.equals(entry.value) !== true)
          faults.push(`${namespace}: document ${show(document['_id'])} has no entry of its own in ${index.name}`);
  }
  return count;
};

/** Every entry leads to a document that yields it. */
const checkEntries = (view: View, { id, namespace, indexes }: Collection, faults: string[]): number => {
  let count = 0;
  for (const index of indexes)
    for (const [key, value] of view.range(...entryRange(index.id))) {
      count += 1;
      const recordId = recordOfEntry(index, key, value);
      const bytes = view.get(documentKey(id, recordId));
      if (bytes !== undefined && entriesIn(index, decode(bytes), recordId).some((entry) => entry.key.equals(key))) continue;
      const leads = bytes === undefined ? 'no document' : 'a document without it';
      faults.push(`${namespace}: an entry of ${index.name} leads to ${leads} (record ${recordId})`);
    }
  return count;
};
