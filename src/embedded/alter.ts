import type { Document } from 'bson';
import { badValue, Fault } from './faults.ts';
import { isIndex } from './paths.ts';
import { fieldOf, fieldsOf, isDocument, putField, typeName } from './types.ts';

const paddingLimit = 1_500_000;

/**
 * A copy of the document with the value at the path changed; undefined stands for no value, before and after. `creates` says
 * whether the path is made where there is none. What does not lie on the path is shared with the old document.
 */
export function alter(doc: Document, parts: readonly string[], creates: boolean, to: (value: unknown) => unknown): Document {
  const within = (node: unknown, at: number): unknown => {
    const part = parts[at];
    if (part === undefined) return to(node);
    if (node === undefined) {
      const fresh = creates ? within(undefined, at + 1) : undefined;
      return fresh === undefined ? undefined : withField({}, part, fresh);
    }
    if (isDocument(node)) return withField(node, part, within(fieldOf(node, part), at + 1));
    if (Array.isArray(node) && isIndex(part)) return withElement(node, Number(part), within(node[Number(part)], at + 1));
    if (creates) throw new Fault(28, `Cannot create field '${part}' in element ${parts[at - 1] ?? ''} of type ${typeName(node)}`);
    return node;
  };
  return within(doc, 0) as Document;
}

function withField(doc: Document, name: string, value: unknown): Document {
  const copy: Document = Object.fromEntries(fieldsOf(doc));
  if (value === undefined) delete copy[name];
  else putField(copy, name, value);
  return copy;
}

/** A place beyond the end is filled up with nulls; a value taken out of an array leaves null. */
function withElement(array: readonly unknown[], index: number, value: unknown): readonly unknown[] {
  if (value === array[index]) return array;
  if (index - array.length > paddingLimit) throw badValue(`can't backfill more than ${paddingLimit} elements`);
  const copy = array.concat(new Array(Math.max(0, index - array.length)).fill(null));
  copy[index] = value ?? null;
  return copy;
}
