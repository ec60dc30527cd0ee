import type { DBRef, Document } from 'bson';
import { notImplemented } from './faults.ts';

/** BSON's order of types, by the names that $type and messages use; numbers of all four types share one place, undefined stands just before null. */
// prettier-ignore
const ranks = Object.freeze({
  minKey: 1, undefined: 3, null: 5, int: 10, double: 10, long: 10, decimal: 10, string: 15, symbol: 15, object: 20, array: 25,
  binData: 30, objectId: 35, bool: 40, date: 45, timestamp: 47, regex: 50, maxKey: 127,
});
export type TypeName = keyof typeof ranks;
export const isTypeName = (name: unknown): name is TypeName => typeof name === 'string' && Object.hasOwn(ranks, name);

// prettier-ignore
const tagged: Readonly<Record<string, TypeName>> = Object.freeze({
  Int32: 'int', Double: 'double', Long: 'long', Decimal128: 'decimal', ObjectId: 'objectId', Binary: 'binData', UUID: 'binData',
  BSONRegExp: 'regex', Timestamp: 'timestamp', MinKey: 'minKey', MaxKey: 'maxKey', BSONSymbol: 'symbol', DBRef: 'object',
});
const primitive: Readonly<Record<string, TypeName>> = Object.freeze({
  string: 'string',
  number: 'double',
  boolean: 'bool',
  bigint: 'long',
  undefined: 'undefined',
});

export function typeName(value: unknown): TypeName {
  if (value === null) return 'null';
  if (typeof value !== 'object') return primitive[typeof value] ?? 'undefined';
  const tag = (value as { _bsontype?: unknown })._bsontype;
  if (tag === undefined) return plainType(value);
  const name = typeof tag === 'string' ? tagged[tag] : 'object';
  if (name === undefined) throw notImplemented(`comparison of values of the type ${tag as string}`);
  return name;
}

const plainType = (value: object): TypeName => {
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  return ArrayBuffer.isView(value) ? 'binData' : 'object';
};

export const typeRank = (value: unknown): number => ranks[typeName(value)];

const isDbRef = (value: object): value is DBRef => (value as { _bsontype?: unknown })._bsontype === 'DBRef';

/** A document that may be walked; the bson package gives `{ $ref, $id }` back as a DBRef, which `fieldsOf` turns into what it stands for. */
export const isDocument = (value: unknown): value is Document => typeof value === 'object' && typeName(value) === 'object';

export const fieldsOf = (value: Document): [string, unknown][] => Object.entries(isDbRef(value) ? (value.toJSON() as Document) : value);

export function fieldOf(value: Document, name: string): unknown {
  if (Object.hasOwn(value, name)) return value[name];
  return isDbRef(value) && name.startsWith('$') ? (value.toJSON() as unknown as Document)[name] : undefined;
}

/** Sets a field in place, also one named `__proto__`. */
export function putField(target: Document, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  else target[name] = value;
}

/** The operators of a value that is a document of them; nothing where it is a value to be equal to. */
export function operatorsOf(value: unknown): Document | undefined {
  if (!isDocument(value) || isDbRef(value)) return undefined;
  const [first] = Object.keys(value);
  return first?.startsWith('$') && !['$ref', '$id', '$db'].includes(first) ? value : undefined;
}
