import type { Document } from 'bson';
import type { Matcher } from './match.ts';

export interface UpdateOptions {
  readonly arrayFilters?: readonly Document[] | undefined;
  readonly let?: Document | undefined;
  /** The filter of the statement: tells what the positional `$` stands for. */
  readonly matcher: Matcher;
  /** The clock of $currentDate and $$NOW. */
  readonly now?: Date | undefined;
}
export interface Updater {
  /** Operators, a whole new document, or a pipeline. */
  readonly kind: 'operators' | 'replacement' | 'pipeline';
  /** A new document; the same reference if nothing changed. For an upsert, `doc` is the seed and _id may still be missing from the result. */
  apply(doc: Document, how: { inserting: boolean }): Document;
}
export function compileUpdate(_update: Document | readonly Document[], _options: UpdateOptions): Updater {
  return { kind: 'operators', apply: (doc) => doc };
}
