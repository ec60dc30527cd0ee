import type { Document } from 'bson';
import { failedToParse, Fault, notImplemented } from './faults.ts';
import { conjunctionOf } from './match.ts';
import { makerOf, type Change } from './operators.ts';
import { compare } from './order.ts';
import { pathParts } from './paths.ts';
import { showFields } from './show.ts';
import { fieldOf, fieldsOf, isDocument, operatorsOf, typeName } from './types.ts';

export interface Updater {
  /** A new document. For an upsert, `doc` is the seed, and _id may still be missing from the result. */
  apply(doc: Document, how: { inserting: boolean }): Document;
}

/** One operator at one path. */
interface Step {
  readonly parts: readonly string[];
  readonly operator: string;
  readonly change: Change;
  /** Whether the path is made where there is none. */
  readonly creates: boolean;
}

export function compileUpdate(update: Document | readonly Document[]): Updater {
  if (Array.isArray(update)) throw notImplemented('updates by a pipeline');
  if (!isDocument(update)) throw failedToParse('an update must be a document');
  if (!operatorsOf(update)) throw notImplemented('replacement of a document, which is an update without operators');
  const steps = fieldsOf(update).flatMap(([operator, fields]) => stepsOf(operator, fields));
  // MongoDB goes by path too: so new fields come in that order.
  steps.sort((a, b) => compare(a.parts, b.parts));
  refuseConflict(
    steps.map(({ parts }) => parts.join('.')),
    (path, other) => new Fault(40, `Updating the path '${path}' would create a conflict at '${other}'`),
  );
  return {
    apply: (doc, { inserting }) => {
      const taken = steps.filter(({ operator }) => inserting || operator !== '$setOnInsert');
      return taken.reduce((changed, { parts, creates, change }) => alter(changed, parts, creates, change), doc);
    },
  };
}

function stepsOf(operator: string, fields: unknown): Step[] {
  const maker = makerOf(operator);
  if (!isDocument(fields)) throw failedToParse(`Modifiers operate on fields but we found type ${typeName(fields)} instead`);
  const creates = operator !== '$unset' && operator !== '$pull';
  return fieldsOf(fields).map(([path, argument]) => ({ parts: checkedParts(path), operator, change: maker(argument, path), creates }));
}

function checkedParts(path: string): readonly string[] {
  const parts = pathParts(path);
  if (parts.includes('')) throw new Fault(56, `The update path '${path}' contains an empty field name`);
  const dollar = parts.find((part) => part.startsWith('$'));
  if (dollar === '$' || dollar?.startsWith('$[')) throw notImplemented(`the positional ${dollar} in an update`);
  if (dollar !== undefined) throw new Fault(52, `The dollar ($) prefixed field '${dollar}' is not allowed in an update`);
  return parts;
}

/** Of two paths of which one is the other, or lies inside it, only one may be changed. */
function refuseConflict(paths: readonly string[], refusal: (path: string, other: string) => Fault): void {
  for (const [at, path] of paths.entries()) {
    const other = paths.find((each, place) => place !== at && `${path}.`.startsWith(`${each}.`));
    if (other !== undefined) throw refusal(path, other);
  }
}

/** A copy of the document with the value at the path changed. What does not lie on the path is shared with the old document. */
function alter(doc: Document, parts: readonly string[], creates: boolean, change: Change): Document {
  const within = (given: unknown, at: number): unknown => {
    const part = parts[at];
    if (part === undefined) return change(given);
    if (given === undefined && !creates) return undefined;
    const node = given === undefined ? {} : given;
    if (!isDocument(node)) {
      if (!creates) return node;
      throw new Fault(28, `Cannot create field '${part}' in element {${showFields([[parts[at - 1] ?? '', node]])}}`);
    }
    const fields = new Map(fieldsOf(node));
    const value = within(fieldOf(node, part), at + 1);
    if (value === undefined) fields.delete(part);
    else fields.set(part, value);
    return Object.fromEntries(fields);
  };
  return within(doc, 0) as Document;
}

/** The document an upsert starts from: what the filter says must be equal, in the order of the paths. */
export function upsertSeed(filter: Document): Document {
  const equalities = [...conjunctionOf(filter)].flatMap(([path, operator, operand]): [path: string, value: unknown][] => {
    if (operator === '$eq') return [[path, operand]];
    return operator === '$in' && (operand as unknown[]).length === 1 ? [[path, (operand as unknown[])[0]]] : [];
  });
  equalities.sort(([a], [b]) => compare(a, b));
  refuseConflict(
    equalities.map(([path]) => path),
    (path) => new Fault(54, `cannot infer query fields to set, path '${path}' is matched twice`),
  );
  return equalities.reduce<Document>((seed, [path, value]) => alter(seed, path.split('.'), true, () => value), {});
}
