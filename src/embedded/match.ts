import type { Document } from 'bson';
import { compileExpression, type MatchContext } from './expressions.ts';
import { badValue, notImplemented } from './faults.ts';
import { pathOf, reaches, type Path, type Trail } from './paths.ts';
import { equalTo, isRegex, isTruthy, matching, ofSize, oneOf, operatorsOf, predicates, type Predicate } from './predicates.ts';
import { isDocument } from './types.ts';
import { lacking } from './vocabulary-query.ts';

/** For each array path that the filter went through, the index of the first element that matched: what `$` stands for. */
export interface Positions {
  /** The index for the array at this path, or the last one noted where the filter did not go through that path. */
  at(path: string): number | undefined;
}
export interface Matcher {
  matches(doc: Document): boolean;
  positions(doc: Document): Positions;
}
export type { MatchContext } from './expressions.ts';
type Test = (doc: unknown, trail?: Trail) => boolean;

export function compileFilter(filter: Document, context: MatchContext = {}): Matcher {
  const test = compileClauses(filter, context);
  return {
    matches: (doc) => test(doc),
    positions: (doc) => {
      const indexes = new Map<string, number>();
      let last: number | undefined;
      const note = (path: string, index: number): void => {
        indexes.set(path, index);
        last = index;
      };
      test(doc, { note });
      return { at: (path) => indexes.get(path) ?? last };
    },
  };
}

const every = (tests: readonly Test[]): Test =>
  (tests.length === 1 && tests[0]) || ((doc, trail) => tests.every((test) => test(doc, trail)));

function compileClauses(filter: Document, context: MatchContext): Test {
  return every(
    Object.entries(filter).map(([name, value]) =>
      name.startsWith('$') ? compileTop(name, value, context) : compileField(name, value, context),
    ),
  );
}

function compileTop(name: string, value: unknown, context: MatchContext): Test {
  switch (name) {
    case '$and':
      return every(clauses(name, value, context));
    case '$or': {
      const tests = clauses(name, value, context);
      return (doc, trail) => tests.some((test) => test(doc, trail));
    }
    case '$nor': {
      const tests = clauses(name, value, context);
      return (doc) => !tests.some((test) => test(doc));
    }
    case '$expr': {
      const expression = compileExpression(value, context);
      return (doc) => isTruthy(expression(doc));
    }
    case '$comment':
      return () => true;
    default:
      if (lacking.queryOperators.includes(name)) throw notImplemented(name);
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function clauses(name: string, value: unknown, context: MatchContext): Test[] {
  if (!Array.isArray(value) || value.length === 0)
    throw badValue(`${name} must be ${Array.isArray(value) ? 'a nonempty array' : 'an array'}`);
  return value.map((clause: unknown) => {
    if (!isDocument(clause)) throw badValue('$or/$and/$nor entries need to be full objects');
    return compileClauses(clause, context);
  });
}

const atPath =
  (path: Path, predicate: Predicate): Test =>
  (doc, trail) =>
    reaches(doc, path, predicate, true, trail);
const negated =
  (test: Test): Test =>
  (doc) =>
    !test(doc);

function compileField(name: string, value: unknown, context: MatchContext): Test {
  const path = pathOf(name);
  const operators = operatorsOf(value);
  if (operators) return compileOperators(path, operators, context);
  return atPath(path, isRegex(value) ? matching(value) : equalTo(value));
}

function compileOperators(path: Path, operators: Document, context: MatchContext): Test {
  return every(Object.entries(operators).map(([name, wanted]) => compileOperator(path, name, wanted, operators, context)));
}

function compileOperator(path: Path, name: string, wanted: unknown, siblings: Document, context: MatchContext): Test {
  const plain = predicates[name];
  if (plain) return atPath(path, plain(wanted, siblings));
  switch (name) {
    case '$ne':
      if (isRegex(wanted)) throw badValue("Can't have regex as arg to $ne.");
      return negated(atPath(path, equalTo(wanted)));
    case '$nin':
      return negated(atPath(path, oneOf(wanted, name)));
    case '$exists': {
      const exists = atPath(path, (value) => value !== undefined);
      return isTruthy(wanted) ? exists : negated(exists);
    }
    case '$options':
      if (siblings.$regex === undefined) throw badValue('$options needs a $regex');
      return () => true;
    case '$size': {
      const size = ofSize(wanted);
      return (doc, trail) => reaches(doc, path, size, false, trail);
    }
    case '$all':
      return compileAll(path, wanted, context);
    case '$elemMatch':
      return compileElemMatch(path, wanted, context);
    case '$not':
      return negated(compileNot(path, wanted, context));
    case '$comment':
      return () => true;
    default:
      if (lacking.queryOperators.includes(name)) throw notImplemented(name);
      throw badValue(`unknown operator: ${name}`);
  }
}

function compileNot(path: Path, wanted: unknown, context: MatchContext): Test {
  if (isRegex(wanted)) return atPath(path, matching(wanted));
  if (!isDocument(wanted)) throw badValue('$not needs a regex or a document');
  if (Object.keys(wanted).length === 0) throw badValue('$not cannot be empty');
  return compileOperators(path, wanted, context);
}

function compileAll(path: Path, wanted: unknown, context: MatchContext): Test {
  if (!Array.isArray(wanted)) throw badValue('$all needs an array');
  if (wanted.length === 0) return () => false;
  return every(
    wanted.map((item: unknown) => {
      const operators = operatorsOf(item);
      if (!operators) return atPath(path, isRegex(item) ? matching(item) : equalTo(item));
      if (!('$elemMatch' in operators)) throw badValue('no $ expressions in $all');
      return compileElemMatch(path, operators.$elemMatch, context);
    }),
  );
}

const itself: Path = { text: '', parts: [], prefixes: [''] };
const logical = new Set(['$and', '$or', '$nor', '$expr']);

/** Tests one element of an array against the whole condition: by its fields, or by operators on the element itself. */
export function compileElement(wanted: unknown, context: MatchContext): Test {
  if (!isDocument(wanted)) throw badValue('$elemMatch needs an Object');
  const operators = operatorsOf(wanted);
  if (operators && !Object.keys(operators).some((name) => logical.has(name))) {
    const test = compileOperators(itself, operators, context);
    return (element) => test(element);
  }
  const test = compileClauses(wanted, context);
  return (element) => (isDocument(element) || Array.isArray(element)) && test(element);
}

function compileElemMatch(path: Path, wanted: unknown, context: MatchContext): Test {
  const test = compileElement(wanted, context);
  return (doc, trail) => {
    let found = -1;
    const hit = reaches(
      doc,
      path,
      (value) => Array.isArray(value) && (found = value.findIndex((element) => test(element))) >= 0,
      false,
      trail,
    );
    if (hit) trail?.note(path.text, found);
    return hit;
  };
}
