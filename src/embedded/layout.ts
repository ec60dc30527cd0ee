/**
 * Where things lie in the one key space: a table byte, then big-endian numbers, so that byte order is the order of insertion.
 * `meta` names the format; a folder of a newer format is refused before anything is written.
 */
export const tables = { meta: 1, catalog: 2, documents: 3, entries: 4, counts: 5, traits: 6, sessions: 7 } as const;

export const formatVersion = 1;
export const metaKey = Buffer.from([tables.meta]);
export const recordIdBytes = 6;

const key32 = (table: number, id: number, rest = 0): Buffer => {
  const key = Buffer.alloc(5 + rest);
  key[0] = table;
  key.writeUInt32BE(id, 1);
  return key;
};

export const catalogKey = (namespace: string): Buffer => Buffer.concat([Buffer.from([tables.catalog]), Buffer.from(namespace, 'utf8')]);
export const catalogRange = (prefix: string): readonly [Buffer, Buffer] => {
  const start = catalogKey(prefix);
  return [start, after(start)];
};

export const documentKey = (collectionId: number, recordId: number): Buffer => {
  const key = key32(tables.documents, collectionId, recordIdBytes);
  key.writeUIntBE(recordId, 5, recordIdBytes);
  return key;
};
export const recordIdOf = (bytes: Buffer, at = bytes.length - recordIdBytes): number => bytes.readUIntBE(at, recordIdBytes);
export const recordIdValue = (recordId: number): Buffer => {
  const value = Buffer.alloc(recordIdBytes);
  value.writeUIntBE(recordId, 0, recordIdBytes);
  return value;
};

export const documentRange = (collectionId: number): readonly [Buffer, Buffer] => [
  key32(tables.documents, collectionId),
  key32(tables.documents, collectionId + 1),
];
export const entryPrefix = (indexId: number): Buffer => key32(tables.entries, indexId);
export const entryRange = (indexId: number): readonly [Buffer, Buffer] => [entryPrefix(indexId), entryPrefix(indexId + 1)];
export const countKey = (collectionId: number): Buffer => key32(tables.counts, collectionId);
export const traitsKey = (indexId: number): Buffer => key32(tables.traits, indexId);
export const sessionKey = (session: Buffer): Buffer => Buffer.concat([Buffer.from([tables.sessions]), session]);
export const tableRange = (table: number): readonly [Buffer, Buffer] => [Buffer.from([table]), Buffer.from([table + 1])];

/** The least key above every key that begins with `prefix`. */
export const after = (prefix: Buffer): Buffer => {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length -= 1;
  const next = Buffer.from(prefix.subarray(0, length));
  next.writeUInt8(next.readUInt8(length - 1) + 1, length - 1);
  return next;
};
/** The next key there can be: where a range goes on after `key`. */
export const successor = (key: Buffer): Buffer => Buffer.concat([key, Buffer.from([0])]);
