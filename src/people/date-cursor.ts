import { fromCursor } from '../http/cursor.ts';

/** A list in the order of a date and then the id: its cursor is the date in milliseconds and the id. */
export const dateKey = (at: Date, id: string): readonly [number, string] => [at.getTime(), id];

/** Where a page begins; refuses CURSOR_INVALID. */
export function afterDate(cursor: string | undefined): readonly [at: Date, id: string] | undefined {
  if (cursor === undefined) return undefined;
  const [ms, id] = fromCursor(cursor, ['number', 'string']) as readonly [number, string];
  return [new Date(ms), id];
}
