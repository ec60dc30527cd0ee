import type { DBRef, Document } from 'bson';

/** The names MongoDB's $type and messages use. */
// prettier-ignore
export type TypeName =
  | 'double' | 'string' | 'object' | 'array' | 'binData' | 'undefined' | 'objectId' | 'bool' | 'date' | 'null' | 'regex' | 'dbPointer'
  | 'javascript' | 'symbol' | 'javascriptWithScope' | 'int' | 'timestamp' | 'long' | 'decimal' | 'minKey' | 'maxKey' | 'missing';

// prettier-ignore
const tagged: Readonly<Record<string, TypeName>> = Object.freeze({
  Int32: 'int', Double: 'double', Long: 'long', Decimal128: 'decimal', ObjectId: 'objectId', Binary: 'binData', UUID: 'binData', BSONRegExp: 'regex',
  Timestamp: 'timestamp', MinKey: 'minKey', MaxKey: 'maxKey', BSONSymbol: 'symbol', DBRef: 'object', Code: 'javascript',
});

/** The number MongoDB knows a type by. */
// prettier-ignore
export const typeCodes: Readonly<Record<string, TypeName>> = Object.freeze({
  1: 'double', 2: 'string', 3: 'object', 4: 'array', 5: 'binData', 6: 'undefined', 7: 'objectId', 8: 'bool', 9: 'date', 10: 'null', 11: 'regex', 12: 'dbPointer',
  13: 'javascript', 14: 'symbol', 15: 'javascriptWithScope', 16: 'int', 17: 'timestamp', 18: 'long', 19: 'decimal', [-1]: 'minKey', 127: 'maxKey',
});

export function typeName(value: unknown): TypeName {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'long';
    case 'undefined':
      return 'undefined';
    case 'object':
      return objectType(value);
    default:
      throw new TypeError(`no BSON value: ${typeof value}`);
  }
}

function objectType(value: object | null): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const tag = (value as { _bsontype?: unknown })._bsontype;
  if (typeof tag === 'string') {
    const name = tagged[tag];
    if (name) return name === 'javascript' && (value as { scope?: unknown }).scope ? 'javascriptWithScope' : name;
  }
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  return ArrayBuffer.isView(value) ? 'binData' : 'object';
}

const isDbRef = (value: object): value is DBRef => (value as { _bsontype?: unknown })._bsontype === 'DBRef';

/** A document that may be walked: plain objects only; a DBRef is turned into the document it stands for by `fieldsOf`. */
export const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && objectType(value) === 'object';

/** The fields of a document in order; the bson package gives `{ $ref, $id }` back as a DBRef. */
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

/** The name of a document's first field: an operator where it begins with a dollar sign. */
export function firstField(value: unknown): string | undefined {
  if (!isDocument(value) || isDbRef(value)) return undefined;
  for (const name in value) return name;
  return undefined;
}
