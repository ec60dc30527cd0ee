import type { Document } from 'bson';
import { badValue, Fault, notImplemented } from './faults.ts';
import { keyName } from './keys.ts';
import { compare } from './order.ts';
import { pathParts, reaches } from './paths.ts';
import { show } from './show.ts';
import { fieldsOf, isDocument, operatorsOf, typeName, typeRank } from './types.ts';
import { isNotANumber, numberOf } from './values.ts';
import { lacking } from './vocabulary-query.ts';

export interface Matcher {
  matches(doc: Document): boolean;
}
/** A test of one value, or of a whole document; undefined stands for a missing field. */
type Test = (value: unknown) => boolean;

export const compileFilter = (filter: Document): Matcher => ({ matches: compileClauses(filter) });

/** The conditions on a field, operator by operator. */
export const conditionsOn = (wanted: unknown): [operator: string, operand: unknown][] => fieldsOf(operatorsOf(wanted) ?? { $eq: wanted });

/** The conditions of a filter that must all hold: those of $and too, and of an $or that has but one clause. */
export function* conjunctionOf(filter: Document): Generator<[path: string, operator: string, operand: unknown]> {
  for (const [name, value] of fieldsOf(filter)) {
    if (name === '$and' || (name === '$or' && (value as unknown[]).length === 1))
      for (const clause of value as Document[]) yield* conjunctionOf(clause);
    else if (!name.startsWith('$')) for (const condition of conditionsOn(value)) yield [name, ...condition];
  }
}

const every = (tests: readonly Test[]): Test => (tests.length === 1 && tests[0]) || ((doc) => tests.every((test) => test(doc)));

const compileClauses = (filter: Document): Test =>
  every(fieldsOf(filter).map(([name, value]) => (name.startsWith('$') ? compileJunction(name, value) : compileField(name, value))));

function compileJunction(name: string, value: unknown): Test {
  if (name !== '$and' && name !== '$or') throw unknownOperator('top level operator', name);
  if (!Array.isArray(value) || value.length === 0) throw badValue(`${name} must be a nonempty array`);
  if (!value.every(isDocument)) throw badValue('$or/$and/$nor entries need to be full objects');
  const tests = value.map(compileClauses);
  return name === '$and' ? every(tests) : (doc) => tests.some((test) => test(doc));
}

const unknownOperator = (what: string, name: string): Fault =>
  lacking.queryOperators.includes(name) ? notImplemented(name) : badValue(`unknown ${what}: ${name}`);

function compileField(path: string, wanted: unknown): Test {
  const parts = pathParts(path);
  return every(
    conditionsOn(wanted).map(([operator, operand]) => {
      const maker = makers.get(operator);
      if (maker === undefined) throw unknownOperator('operator', operator);
      const test = maker(operand);
      const found: Test = (doc) => reaches(doc, parts, test, operator !== '$size');
      return operator === '$ne' ? (doc) => !found(doc) : found;
    }),
  );
}

/** Refuses what cannot be compared, or what would ask for more than equality. */
function comparable(wanted: unknown): unknown {
  if (wanted === undefined) throw badValue('cannot compare to undefined');
  if (typeName(wanted) === 'regex') throw notImplemented('$regex and patterns in a filter');
  typeRank(wanted);
  return wanted;
}

function equalTo(operand: unknown): Test {
  const wanted = comparable(operand);
  return (value) => compare(value ?? null, wanted) === 0;
}

/** By the keys of the values, which are equal where these are. */
function oneOf(operand: unknown): Test {
  if (!Array.isArray(operand)) throw badValue('$in needs an array');
  if (operand.some(operatorsOf)) throw badValue('cannot nest $ under $in');
  const keys = new Set(operand.map((wanted) => keyName(comparable(wanted))));
  return (value) => keys.has(keyName(value ?? null));
}

const orderedTypes = ['int', 'long', 'double', 'string', 'objectId', 'bool', 'date'];

/** Compares only within one type; NaN lies in no range. */
const compared =
  (holds: (order: number) => boolean) =>
  (wanted: unknown): Test => {
    if (!orderedTypes.includes(typeName(wanted)) || isNotANumber(wanted)) throw notImplemented(`ranges that end at ${show(wanted)}`);
    const rank = typeRank(wanted);
    return (value) => typeRank(value) === rank && !isNotANumber(value) && holds(compare(value, wanted));
  };

function ofSize(operand: unknown): Test {
  const size = numberOf(operand) ?? -1;
  if (!Number.isInteger(size) || size < 0) throw badValue('Failed to parse $size. Expected a non-negative number');
  return (value) => Array.isArray(value) && value.length === size;
}

function ofType(operand: unknown): Test {
  if (operand !== 'string') throw notImplemented("$type of anything but 'string'");
  return (value) => typeof value === 'string';
}

const makers: ReadonlyMap<string, (operand: unknown) => Test> = new Map([
  ['$eq', equalTo],
  ['$ne', equalTo],
  ['$in', oneOf],
  ['$gt', compared((order) => order > 0)],
  ['$gte', compared((order) => order >= 0)],
  ['$lt', compared((order) => order < 0)],
  ['$lte', compared((order) => order <= 0)],
  ['$size', ofSize],
  ['$type', ofType],
]);
