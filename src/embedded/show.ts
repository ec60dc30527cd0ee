import { Long, type Document, type ObjectId } from 'bson';
import { nearestDouble } from './numbers.ts';
import { fieldsOf, typeName } from './types.ts';

/** A value as MongoDB writes it inside a message. */
export function show(value: unknown): string {
  switch (typeName(value)) {
    case 'string':
      return `"${String(value)}"`;
    case 'array':
      return `[ ${(value as unknown[]).map(show).join(', ')} ]`;
    case 'object':
      return `{ ${showFields(fieldsOf(value as Document))} }`;
    case 'date':
      return `new Date(${(value as Date).getTime()})`;
    case 'objectId':
      return `ObjectId('${(value as ObjectId).toHexString()}')`;
    case 'decimal':
      return `NumberDecimal("${String(value)}")`;
    case 'double':
      return Number.isInteger(nearestDouble(value as number)) ? nearestDouble(value as number).toFixed(1) : String(value);
    default:
      return value instanceof Long ? value.toString() : String(value);
  }
}

export const showFields = (fields: readonly (readonly [string, unknown])[]): string =>
  fields.map(([name, value]) => `${name}: ${show(value)}`).join(', ');
