import type { Document } from 'bson';
import { identical } from './alter.ts';
import { dollarPrefixed, failedToParse, immutableField } from './faults.ts';
import { compileModifiers, type UpdateOptions } from './modifiers.ts';
import { compare } from './order.ts';
import { compileUpdatePipeline } from './stages.ts';
import { showElement } from './show.ts';
import { firstField } from './types.ts';

export type { UpdateOptions } from './modifiers.ts';

export interface Updater {
  /** Operators, a whole new document, or a pipeline. */
  readonly kind: 'operators' | 'replacement' | 'pipeline';
  /** A new document; the same reference if nothing changed. For an upsert, `doc` is the seed and _id may still be missing from the result. */
  apply(doc: Document, how: { inserting: boolean }): Document;
}

export function compileUpdate(update: Document | readonly Document[], options: UpdateOptions): Updater {
  if (Array.isArray(update)) {
    if (options.arrayFilters?.length) throw failedToParse('arrayFilters may not be specified for pipeline-syle updates');
    const run = compileUpdatePipeline(update, options);
    return { kind: 'pipeline', apply: (doc) => settled(doc, run(doc)) };
  }
  if (firstField(update)?.startsWith('$')) {
    const change = compileModifiers(update, options);
    return { kind: 'operators', apply: (doc, { inserting }) => change(doc, inserting) };
  }
  if (options.arrayFilters?.length) throw failedToParse('arrayFilters may not be specified for replacement updates');
  const replacement = checkedReplacement(update);
  return { kind: 'replacement', apply: (doc) => settled(doc, replacement) };
}

function checkedReplacement(update: Document): Document {
  const dollar = Object.keys(update).find((name) => name.startsWith('$'));
  if (dollar) throw dollarPrefixed(dollar, dollar);
  return update;
}

/** The whole new document: it keeps its _id, which comes first. */
function settled(doc: Document, fresh: Document): Document {
  const { _id: given, ...fields } = fresh;
  const id: unknown = '_id' in doc ? doc._id : given;
  if ('_id' in doc && given !== undefined && compare(given, doc._id) !== 0) {
    throw immutableField(
      `After applying the update, the (immutable) field '_id' was found to have been altered to ${showElement('_id', given).slice(1, -1)}`,
    );
  }
  const result = id === undefined ? fields : { _id: id, ...fields };
  return identical(doc, result) ? doc : result;
}
