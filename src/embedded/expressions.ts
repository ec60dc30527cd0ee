import type { Document } from 'bson';
import { borrowedOperators } from './borrowed.ts';
import { collectionOperators } from './collection-expressions.ts';
import { conversions } from './conversions.ts';
import { Fault, located, notImplemented } from './faults.ts';
import { forms, type Expression, type Names, type Parse } from './forms.ts';
import { show } from './show.ts';
import { fieldOf, fieldsOf, firstField, isDocument, putField } from './types.ts';
import { valueOperators, type Operator } from './value-expressions.ts';
import { lacking } from './vocabulary-query.ts';

/** What expressions may know beside the document. */
export interface MatchContext {
  /** Constants by name, as the command's `let` gives them. */
  readonly let?: Document | undefined;
  /** The clock of $$NOW. */
  readonly now?: Date | undefined;
}

const operators: Readonly<Record<string, Operator>> = Object.freeze({
  ...valueOperators,
  ...collectionOperators,
  ...conversions,
  ...borrowedOperators,
});
export const expressionNames: readonly string[] = Object.freeze([...Object.keys(operators), ...Object.keys(forms)].sort());

/** Compiles once; `let` gives variables, which must be constants. */
export function compileExpression(value: unknown, context: MatchContext = {}): (doc: unknown) => unknown {
  const variables: Record<string, unknown> = { NOW: context.now ?? new Date() };
  for (const [name, constant] of Object.entries(context.let ?? {}))
    variables[checkedName(name)] = parse(constant, new Set(['NOW']))({}, variables);
  const expression = parse(value, new Set(Object.keys(variables)));
  return (doc) => expression(doc, variables);
}

export function checkedName(name: string): string {
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name) && name !== 'CURRENT')
    throw new Fault(9, 'FailedToParse', `'${name}' starts with an invalid character for a user variable name`);
  return name;
}

export const parse: Parse = (value, names) => {
  if (typeof value === 'string' && value.startsWith('$'))
    return value.startsWith('$$') ? variable(value.slice(2), names) : fieldPath(value.slice(1));
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => parse(item, names));
    return (doc, variables) => items.map((item) => item(doc, variables) ?? null);
  }
  if (!isDocument(value)) return () => value;
  return firstField(value)?.startsWith('$') ? operation(value, names) : documentOf(value, names);
};

function documentOf(value: Document, names: Names): Expression {
  const fields = fieldsOf(value).map(([name, item]): [string, Expression] => {
    if (name.startsWith('$')) throw located(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    if (name.includes('.')) throw located(16412, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`);
    return [name, parse(item, names)];
  });
  return (doc, variables) => {
    const result: Document = {};
    for (const [name, item] of fields) {
      const made = item(doc, variables);
      if (made !== undefined) putField(result, name, made);
    }
    return result;
  };
}

function operation(value: Document, names: Names): Expression {
  const [[name, argument] = ['', undefined], ...others] = fieldsOf(value);
  if (others.length > 0) throw located(15983, `An object representing an expression must have exactly one field: ${show(value)}`);
  const form = forms[name];
  if (form) return form(argument, names, parse);
  const operator = operators[name];
  if (!operator) {
    if (lacking.expressions.includes(name)) throw notImplemented(name);
    throw new Fault(168, 'InvalidPipelineOperator', `Unrecognized expression '${name}'`);
  }
  const given = Array.isArray(argument) ? (argument as unknown[]) : [argument];
  const { least, most, call } = operator;
  if (given.length < least || given.length > most) throw wrongCount(name, operator, given.length);
  const items = given.map((item) => parse(item, names));
  return (doc, variables) => call(items.map((item) => item(doc, variables)));
}

const wrongCount = (name: string, { least, most }: Operator, given: number): Fault =>
  least === most
    ? located(16020, `Expression ${name} takes exactly ${least} arguments. ${given} were passed in.`)
    : located(28667, `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${given} were passed in.`);

function checkedPath(path: string): string[] {
  if (path === '') throw located(16872, `'$' by itself is not a valid FieldPath`);
  const parts = path.split('.');
  if (parts.includes(''))
    throw located(
      path.endsWith('.') ? 40353 : 15998,
      path.endsWith('.') ? `FieldPath must not end with a '.'.` : 'FieldPath field names may not be empty strings.',
    );
  if (parts.some((part) => part.startsWith('$') && !['$id', '$ref', '$db'].includes(part)))
    throw located(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  return parts;
}

function fieldPath(path: string): Expression {
  const parts = checkedPath(path);
  return (doc) => follow(doc, parts, 0);
}

function variable(text: string, names: Names): Expression {
  const [name = '', ...rest] = checkedPath(text);
  if (name === 'ROOT' || name === 'CURRENT') return (doc) => follow(doc, rest, 0);
  if (name === 'REMOVE') return () => undefined;
  if (!names.has(name)) throw located(17276, `Use of undefined variable: ${name}`);
  return (_, variables) => follow(variables[name], rest, 0);
}

/** Through arrays by each of their elements that has the field; an index means nothing here. */
export function follow(node: unknown, parts: readonly string[], at: number): unknown {
  const part = parts[at];
  if (part === undefined) return node;
  if (Array.isArray(node))
    return node
      .map((element: unknown) => (isDocument(element) || Array.isArray(element) ? follow(element, parts, at) : undefined))
      .filter((item) => item !== undefined);
  return isDocument(node) ? follow(fieldOf(node, part), parts, at + 1) : undefined;
}
