import type { Document } from 'bson';
import { alter } from './alter.ts';
import { arrayOperators } from './array-operators.ts';
import { badValue, conflictingUpdate, dollarPrefixed, emptyFieldName, failedToParse, immutableField, notImplemented } from './faults.ts';
import { fieldOperators, type Change } from './field-operators.ts';
import { compare } from './order.ts';
import { isIndex } from './paths.ts';
import type { Matcher } from './match.ts';
import { compileArrayFilters, isPositional, placesOf, plainValueAt, refuseUnused, useIdentifiers } from './positional.ts';
import { showElement } from './show.ts';
import { isDocument, typeName } from './types.ts';
import { lacking } from './vocabulary-query.ts';

export interface UpdateOptions {
  readonly arrayFilters?: readonly Document[] | undefined;
  readonly let?: Document | undefined;
  /** The filter of the statement: tells what the positional `$` stands for. */
  readonly matcher: Matcher;
  /** The clock of $currentDate and $$NOW. */
  readonly now?: Date | undefined;
}

/** One operator at one path; a rename takes its value from another path. */
interface Step {
  readonly parts: readonly string[];
  readonly path: string;
  readonly change: Change;
  readonly onlyInserting: boolean;
  readonly from?: readonly string[];
}

const makers = { ...fieldOperators, ...arrayOperators };
export const modifierNames: readonly string[] = Object.freeze([...Object.keys(makers), '$rename'].sort());

/** Operators as one function from document to document; steps go by path, numbers in their order, as MongoDB applies them. */
export function compileModifiers(update: Document, options: UpdateOptions): (doc: Document, inserting: boolean) => Document {
  const filters = compileArrayFilters(options.arrayFilters, { let: options.let, now: options.now });
  const steps = Object.entries(update).flatMap(([operator, fields]) => stepsOf(operator, fields, options.now ?? new Date()));
  refuseConflicts(steps);
  const used = new Set<string>();
  for (const step of steps) useIdentifiers(step.parts, filters, used);
  refuseUnused(filters, used, update);
  const ordered = steps.sort((a, b) => byPath(a.parts, b.parts));
  const several = ordered.some((step) => step.parts.some(isPositional));
  return (doc, inserting) => {
    let result = doc;
    const touched = new Set<string>();
    for (const step of ordered) {
      if (step.onlyInserting && !inserting) continue;
      const places = step.parts.some(isPositional) ? placesOf(doc, step.parts, options.matcher, filters) : [step.parts];
      for (const place of places) {
        if (several) refuseOverlap(touched, place);
        result = applyAt(result, place, step);
      }
    }
    if (!inserting && compare(doc._id, result._id) !== 0) throw immutable(ordered);
    return result;
  };
}

function applyAt(doc: Document, place: readonly string[], step: Step): Document {
  const path = place.join('.');
  if (!step.from) return alter(doc, place, { creates: step.change.creates, to: (value) => step.change.to(value, { path, doc }) });
  const value = plainValueAt(doc, step.from, 'source');
  if (value === undefined) return doc;
  plainValueAt(doc, place, 'destination');
  const without = alter(doc, step.from, { creates: false, to: () => undefined });
  return alter(without, place, { creates: true, to: () => value });
}

const immutable = (steps: readonly Step[]): Error => {
  const path = steps.find(({ parts, from }) => parts[0] === '_id' || from?.[0] === '_id')?.path ?? '_id';
  return immutableField(`Performing an update on the path '${path}' would modify the immutable field '_id'`);
};

function stepsOf(operator: string, fields: unknown, now: Date): Step[] {
  const maker = makers[operator];
  if (!maker && lacking.updateOperators.includes(operator)) throw notImplemented(operator);
  if (!maker && operator !== '$rename')
    throw failedToParse(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
  if (!isDocument(fields)) {
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${showElement('', fields).slice(3, -1)}}`,
    );
  }
  return Object.entries(fields).map(([path, argument]) => {
    if (!maker) return renameStep(path, argument);
    return { parts: checkedParts(path), path, change: maker(path, argument, { now }), onlyInserting: operator === '$setOnInsert' };
  });
}

const keep: Change = { creates: true, to: (value) => value };

function renameStep(source: string, target: unknown): Step {
  if (typeof target !== 'string')
    throw badValue(`The 'to' field for $rename must be a string: ${showElement(source, target).slice(1, -1)}`);
  const from = checkedParts(source);
  const parts = checkedParts(target);
  if (source === target) throw badValue(`The source and target field for $rename must differ: ${source}: "${target}"`);
  if (from.some(isPositional)) throw badValue(`The source field for $rename may not be dynamic: ${source}`);
  if (parts.some(isPositional)) throw badValue(`The destination field for $rename may not be dynamic: ${target}`);
  return { parts, path: target, change: keep, onlyInserting: false, from };
}

function checkedParts(path: string): string[] {
  if (path === '') throw emptyFieldName('An empty update path is not valid.');
  const parts = path.split('.');
  if (parts.includes('')) throw emptyFieldName(`The update path '${path}' contains an empty field name, which is not allowed.`);
  if (isPositional(parts[0] ?? '')) throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  if (parts.indexOf('$') !== parts.lastIndexOf('$')) throw badValue(`Too many positional (i.e. '$') elements found in path '${path}'`);
  const dollar = parts.find((part) => part.startsWith('$') && !isPositional(part) && !['$id', '$ref', '$db'].includes(part));
  if (dollar) throw dollarPrefixed(dollar, path);
  return parts;
}

/** No two operators may touch one path, or a path and something inside it. */
function refuseConflicts(steps: readonly Step[]): void {
  const touched = new Set<string>();
  const claims = steps.flatMap(({ parts, from }) => (from ? [from, parts] : [parts]));
  for (const parts of claims) {
    const clash = overlapOf(touched, parts);
    if (clash) throw conflictingUpdate(`Updating the path '${parts.join('.')}' would create a conflict at '${clash}'`);
    claim(touched, parts);
  }
}

function refuseOverlap(touched: Set<string>, place: readonly string[]): void {
  const clash = overlapOf(touched, place);
  if (clash) throw conflictingUpdate(`Update created a conflict at '${clash}'`);
  claim(touched, place);
}

/** Claimed paths and, marked with a trailing dot, the paths that lead to them. */
function claim(touched: Set<string>, parts: readonly string[]): void {
  for (let i = 1; i < parts.length; i++) touched.add(`${parts.slice(0, i).join('.')}.`);
  touched.add(parts.join('.'));
}

function overlapOf(touched: ReadonlySet<string>, parts: readonly string[]): string | undefined {
  for (let i = 1; i <= parts.length; i++) {
    const prefix = parts.slice(0, i).join('.');
    if (touched.has(prefix) || (i === parts.length && touched.has(`${prefix}.`))) return prefix;
  }
  return undefined;
}

function byPath(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x = '', y = ''] = [a[i], b[i]];
    if (x === y) continue;
    return isIndex(x) && isIndex(y) ? Number(x) - Number(y) : compare(x, y);
  }
  return a.length - b.length;
}
