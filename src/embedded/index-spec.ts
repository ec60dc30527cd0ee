import { Int32, type Document } from 'bson';
import type { Collection } from './catalog.ts';
import { failedToParse, Fault, notImplemented, typeMismatch } from './faults.ts';
import { compileFilter } from './match.ts';
import { pathParts } from './paths.ts';
import { isDocument } from './types.ts';
import { encode, isTrue, numberOf } from './values.ts';
import { indexOptions } from './vocabulary.ts';

const cannotCreate = (message: string): Fault => new Fault(67, message);

/** The specification as it is kept and listed: version, key, name, then the options that say something. */
export const indexSpec = (asked: Document): Document => {
  const { key, name, partialFilterExpression: partial, sparse } = asked as Record<string, unknown>;
  for (const option of Object.keys(asked)) {
    if (indexOptions.lacks.includes(option)) throw notImplemented(`the index option ${option}`);
    if (!indexOptions.fields.includes(option)) throw new Fault(197, `The field '${option}' is not valid for an index specification`);
  }
  if (!isDocument(key) || Object.keys(key).length === 0) throw cannotCreate('Index keys cannot be empty.');
  for (const [path, direction] of Object.entries(key)) checkField(path, direction);
  if (typeof name !== 'string') throw failedToParse("The 'name' field is a required property of an index specification");
  if (partial !== undefined) {
    if (!isDocument(partial)) throw typeMismatch("The field 'partialFilterExpression' must be an object");
    if (isTrue(sparse)) throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(partial);
  }
  const { background: _background, v: _version, ...rest } = asked;
  return { v: new Int32(2), ...rest };
};

const checkField = (path: string, direction: unknown): void => {
  if (typeof direction === 'string') throw notImplemented(`${direction} indexes`);
  if (path.includes('$**')) throw notImplemented('wildcard indexes');
  if (pathParts(path).includes('')) throw cannotCreate('Index keys cannot be an empty field.');
  if ((numberOf(direction) ?? NaN) < 0 === (numberOf(direction) ?? NaN) > 0)
    throw cannotCreate('Values in the index key pattern must be numbers below or above 0.');
};

/** True where the same index is there already; refuses one of the same name or key that says something else. */
export const sameIndex = ({ indexes }: Collection, spec: Document): boolean => {
  for (const { spec: known, name } of indexes) {
    const sameKey = same(known, spec, ['key', 'partialFilterExpression']);
    if (name === '_id_' && sameKey) return true;
    if (name === spec['name']) {
      if (sameKey && same(known, spec, ['unique', 'sparse'])) return true;
      throw new Fault(86, `An existing index has the same name as the requested index: ${name}`);
    }
    if (sameKey) throw new Fault(85, `Index already exists with a different name: ${name}`);
  }
  return false;
};

/** The same to the byte; an option that is false says as much as one that is absent. */
const same = (a: Document, b: Document, names: readonly string[]): boolean => {
  const said = (spec: Document): Buffer => encode(Object.fromEntries(names.map((name) => [name, (spec[name] as unknown) || null])));
  return said(a).equals(said(b));
};
