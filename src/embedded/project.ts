import type { Document } from 'bson';
import type { Matcher } from './match.ts';

export interface ProjectionContext {
  readonly matcher?: Matcher | undefined;
  readonly let?: Document | undefined;
  readonly now?: Date | undefined;
  /** In a $project stage `$slice` is an expression, and `$elemMatch` and `a.$` do not exist. */
  readonly aggregation?: boolean;
}
export function compileProjection(_spec: Document, _context: ProjectionContext = {}): (doc: Document) => Document {
  return (doc) => doc;
}
