import type { Document } from 'bson';
import { badValue, notImplemented } from './faults.ts';
import { isNotANumber, isNumeric } from './numbers.ts';
import { compare } from './order.ts';
import { reaches } from './paths.ts';
import { fieldsOf, isDocument, isTypeName, operatorsOf, typeName, typeRank, type TypeName } from './types.ts';
import { isTrue, numberOf } from './values.ts';
import { lacking } from './vocabulary-query.ts';

export interface Matcher {
  matches(doc: Document): boolean;
}
/** A test of one value, or of a whole document; undefined stands for a missing field. */
type Test = (value: unknown) => boolean;

export const compileFilter = (filter: Document): Matcher => ({ matches: compileClauses(filter) });

const every = (tests: readonly Test[]): Test => (tests.length === 1 && tests[0]) || ((doc) => tests.every((test) => test(doc)));

const compileClauses = (filter: Document): Test =>
  every(fieldsOf(filter).map(([name, value]) => (name.startsWith('$') ? compileTop(name, value) : compileField(name, value))));

function compileTop(name: string, value: unknown): Test {
  if (name !== '$and' && name !== '$or' && name !== '$nor') throw unknownOperator('top level operator', name);
  if (!Array.isArray(value) || value.length === 0) throw badValue(`${name} must be a nonempty array`);
  const tests = value.map((clause: unknown) => {
    if (!isDocument(clause)) throw badValue('$or/$and/$nor entries need to be full objects');
    return compileClauses(clause);
  });
  if (name === '$and') return every(tests);
  return name === '$or' ? (doc) => tests.some((test) => test(doc)) : (doc) => !tests.some((test) => test(doc));
}

const unknownOperator = (what: string, name: string): Error =>
  lacking.queryOperators.includes(name) ? notImplemented(name) : badValue(`unknown ${what}: ${name}`);

function compileField(name: string, value: unknown): Test {
  const parts = name.split('.');
  const operators = operatorsOf(value);
  if (!operators) refusePattern(value);
  return operators ? compileOperators(parts, operators) : atPath(parts, equalTo(value));
}

const compileOperators = (parts: readonly string[], operators: Document): Test =>
  every(fieldsOf(operators).map(([operator, wanted]) => compileOperator(parts, operator, wanted)));

const atPath =
  (parts: readonly string[], test: Test, entersLast = true): Test =>
  (doc) =>
    reaches(doc, parts, test, entersLast);
const negated =
  (test: Test): Test =>
  (doc) =>
    !test(doc);

function compileOperator(parts: readonly string[], operator: string, wanted: unknown): Test {
  switch (operator) {
    case '$eq':
      return atPath(parts, equalTo(wanted));
    case '$ne':
      refusePattern(wanted);
      return negated(atPath(parts, equalTo(wanted)));
    case '$gt':
      return atPath(
        parts,
        compared(wanted, (order) => order > 0),
      );
    case '$gte':
      return atPath(
        parts,
        compared(wanted, (order) => order >= 0),
      );
    case '$lt':
      return atPath(
        parts,
        compared(wanted, (order) => order < 0),
      );
    case '$lte':
      return atPath(
        parts,
        compared(wanted, (order) => order <= 0),
      );
    case '$in':
      return atPath(parts, oneOf(wanted, operator));
    case '$nin':
      return negated(atPath(parts, oneOf(wanted, operator)));
    case '$exists': {
      const exists = atPath(parts, (value) => value !== undefined);
      return isTrue(wanted) ? exists : negated(exists);
    }
    case '$not':
      if (!isDocument(wanted) || Object.keys(wanted).length === 0) throw badValue('$not needs a document of operators');
      return negated(compileOperators(parts, wanted));
    case '$size':
      return atPath(parts, ofSize(wanted), false);
    case '$type':
      return atPath(parts, ofType(wanted));
    default:
      throw unknownOperator('operator', operator);
  }
}

const refusePattern = (wanted: unknown): void => {
  if (typeName(wanted) === 'regex') throw notImplemented('$regex and patterns in a filter');
};

function equalTo(wanted: unknown): Test {
  if (wanted === null || wanted === undefined) return (value) => value === null || value === undefined;
  return (value) => value !== undefined && compare(value, wanted) === 0;
}

/** $gt, $gte, $lt and $lte compare only within one type, except against the ends of all types. */
function compared(wanted: unknown, holds: (order: number) => boolean): Test {
  refusePattern(wanted);
  const inclusive = holds(0);
  if (wanted === null) return (value) => inclusive && (value === null || value === undefined);
  if (isNotANumber(wanted)) return (value) => inclusive && isNotANumber(value);
  const rank = typeRank(wanted);
  const everyType = rank === 1 || rank === 127;
  return (value) =>
    value !== undefined &&
    (everyType || typeRank(value) === rank) &&
    holds(compare(value, wanted)) &&
    !(rank === 10 && isNotANumber(value));
}

/** One of many: they are sorted once and searched by halves. */
function oneOf(wanted: unknown, operator: string): Test {
  if (!Array.isArray(wanted)) throw badValue(`${operator} needs an array`);
  if (wanted.some(operatorsOf)) throw badValue(`cannot nest $ under ${operator}`);
  wanted.forEach(refusePattern);
  const sorted = (wanted as unknown[]).slice().sort(compare);
  const hasNull = wanted.includes(null);
  return (value) => {
    if (value === undefined) return hasNull;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(sorted[middle], value);
      if (order === 0) return true;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return false;
  };
}

function ofSize(wanted: unknown): Test {
  const size = numberOf(wanted);
  if (size === undefined || !Number.isInteger(size) || size < 0) throw badValue('Failed to parse $size. Expected a non-negative number');
  return (value) => Array.isArray(value) && value.length === size;
}

/** Types are asked for by name; MongoDB's numbers for them are refused. */
function ofType(wanted: unknown): Test {
  const names = new Set((Array.isArray(wanted) ? wanted : [wanted]).flatMap(typesNamed));
  return (value) => value !== undefined && names.has(typeName(value));
}

function typesNamed(given: unknown): readonly TypeName[] {
  if (isNumeric(given)) throw notImplemented('numbers of types in $type');
  if (given === 'number') return ['int', 'long', 'double', 'decimal'];
  if (!isTypeName(given)) throw badValue(`Unknown type name alias: ${String(given)}`);
  return [given];
}
