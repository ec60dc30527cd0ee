import { createHash } from 'node:crypto';

/** A UUID that follows from a name, so that a second run speaks of the same things (RFC 9562, version 8). */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`plimsoll story: ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A short mark out of a name, for numbers that must differ. */
export const markOf = (name: string, length = 8): string => createHash('sha256').update(name).digest('hex').slice(0, length).toUpperCase();

/** A site's id out of a name: small letters, digits and dashes. */
export const slugOf = (name: string): string => `s-${markOf(name, 10).toLowerCase()}`;
