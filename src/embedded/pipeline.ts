import type { Document } from 'bson';
import type { MatchContext } from './expressions.ts';

export type Stream = AsyncIterable<Document> | Iterable<Document>;
export interface LookupSource {
  /** All documents of the other collection that match the filter (an empty one for all), read in the same snapshot. */
  find(filter: Document): Stream;
}
export interface PipelineContext extends MatchContext {
  lookup(collection: string): LookupSource;
}
export interface Pipeline {
  /** The filter of the leading $match stages, for the planner; they may be applied again without harm. */
  readonly filter: Document;
  run(source: Stream): AsyncIterable<Document>;
}
