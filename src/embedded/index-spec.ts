import { Int32, type Document } from 'bson';
import type { Collection } from './catalog.ts';
import { Fault, notImplemented, typeMismatch } from './faults.ts';
import { compileFilter } from './match.ts';
import { equal } from './order.ts';
import { indexOptions } from './vocabulary.ts';
import { isDocument } from './types.ts';
import { isTrue, numberOf } from './values.ts';

const cannotCreate = (message: string): Fault => new Fault(67, 'CannotCreateIndex', message);

/** Refuses an option that MongoDB has and this store lacks by name, and one that nobody has with MongoDB's own code. */
export const checkIndexOptions = (asked: Document): void => {
  for (const option of Object.keys(asked)) {
    if (indexOptions.lacks.includes(option)) throw notImplemented(`the index option ${option}`);
    if (!indexOptions.fields.includes(option))
      throw new Fault(
        197,
        'InvalidIndexSpecificationOption',
        `The field '${option}' is not valid for an index specification. Specification: ${JSON.stringify(asked)}`,
      );
  }
};

/** The specification as it is kept and listed: version, key, name, then the options that say something. */
export const indexSpec = (asked: Document): Document => {
  const key: unknown = asked['key'];
  if (!isDocument(key) || Object.keys(key).length === 0) throw cannotCreate('Index keys cannot be empty.');
  for (const [path, direction] of Object.entries(key)) {
    if (typeof direction === 'string') throw notImplemented(`${direction} indexes`);
    if (path.includes('$**')) throw notImplemented('wildcard indexes');
    if (path === '' || path.startsWith('.') || path.endsWith('.') || path.includes('..'))
      throw cannotCreate('Index keys cannot be an empty field.');
    const number = numberOf(direction);
    if (number === undefined)
      throw typeMismatch(
        `Values in v:2 index key pattern cannot be of type ${typeof direction}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    if (number === 0 || Number.isNaN(number)) throw cannotCreate('Values in the index key pattern cannot be 0.');
  }
  if (typeof asked['name'] !== 'string')
    throw new Fault(9, 'FailedToParse', "The 'name' field is a required property of an index specification");
  const partial: unknown = asked['partialFilterExpression'];
  if (partial !== undefined) {
    if (!isDocument(partial)) throw typeMismatch("The field 'partialFilterExpression' must be an object");
    if (isTrue(asked['sparse'])) throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(partial);
  }
  if (asked['expireAfterSeconds'] !== undefined && Object.keys(key).length > 1)
    throw cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL.');
  const { background: _background, v: _version, ns: _namespace, ...rest } = asked;
  return { v: new Int32(2), ...rest };
};

/** True where the same index is there already; refuses one of the same name or key that says something else. */
export const sameIndex = (collection: Collection, spec: Document): boolean => {
  for (const { spec: known, name } of collection.indexes) {
    const sameKey = equal(known['key'], spec['key']) && equal(known['partialFilterExpression'], spec['partialFilterExpression']);
    if (name === '_id_' && sameKey) return true;
    if (name === spec['name']) {
      if (sameKey && sameOptions(known, spec)) return true;
      throw new Fault(
        86,
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(known)}`,
      );
    }
    if (sameKey) throw new Fault(85, 'IndexOptionsConflict', `Index already exists with a different name: ${name}`);
  }
  return false;
};

const sameOptions = (a: Document, b: Document): boolean =>
  isTrue(a['unique']) === isTrue(b['unique']) &&
  isTrue(a['sparse']) === isTrue(b['sparse']) &&
  numberOf(a['expireAfterSeconds']) === numberOf(b['expireAfterSeconds']);
