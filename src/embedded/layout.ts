/**
 * Where things lie in the one key space: a table byte, then big-endian numbers, so that byte order is the order of insertion.
 * `meta` names the format; a folder of a newer format is refused before anything is written.
 */
const tables = { meta: 1, catalog: 2, documents: 3, entries: 4, traits: 6, sessions: 7 } as const;
export const formatVersion = 1;

export const maxDocumentBytes = 16 * 1024 * 1024;

export type KeyRange = readonly [start: Buffer, end: Buffer];

const whole = (value: number, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};
const keyIn = (table: keyof typeof tables, ...parts: Buffer[]): Buffer => Buffer.concat([Buffer.from([tables[table]]), ...parts]);
export const rangeOf = (prefix: Buffer): KeyRange => [prefix, after(prefix)];

export const metaKey = keyIn('meta');
export const catalogKey = (namespace: string): Buffer => keyIn('catalog', Buffer.from(namespace, 'utf8'));
export const catalogRange = (prefix: string): KeyRange => rangeOf(catalogKey(prefix));

export const recordIdValue = (recordId: number): Buffer => whole(recordId, 6);
export const recordIdOf = (bytes: Buffer): number => bytes.readUIntBE(bytes.length - 6, 6);
export const documentKey = (collectionId: number, recordId: number): Buffer =>
  keyIn('documents', whole(collectionId, 4), recordIdValue(recordId));
export const documentRange = (collectionId: number): KeyRange => rangeOf(keyIn('documents', whole(collectionId, 4)));

export const entryPrefix = (indexId: number): Buffer => keyIn('entries', whole(indexId, 4));
export const entryRange = (indexId: number): KeyRange => rangeOf(entryPrefix(indexId));
export const traitsKey = (indexId: number): Buffer => keyIn('traits', whole(indexId, 4));
export const sessionKey = (session: Buffer): Buffer => keyIn('sessions', session);
export const sessionRange = rangeOf(keyIn('sessions'));

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
