import { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp, type Document } from 'bson';
import type { Collection, Index } from './catalog.ts';
import { Fault } from './faults.ts';
import { encodeKey } from './keys.ts';
import { isDocument } from './values.ts';

/** All values that a path leads to, through arrays, the elements of a last array included. */
export const valuesAt = (value: unknown, parts: readonly string[]): unknown[] => {
  if (Array.isArray(value)) {
    const [part] = parts;
    const direct = part !== undefined && /^\d+$/.test(part) ? valuesAt(value[Number(part)], parts.slice(1)) : [];
    return [...direct, ...value.flatMap((item: unknown) => (parts.length > 0 && !isDocument(item) ? [] : valuesAt(item, parts)))];
  }
  const [part, ...rest] = parts;
  if (part === undefined) return [value ?? null];
  return isDocument(value) && Object.hasOwn(value, part) ? valuesAt(value[part], rest) : [null];
};

/** 11000, worded as MongoDB words it, with the values of the key that is taken. */
export const duplicateKey = (collection: Collection, index: Index, document: Document, key: Buffer): Fault => {
  const keyValue: Document = Object.fromEntries(takenValues(index, document, key));
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${show(value)}`);
  return new Fault(
    11000,
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: index.spec['key'] as Document, keyValue },
  );
};

/** An array gives several keys: the values are those that make up this one. */
const takenValues = (index: Index, document: Document, key: Buffer): [string, unknown][] => {
  const directions = index.pattern.map(([, direction]) => direction);
  const choices = index.pattern.map(([path]) => valuesAt(document, path.split('.')));
  const first = choices.map((values) => values[0] ?? null);
  const array = choices.findIndex((values) => values.length > 1);
  const candidates = array < 0 ? [first] : (choices[array] ?? []).map((value) => first.map((each, at) => (at === array ? value : each)));
  const values = candidates.find((each) => encodeKey(each, directions).equals(key)) ?? first;
  return index.pattern.map(([path], position) => [path, values[position] ?? null]);
};

const show = (value: unknown): string => {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Int32 || value instanceof Long) return value.toString();
  if (value instanceof Double) return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  if (value instanceof Decimal128) return `${value.toString()}`;
  if (value instanceof Timestamp) return `Timestamp(${value.t}, ${value.i})`;
  if (value instanceof Binary)
    return value.sub_type === Binary.SUBTYPE_UUID
      ? `UUID("${value.toUUID().toString()}")`
      : `BinData(${value.sub_type}, ${Buffer.from(value.buffer).toString('hex').toUpperCase()})`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(show).join(', ')} ]`;
  if (isDocument(value)) {
    const fields = Object.entries(value).map(([name, each]) => `${name}: ${show(each)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return String(value);
};
