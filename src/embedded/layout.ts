/**
 * Where things lie in the one key space: a table byte, then big-endian numbers, so that byte order is the order of insertion.
 * `meta` names the format; a folder of a newer format is refused before anything is written.
 */
const tables = { meta: 1, catalog: 2, documents: 3, entries: 4, traits: 6, sessions: 7 } as const;
export const formatVersion = 1;
export const metaKey = Buffer.from([tables.meta]);

/** The largest document there may be. */
export const maxDocumentBytes = 16 * 1024 * 1024;

export type KeyRange = readonly [start: Buffer, end: Buffer];

const numbered = (table: number, id: number): Buffer => {
  const key = Buffer.alloc(5, table);
  key.writeUInt32BE(id, 1);
  return key;
};
const named = (table: number, name: Buffer): Buffer => Buffer.concat([Buffer.from([table]), name]);
export const rangeOf = (prefix: Buffer): KeyRange => [prefix, after(prefix)];

export const catalogKey = (namespace: string): Buffer => named(tables.catalog, Buffer.from(namespace, 'utf8'));
export const catalogRange = (prefix: string): KeyRange => rangeOf(catalogKey(prefix));

const recordIdBytes = 6;
export const recordIdValue = (recordId: number): Buffer => {
  const value = Buffer.alloc(recordIdBytes);
  value.writeUIntBE(recordId, 0, recordIdBytes);
  return value;
};
export const recordIdOf = (bytes: Buffer): number => bytes.readUIntBE(bytes.length - recordIdBytes, recordIdBytes);
export const documentKey = (collectionId: number, recordId: number): Buffer =>
  Buffer.concat([numbered(tables.documents, collectionId), recordIdValue(recordId)]);
export const documentRange = (collectionId: number): KeyRange => rangeOf(numbered(tables.documents, collectionId));

export const entryPrefix = (indexId: number): Buffer => numbered(tables.entries, indexId);
export const entryRange = (indexId: number): KeyRange => rangeOf(entryPrefix(indexId));
export const traitsKey = (indexId: number): Buffer => numbered(tables.traits, indexId);
export const sessionKey = (session: Buffer): Buffer => named(tables.sessions, session);
export const sessionRange = rangeOf(Buffer.from([tables.sessions]));

/** The least key above every key that begins with `prefix`. */
export function after(prefix: Buffer): Buffer {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length -= 1;
  const next = Buffer.from(prefix.subarray(0, length));
  next.writeUInt8(next.readUInt8(length - 1) + 1, length - 1);
  return next;
}
/** The next key there can be: where a range goes on after `key`. */
export const successor = (key: Buffer): Buffer => Buffer.concat([key, Buffer.from([0])]);
