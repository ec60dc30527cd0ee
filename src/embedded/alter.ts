import type { Document } from 'bson';
import { badValue, pathNotViable } from './faults.ts';
import { nearestDouble } from './numbers.ts';
import { compare } from './order.ts';
import { isIndex } from './paths.ts';
import { show } from './show.ts';
import { fieldOf, fieldsOf, isDocument, putField, typeName } from './types.ts';

/** A change at the end of a path: undefined stands for no value, before and after. */
export interface Alteration {
  /** Whether the path is made where there is none. */
  readonly creates: boolean;
  readonly to: (value: unknown) => unknown;
}

const paddingLimit = 1_500_000;

/** The document with the value at the path changed; every part that stays is shared, and the same document comes back if nothing changed. */
export function alter(doc: Document, parts: readonly string[], alteration: Alteration): Document {
  const { creates, to } = alteration;
  const within = (node: unknown, at: number): unknown => {
    const part = parts[at];
    if (part === undefined) {
      const fresh = to(node);
      return identical(node, fresh) ? node : fresh;
    }
    if (node === undefined) {
      const fresh = creates ? within(undefined, at + 1) : undefined;
      return fresh === undefined ? undefined : withField({}, part, fresh);
    }
    if (isDocument(node)) {
      const old = fieldOf(node, part);
      const fresh = within(old, at + 1);
      return fresh === old ? node : withField(node, part, fresh);
    }
    if (Array.isArray(node) && isIndex(part)) return inArray(node, Number(part), (old) => within(old, at + 1));
    if (creates) throw pathNotViable(`Cannot create field '${part}' in element {${parts[at - 1] ?? ''}: ${show(node)}}`);
    return node;
  };
  return within(doc, 0) as Document;
}

/** A copy with one field set, or taken away. */
export function withField(doc: Document, name: string, value: unknown): Document {
  const copy: Document = Object.fromEntries(fieldsOf(doc));
  if (value === undefined) delete copy[name];
  else putField(copy, name, value);
  return copy;
}

/** A place beyond the end is filled up with nulls; a value taken out of an array leaves null. */
function inArray(array: readonly unknown[], index: number, change: (old: unknown) => unknown): readonly unknown[] {
  const fresh = change(array[index]);
  if (fresh === array[index]) return array;
  if (index - array.length > paddingLimit) throw badValue(`can't backfill more than ${paddingLimit} elements`);
  const copy = array.concat(new Array(Math.max(0, index - array.length)).fill(null));
  copy[index] = fresh === undefined ? null : fresh;
  return copy;
}

/** The same to the byte: of one type, and nested fields in the same order. */
export function identical(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const name = typeName(a);
  if (name !== typeName(b)) return false;
  switch (name) {
    case 'object': {
      const [x, y] = [fieldsOf(a as Document), fieldsOf(b as Document)];
      return x.length === y.length && x.every(([field, value], i) => field === y[i]?.[0] && identical(value, y[i]?.[1]));
    }
    case 'array':
      return (
        (a as unknown[]).length === (b as unknown[]).length && (a as unknown[]).every((item, i) => identical(item, (b as unknown[])[i]))
      );
    case 'decimal':
      return String(a) === String(b);
    case 'double':
      return Object.is(nearestDouble(a as number), nearestDouble(b as number));
    default:
      return compare(a, b) === 0;
  }
}
