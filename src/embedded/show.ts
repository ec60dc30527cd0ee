import type { Document, ObjectId } from 'bson';
import { fieldsOf, typeName } from './types.ts';
import { nearestDouble } from './values.ts';

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
    case 'double':
      return Number.isInteger(nearestDouble(value as number)) ? nearestDouble(value as number).toFixed(1) : String(value);
    default:
      return String(value);
  }
}

export const showFields = (fields: readonly (readonly [string, unknown])[]): string =>
  fields.map(([name, value]) => `${name}: ${show(value)}`).join(', ');
