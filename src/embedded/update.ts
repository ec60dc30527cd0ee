import type { Document } from 'bson';
import { alter } from './alter.ts';
import { failedToParse, Fault, notImplemented } from './faults.ts';
import { makerOf, type Change } from './operators.ts';
import { compare, equal } from './order.ts';
import { isIndex } from './paths.ts';
import { fieldsOf, isDocument, operatorsOf, typeName } from './types.ts';

export interface Updater {
  readonly kind: 'operators' | 'replacement';
  /** A new document. For an upsert, `doc` is the seed, and _id may still be missing from the result. */
  apply(doc: Document, how: { inserting: boolean }): Document;
}

export function compileUpdate(update: Document | readonly Document[]): Updater {
  if (Array.isArray(update)) throw notImplemented('updates by a pipeline');
  if (!isDocument(update)) throw failedToParse('an update must be a document');
  if (operatorsOf(update)) return { kind: 'operators', apply: compileOperators(update) };
  const dollar = Object.keys(update).find((name) => name.startsWith('$'));
  if (dollar !== undefined) throw dollarPrefixed(dollar);
  const { _id: given, ...fields } = update as Document & { _id?: unknown };
  const apply = (doc: Document): Document => {
    const id: unknown = Object.hasOwn(doc, '_id') ? doc['_id'] : given;
    if (given !== undefined && !equal(given, id)) throw immutableId();
    return id === undefined ? fields : { _id: id, ...fields };
  };
  return { kind: 'replacement', apply };
}

const immutableId = (): Fault => new Fault(66, "the update would modify the immutable field '_id'");
const dollarPrefixed = (name: string): Fault => new Fault(52, `The dollar ($) prefixed field '${name}' is not allowed in an update`);

/** One operator at one path. */
interface Step {
  readonly parts: readonly string[];
  readonly operator: string;
  readonly change: Change;
}

/** Steps go by path, numbers in their order, as MongoDB applies them: so new fields come in that order. */
function compileOperators(update: Document): Updater['apply'] {
  const steps = fieldsOf(update).flatMap(([operator, fields]) => stepsOf(operator, fields));
  steps.sort((a, b) => byPath(a.parts, b.parts));
  for (const step of steps) {
    const clash = steps.find((other) => other !== step && other.parts.every((part, i) => part === step.parts[i]))?.parts.join('.');
    if (clash !== undefined) throw new Fault(40, `Updating the path '${step.parts.join('.')}' would create a conflict at '${clash}'`);
  }
  return (doc, { inserting }) => {
    let result = doc;
    for (const { parts, operator, change } of steps)
      if (inserting || operator !== '$setOnInsert') result = alter(result, parts, operator !== '$unset' && operator !== '$pull', change);
    if (!inserting && !equal(doc['_id'], result['_id'])) throw immutableId();
    return result;
  };
}

function stepsOf(operator: string, fields: unknown): Step[] {
  const maker = makerOf(operator);
  if (!isDocument(fields)) throw failedToParse(`Modifiers operate on fields but we found type ${typeName(fields)} instead`);
  return fieldsOf(fields).map(([path, argument]) => ({ parts: checkedParts(path), operator, change: maker(argument, path) }));
}

function checkedParts(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes('')) throw new Fault(56, `The update path '${path}' contains an empty field name`);
  const dollar = parts.find((part) => part.startsWith('$') && !['$id', '$ref', '$db'].includes(part));
  if (dollar === '$' || dollar?.startsWith('$[')) throw notImplemented(`the positional ${dollar} in an update`);
  if (dollar !== undefined) throw dollarPrefixed(dollar);
  return parts;
}

function byPath(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  const [x, y] = [a[at], b[at]];
  if (x === undefined || y === undefined) return a.length - b.length;
  return isIndex(x) && isIndex(y) ? Number(x) - Number(y) : compare(x, y);
}

/** The document an upsert starts from: what the filter says must be equal. */
export function upsertSeed(filter: Document): Document {
  const seen: string[] = [];
  let seed: Document = {};
  for (const [path, value] of equalities(filter)) {
    if (seen.some((other) => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`)))
      throw new Fault(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    seen.push(path);
    seed = alter(seed, path.split('.'), true, () => value);
  }
  return seed;
}

function* equalities(filter: Document): Generator<[path: string, value: unknown]> {
  for (const [name, value] of fieldsOf(filter)) {
    if (name === '$and' || (name === '$or' && (value as unknown[]).length === 1))
      for (const clause of value as Document[]) yield* equalities(clause);
    if (name.startsWith('$')) continue;
    const operators = operatorsOf(value);
    if (operators === undefined) yield [name, value];
    else if (Object.hasOwn(operators, '$eq')) yield [name, operators['$eq']];
    else if (Array.isArray(operators['$in']) && operators['$in'].length === 1) yield [name, operators['$in'][0]];
  }
}
