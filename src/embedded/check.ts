import type { Document } from 'bson';
import { Catalog, type Collection, type Index } from './catalog.ts';
import { entriesIn, recordOfEntry } from './documents.ts';
import { openEngine, type View } from './engine.ts';
import { checkFile, dataFile } from './folder.ts';
import { documentKey, documentRange, entryRange, recordIdOf } from './layout.ts';
import { show } from './show.ts';
import { decode } from './values.ts';

/** Reads a whole data folder, also beside a running store, and says in sentences where indexes and documents disagree. Changes nothing. */
export const checkFolder = async (folder: string) => {
  checkFile(folder);
  const engine = openEngine(dataFile(folder), true);
  const view = engine.snapshot();
  const collections = new Catalog(view).list(view, '');
  const faults: string[] = [];
  let [documents, entries] = [0, 0];
  for (const collection of collections) {
    for (const [key, bytes] of view.range(...documentRange(collection.id))) {
      documents += 1;
      faults.push(...entriesMissing(view, collection, recordIdOf(key), decode(bytes)));
    }
    for (const index of collection.indexes)
      for (const [key, value] of view.range(...entryRange(index.id))) {
        entries += 1;
        faults.push(...entryAstray(view, collection, index, key, recordOfEntry(index, key, value)));
      }
  }
  view.close();
  await engine.close();
  return { collections: collections.length, documents, entries, faults };
};

/** Every document has all its entries. */
const entriesMissing = (view: View, { namespace, indexes }: Collection, recordId: number, document: Document): string[] =>
  indexes
    .filter((index) => entriesIn(index, document, recordId).some(({ key, value }) => view.get(key)?.equals(value) !== true))
    .map(({ name }) => `${namespace}: document ${show(document['_id'])} has no entry of its own in ${name}`);

/** Every entry leads to a document that yields it. */
const entryAstray = (view: View, { id, namespace }: Collection, index: Index, key: Buffer, recordId: number): string[] => {
  const bytes = view.get(documentKey(id, recordId));
  if (bytes !== undefined && entriesIn(index, decode(bytes), recordId).some((entry) => entry.key.equals(key))) return [];
  const leads = bytes === undefined ? 'no document' : 'a document without it';
  return [`${namespace}: an entry of ${index.name} leads to ${leads} (record ${recordId})`];
};
