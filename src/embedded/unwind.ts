import { Long, type Document } from 'bson';
import { alter } from './alter.ts';
import { located } from './faults.ts';
import { fieldOf, isDocument, typeName } from './types.ts';

/** A document for each element of the array at a path; a value that is no array counts as one element. */
export function compileUnwind(spec: unknown): (doc: Document) => Iterable<Document> {
  const given: Document = typeof spec === 'string' ? { path: spec } : isDocument(spec) ? spec : {};
  const {
    path: text,
    includeArrayIndex: indexField,
    preserveNullAndEmptyArrays: keeps = false,
  } = given as { path?: unknown; includeArrayIndex?: unknown; preserveNullAndEmptyArrays?: unknown };
  if (typeof spec !== 'string' && !isDocument(spec))
    throw located(15981, `expected either a string or an object as specification for $unwind stage, got ${typeName(spec)}`);
  const unknown = Object.keys(given).find((name) => !['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name));
  if (unknown) throw located(28811, `unrecognized option to $unwind stage: ${unknown}`);
  if (typeof text !== 'string') throw located(28808, `expected a string as the path for $unwind stage, got ${typeName(text)}`);
  if (!text.startsWith('$')) throw located(28818, `path option to $unwind stage should be prefixed with a '$': ${text}`);
  if (typeof keeps !== 'boolean')
    throw located(28809, `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${typeName(keeps)}`);
  if (indexField !== undefined && (typeof indexField !== 'string' || indexField === '' || indexField.startsWith('$')))
    throw located(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
  const parts = text.slice(1).split('.');
  const put = (doc: Document, value: unknown, index: number | null): Document => {
    const one = alter(doc, parts, { creates: true, to: () => value });
    return typeof indexField === 'string'
      ? alter(one, indexField.split('.'), { creates: true, to: () => (index === null ? null : Long.fromNumber(index)) })
      : one;
  };
  return function* (doc) {
    const value = parts.reduce<unknown>((node, part) => (isDocument(node) ? fieldOf(node, part) : undefined), doc);
    if (Array.isArray(value) && value.length > 0) {
      for (const [i, element] of value.entries()) yield put(doc, element, i);
    } else if (value !== undefined && value !== null && !Array.isArray(value)) yield put(doc, value, null);
    else if (keeps) yield value === undefined && indexField === undefined ? doc : put(doc, Array.isArray(value) ? undefined : value, null);
  };
}
