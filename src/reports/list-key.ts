import { fromCursor } from '../http/cursor.ts';
import type { ListKey } from './store.ts';

/** A moment in a cursor is its milliseconds. */
export function listKey(after: string | undefined): ListKey | undefined {
  if (after === undefined) return undefined;
  const [at, last] = fromCursor(after, ['number', 'string']) as readonly [number, string];
  return [new Date(at), last];
}
