import { Int32, Long, type Document } from 'bson';
import { Context, evalExpr, OpType, ProcessingMode } from 'mingo/core';
import { $literal } from 'mingo/operators/expression';
import * as dates from 'mingo/operators/expression/date';
import * as strings from 'mingo/operators/expression/string';
import { badValue } from './faults.ts';
import { isNumeric, nearestDouble } from './numbers.ts';
import { isDocument, typeName } from './types.ts';
import { isNothing, takes, type Operator } from './value-expressions.ts';

// mingo works on plain JavaScript values. It is given its arguments evaluated, as literals, and only operators on text and time,
// where the type of a number does not matter; whatever depends on types is evaluated in this folder.
const options = Object.freeze({
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
  context: Context.init({ [OpType.EXPRESSION]: { $literal, ...dates, ...strings } }),
});

function plain(value: unknown): unknown {
  if (isNumeric(value)) return nearestDouble(value);
  return isDocument(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)])) : value;
}

const literal = (value: unknown): Document => ({ $literal: plain(value) });

function call(name: string, argument: unknown): unknown {
  try {
    const value: unknown = evalExpr({}, { [name]: argument }, options);
    return typeof value !== 'number' ? (value ?? null) : name === '$dateDiff' ? Long.fromNumber(value) : new Int32(value);
  } catch (error) {
    throw badValue(`${name}: ${(error as Error).message}`);
  }
}

/** Arguments in a row; nothing in any of them gives null, or what the operator answers to nothing. */
const inRow = (name: string, least: number, most: number, nothing: unknown = null): [string, Operator] => [
  name,
  takes(least, most, (args) => {
    if (args.some(isNothing)) return nothing;
    const wrong = args.find((item, i) => typeof item !== 'string' && !(name === '$substrCP' && i > 0 && isNumeric(item)));
    if (wrong !== undefined) throw badValue(`${name} requires strings, found: ${typeName(wrong)}`);
    return call(name, most === 1 ? literal(args[0]) : args.map(literal));
  }),
];

/** Arguments by name; nothing in the one it works on gives null. */
const named = (name: string, main: string): [string, Operator] => [
  name,
  takes(1, 1, ([argument]) => {
    if (!isDocument(argument)) throw badValue(`${name} expects an object as its argument`);
    if (isNothing(argument[main])) return 'onNull' in argument ? (argument.onNull as unknown) : null;
    return call(name, Object.fromEntries(Object.entries(argument).map(([part, value]) => [part, literal(value)])));
  }),
];

/** A part of a date, or of a date in a time zone. */
const datePart = (name: string): [string, Operator] => [
  name,
  takes(1, 1, ([argument]) => {
    const date: unknown = isDocument(argument) ? argument.date : argument;
    if (isNothing(date)) return null;
    if (!(date instanceof Date)) throw badValue(`can't convert from BSON type ${typeName(date)} to Date`);
    return call(name, literal(isDocument(argument) ? argument : date));
  }),
];

export const borrowedOperators: Readonly<Record<string, Operator>> = Object.freeze(
  Object.fromEntries([
    ...['$year', '$month', '$dayOfMonth', '$hour'].map(datePart),
    named('$dateToString', 'date'),
    named('$dateTrunc', 'date'),
    named('$dateAdd', 'startDate'),
    named('$dateDiff', 'startDate'),
    inRow('$concat', 0, Infinity),
    inRow('$toLower', 1, 1, ''),
    inRow('$toUpper', 1, 1, ''),
    inRow('$substrCP', 3, 3, ''),
  ]),
);
