import type { Document } from 'bson';
import { notImplemented } from './faults.ts';

/**
 * BSON's order of types, by MongoDB's names of them; numbers share one place, and undefined stands for no value. A type that is
 * not here is stored and given back exactly, but never compared.
 */
// prettier-ignore
const ranks: Readonly<Record<string, number>> = Object.freeze({
  undefined: 3, null: 5, int: 10, double: 10, long: 10, decimal: 10, string: 15, object: 20, array: 25, objectId: 35, bool: 40, date: 45,
});
// prettier-ignore
const namesOfClasses: Readonly<Record<string, string>> = Object.freeze({
  Int32: 'int', Double: 'double', Long: 'long', Decimal128: 'decimal', ObjectId: 'objectId', Binary: 'binData', BSONRegExp: 'regex',
  Timestamp: 'timestamp', MinKey: 'minKey', MaxKey: 'maxKey', BSONSymbol: 'symbol', Code: 'javascript',
});
const namesOfPrimitives: Readonly<Record<string, string>> = Object.freeze({ string: 'string', number: 'double', boolean: 'bool' });

export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return namesOfPrimitives[typeof value] ?? 'undefined';
  const tag = (value as { _bsontype?: unknown })._bsontype;
  if (typeof tag === 'string') return namesOfClasses[tag] ?? tag;
  if (Array.isArray(value)) return 'array';
  return value instanceof Date ? 'date' : 'object';
}

export function typeRank(value: unknown): number {
  const name = typeName(value);
  const rank = ranks[name];
  if (rank === undefined) throw notImplemented(`comparison of values of the type ${name}`);
  return rank;
}

/** A document that may be walked. The bson package makes a DBRef of `{ $ref, $id }`, which may be kept, but not looked into. */
export function isDocument(value: unknown): value is Document {
  const name = typeName(value);
  if (name === 'DBRef') throw notImplemented('a look into a DBRef');
  return name === 'object';
}

export const fieldsOf = (value: Document): [name: string, value: unknown][] => Object.entries(value);

export const fieldOf = (value: Document, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);

/** The operators of a value that is a document of them; nothing where it is a value to be equal to. */
export const operatorsOf = (value: unknown): Document | undefined =>
  isDocument(value) && Object.keys(value)[0]?.startsWith('$') ? value : undefined;
