import { refuse } from '../refusal.ts';

/** A cursor is the sort key of the last item, opaque to the client: base64url of a JSON array of strings and numbers. */
export const toCursor = (...key: readonly (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

export function fromCursor(cursor: string, kinds: readonly ('string' | 'number')[]): readonly (string | number)[] {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    key = undefined;
  }
  const sound = Array.isArray(key) && key.length === kinds.length && key.every((part, index) => isPart(part, kinds[index]));
  if (!sound) refuse('CURSOR_INVALID', { field: 'after' });
  return key as (string | number)[];
}

/** A number of a key is a moment: beyond what a date can hold it is none of ours. */
const isPart = (part: unknown, kind: 'string' | 'number' | undefined): boolean =>
  typeof part === kind && (typeof part !== 'number' || Math.abs(part) <= 8.64e15);

/** Cuts a page out of `limit + 1` rows: the extra row only tells that there is more. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => readonly (string | number)[],
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? toCursor(...keyOf(last)) : null };
}
