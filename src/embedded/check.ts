import { Catalog, type Collection, type Index } from './catalog.ts';
import { readCount } from './commit.ts';
import { entryOf, keysIn, recordOfEntry } from './documents.ts';
import { openEngine, type View } from './engine.ts';
import { checkFile, dataFile } from './folder.ts';
import { documentKey, documentRange, entryRange, recordIdOf } from './layout.ts';
import { show } from './show.ts';
import { decode } from './values.ts';

export interface Checked {
  readonly collections: number;
  readonly documents: number;
  readonly entries: number;
  /** Each a sentence; none where indexes, documents and counts agree. */
  readonly faults: readonly string[];
}

/** Reads a whole data folder, also beside a running store, and says where indexes, documents and counts disagree. Changes nothing. */
export const checkFolder = async (folder: string): Promise<Checked> => {
  checkFile(folder);
  const engine = openEngine(dataFile(folder), true);
  const snapshot = engine.snapshot();
  try {
    return checkView(snapshot);
  } finally {
    snapshot.close();
    await engine.close();
  }
};

export const checkView = (view: View): Checked => {
  const faults: string[] = [];
  let [documents, entries, collections] = [0, 0, 0];
  for (const collection of new Catalog(view).list(view)) {
    collections += 1;
    documents += checkDocuments(view, collection, faults);
    for (const index of collection.indexes) entries += checkEntries(view, collection, index, faults);
  }
  return { collections, documents, entries, faults };
};

/** Every document has all its entries, and the kept count is their number. */
const checkDocuments = (view: View, collection: Collection, faults: string[]): number => {
  let count = 0;
  for (const [key, bytes] of view.range(...documentRange(collection.id))) {
    count += 1;
    const recordId = recordIdOf(key);
    const document = decode(bytes);
    for (const index of collection.indexes) {
      for (const each of keysIn(index, document)) {
        const [place, value] = entryOf(index, each, recordId);
        if (view.get(place)?.equals(value) !== true)
          faults.push(`${collection.namespace}: document ${show(document['_id'])} has no entry of its own in ${index.name}`);
      }
    }
  }
  const kept = readCount(view, collection.id);
  if (kept !== count) faults.push(`${collection.namespace}: the kept count is ${kept}, there are ${count} documents`);
  return count;
};

/** Every entry leads to a document that yields it. */
const checkEntries = (view: View, collection: Collection, index: Index, faults: string[]): number => {
  let count = 0;
  for (const [key, value] of view.range(...entryRange(index.id))) {
    count += 1;
    const recordId = recordOfEntry(index, key, value);
    const bytes = view.get(documentKey(collection.id, recordId));
    const yields = bytes !== undefined && keysIn(index, decode(bytes)).some((each) => entryOf(index, each, recordId)[0].equals(key));
    if (!yields)
      faults.push(
        `${collection.namespace}: an entry of ${index.name} leads to ${bytes === undefined ? 'no document' : 'a document without it'} (record ${recordId})`,
      );
  }
  return count;
};
