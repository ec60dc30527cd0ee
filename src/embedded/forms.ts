import type { Document } from 'bson';
import { withField } from './alter.ts';
import { failedToParse, located } from './faults.ts';
import { isTruthy } from './predicates.ts';
import { show } from './show.ts';
import { fieldsOf, isDocument, typeName } from './types.ts';

export type Variables = Readonly<Record<string, unknown>>;
/** A compiled expression; undefined is the value of a missing field. */
export type Expression = (doc: unknown, variables: Variables) => unknown;
export type Names = ReadonlySet<string>;
export type Parse = (value: unknown, names: Names) => Expression;

/** The expressions that do not simply take their arguments evaluated. */
type Form = (argument: unknown, names: Names, parse: Parse) => Expression;

/** The named parts of an operator's argument, compiled; what is required and missing, or unknown, is refused. */
function parts(operator: string, argument: unknown, required: readonly string[], optional: readonly string[]): Document {
  if (!isDocument(argument)) throw failedToParse(`${operator} only supports an object as its argument`);
  for (const name of Object.keys(argument)) {
    if (!required.includes(name) && !optional.includes(name)) throw failedToParse(`Unrecognized parameter to ${operator}: ${name}`);
  }
  const missing = required.find((name) => !(name in argument));
  if (missing) throw failedToParse(`Missing '${missing}' parameter to ${operator}`);
  return argument;
}

const isNothing = (value: unknown): boolean => value === null || value === undefined;

function arrayInput(operator: string, value: unknown, code: number): unknown[] | null {
  if (isNothing(value)) return null;
  if (!Array.isArray(value)) throw located(code, `input to ${operator} must be an array not ${typeName(value)}`);
  return value as unknown[];
}

const cond: Form = (argument, names, parse) => {
  if (Array.isArray(argument) && argument.length !== 3)
    throw located(16020, `Expression $cond takes exactly 3 arguments. ${argument.length} were passed in.`);
  const given = (
    Array.isArray(argument)
      ? argument
      : ['if', 'then', 'else'].map((name) => parts('$cond', argument, ['if', 'then', 'else'], [])[name] as unknown)
  ) as unknown[];
  const [test, yes, no] = given.map((item) => parse(item, names)) as [Expression, Expression, Expression];
  return (doc, variables) => (isTruthy(test(doc, variables)) ? yes : no)(doc, variables);
};

/** $and and $or look no further than they must. */
const logical =
  (until: boolean): Form =>
  (argument, names, parse) => {
    const tests = (Array.isArray(argument) ? argument : [argument]).map((item: unknown) => parse(item, names));
    return (doc, variables) => tests.some((test) => isTruthy(test(doc, variables)) === until) === until;
  };

const ifNull: Form = (argument, names, parse) => {
  if (!Array.isArray(argument) || argument.length < 2)
    throw located(1257300, `$ifNull needs at least two arguments, had: ${Array.isArray(argument) ? argument.length : 1}`);
  const choices = argument.map((item: unknown) => parse(item, names));
  return (doc, variables) => {
    let value: unknown;
    for (const choice of choices) if (!isNothing((value = choice(doc, variables)))) return value;
    return value;
  };
};

const withVariables: Form = (argument, names, parse) => {
  const given = parts('$let', argument, ['vars', 'in'], []);
  const bound = fieldsOf(given.vars as Document).map(([name, item]): [string, Expression] => [name, parse(item, names)]);
  const body = parse(given.in, new Set([...names, ...bound.map(([name]) => name)]));
  return (doc, variables) => body(doc, { ...variables, ...Object.fromEntries(bound.map(([name, item]) => [name, item(doc, variables)])) });
};

const nameOf = (given: Document): string => (typeof given.as === 'string' ? given.as : 'this');

const map: Form = (argument, names, parse) => {
  const given = parts('$map', argument, ['input', 'in'], ['as']);
  const [input, name] = [parse(given.input, names), nameOf(given)];
  const body = parse(given.in, new Set([...names, name]));
  return (doc, variables) =>
    arrayInput('$map', input(doc, variables), 16883)?.map((item) => body(doc, { ...variables, [name]: item }) ?? null) ?? null;
};

const filter: Form = (argument, names, parse) => {
  const given = parts('$filter', argument, ['input', 'cond'], ['as']);
  const [input, name] = [parse(given.input, names), nameOf(given)];
  const test = parse(given.cond, new Set([...names, name]));
  return (doc, variables) =>
    arrayInput('$filter', input(doc, variables), 28651)?.filter((item) => isTruthy(test(doc, { ...variables, [name]: item }))) ?? null;
};

/** Sets a field by its very name, dots and dollars included; a value that is missing takes it away. */
const setField: Form = (argument, names, parse) => {
  const given = parts('$setField', argument, ['field', 'input', 'value'], []);
  const name: unknown = isDocument(given.field) && '$literal' in given.field ? given.field.$literal : given.field;
  if (typeof name !== 'string') throw located(5654602, `$setField requires 'field' to evaluate to type String, but got ${show(name)}`);
  if (name === given.field && name.startsWith('$'))
    throw located(5654600, `A field path reference which is not allowed in this context. Did you mean {$literal: '${name}'}?`);
  const [input, value] = [parse(given.input, names), parse(given.value, names)];
  return (doc, variables) => {
    const node = input(doc, variables);
    if (isNothing(node)) return null;
    if (!isDocument(node)) throw located(4161105, `$setField requires 'input' to evaluate to type Object`);
    return withField(node, name, value(doc, variables));
  };
};

export const forms: Readonly<Record<string, Form>> = Object.freeze({
  $literal: (argument) => () => argument,
  $cond: cond,
  $and: logical(false),
  $or: logical(true),
  $ifNull: ifNull,
  $let: withVariables,
  $map: map,
  $filter: filter,
  $setField: setField,
});
