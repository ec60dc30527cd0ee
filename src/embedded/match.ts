import type { Document } from 'bson';

/** For each array path that the filter went through, the index of the first element that matched: what `$` stands for. */
export interface Positions {
  /** The index for the array at this path, or the last one noted where the filter did not go through that path. */
  at(path: string): number | undefined;
}
export interface Matcher {
  matches(doc: Document): boolean;
  positions(doc: Document): Positions;
}
export interface MatchContext {
  readonly let?: Document | undefined;
  readonly now?: Date | undefined;
}
export function compileFilter(_filter: Document, _context: MatchContext = {}): Matcher {
  return { matches: () => true, positions: () => ({ at: () => undefined }) };
}
