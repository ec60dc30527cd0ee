import { gunzipSync, gzipSync } from 'node:zlib';

/** W3C Bitstring Status List 1.0 §7: a list shorter than 16 KB would tell who is who by its size. */
export const statusListEntries = 131_072;

/** What a list of this size may unpack to; a stranger's list may not fill the memory. */
const largestBytes = 4 * 1024 * 1024;

/**
 * The list as the credential carries it: one bit per index, index 0 the left-most bit of the first byte, compressed with
 * gzip, then base64url behind the multibase letter `u`. A set bit is one that holds: withdrawn, or suspended.
 */
export function encodeStatusList(set: Iterable<number>, entries = statusListEntries): string {
  if (entries % 8 !== 0 || entries < statusListEntries) throw new RangeError(`${entries} is no length of a status list`);
  const bits = Buffer.alloc(entries / 8);
  for (const index of set) {
    if (!Number.isInteger(index) || index < 0 || index >= entries) throw new RangeError(`${index} is not in the status list`);
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  }
  return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;
}

/** Whether the bit of an index is set; null where the list cannot be read or does not reach so far. */
export function statusAt(encodedList: string, index: number): boolean | null {
  const bits = decodeStatusList(encodedList);
  if (!bits || bits.length * 8 < statusListEntries || !Number.isInteger(index) || index < 0 || index >= bits.length * 8) return null;
  return ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

function decodeStatusList(encodedList: string): Buffer | null {
  if (!/^u[A-Za-z0-9_-]+$/.test(encodedList)) return null;
  try {
    return gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'), { maxOutputLength: largestBytes });
  } catch {
    return null;
  }
}

/**
 * An index by chance, so that its place tells nothing about the order of issue. `taken` answers for this list; the caller
 * goes to the next list long before this one is full.
 */
export async function freeIndex(randomBytes: (length: number) => Buffer, taken: (index: number) => Promise<boolean>): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const index = randomBytes(4).readUInt32BE(0) % statusListEntries;
    if (!(await taken(index))) return index;
  }
  throw new Error('no free index was found in a status list that should be more than half empty');
}

export const statusPurposes = ['revocation', 'suspension'] as const;
export type StatusPurpose = (typeof statusPurposes)[number];

/** Name of a list in its address: `revocation-1`. */
export const statusListName = (purpose: StatusPurpose, list: number): string => `${purpose}-${list}`;

/**
 * The list that the next certificate of an issuer goes into, by the number of entries in its book: each issue is an entry of
 * its own, so no list is ever more than half full.
 */
export const listInUse = (bookNumber: number): number => 1 + Math.floor(bookNumber / (statusListEntries / 2));
