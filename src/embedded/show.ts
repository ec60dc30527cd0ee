import { Decimal128, Double, Long, ObjectId, type Document } from 'bson';
import { fieldsOf, typeName } from './types.ts';

/** A value as MongoDB writes it inside a message. */
export function show(value: unknown): string {
  switch (typeName(value)) {
    case 'string':
      return `"${String(value)}"`;
    case 'array':
      return `[ ${(value as unknown[]).map(show).join(', ')} ]`;
    case 'object':
      return showFields(value as Document);
    case 'date':
      return `new Date(${(value as Date).getTime()})`;
    case 'objectId':
      return `ObjectId('${(value as ObjectId).toHexString()}')`;
    case 'decimal':
      return `NumberDecimal("${(value as Decimal128).toString()}")`;
    case 'double': {
      const number = value instanceof Double ? value.value : (value as number);
      return Number.isInteger(number) ? number.toFixed(1) : String(number);
    }
    case 'long':
      return value instanceof Long ? value.toString() : String(value);
    case 'undefined':
    case 'missing':
      return 'undefined';
    default:
      return String(value);
  }
}

export const showFields = (doc: Document): string => {
  const fields = fieldsOf(doc).map(([name, value]) => `${name}: ${show(value)}`);
  return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
};

/** One field as MongoDB quotes it in a message about a path. */
export const showElement = (name: string, value: unknown): string => `{${name}: ${show(value)}}`;
