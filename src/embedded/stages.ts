import type { Document } from 'bson';
import type { MatchContext } from './match.ts';
export function compileUpdatePipeline(_stages: readonly Document[], _context: MatchContext): (doc: Document) => Document {
  return (doc) => doc;
}
