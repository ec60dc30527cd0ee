import { badValue, failedToParse, notImplemented, typeMismatch } from './faults.ts';
import { compare } from './order.ts';
import { isDocument, typeName } from './types.ts';
import { add, isNumeric } from './values.ts';
import { lacking } from './vocabulary-query.ts';

/** Makes of the value at a path its new value; undefined stands for no value, before and after. */
export type Change = (value: unknown) => unknown;
type ChangeMaker = (argument: unknown, path: string) => Change;

const set: ChangeMaker = (argument) => () => argument;

const increment: ChangeMaker = (argument, path) => {
  if (!isNumeric(argument)) throw typeMismatch(`Cannot increment with non-numeric argument at ${path}`);
  return (value) => {
    if (value === undefined) return argument;
    if (!isNumeric(value)) throw typeMismatch(`Cannot apply $inc to a value of non-numeric type: ${path} is of type ${typeName(value)}`);
    const sum = add(value, argument);
    if (sum === undefined) throw badValue(`Failed to apply $inc at ${path}: the result does not fit 64 bits`);
    return sum;
  };
};

const larger: ChangeMaker = (argument) => (value) => (value === undefined || compare(argument, value) > 0 ? argument : value);

const arrayAt = (operator: string, path: string, value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value as unknown[];
  throw badValue(`${operator} needs an array: the field '${path}' is of type ${typeName(value)}`);
};

const push: ChangeMaker = (argument, path) => {
  if (typeName(argument) === 'object' && Object.hasOwn(argument as object, '$each')) throw notImplemented('$each in $push');
  return (value) => [...arrayAt('$push', path, value === undefined ? [] : value), argument];
};

/** Takes out the elements that equal a value; a condition on the elements is refused. */
const pull: ChangeMaker = (argument, path) => {
  if (isDocument(argument) || typeName(argument) === 'regex') throw notImplemented('$pull by a condition');
  return (value) => (value === undefined ? undefined : arrayAt('$pull', path, value).filter((element) => compare(element, argument) !== 0));
};

const makers: ReadonlyMap<string, ChangeMaker> = new Map([
  ['$set', set],
  ['$setOnInsert', set],
  ['$unset', () => () => undefined],
  ['$inc', increment],
  ['$max', larger],
  ['$push', push],
  ['$pull', pull],
]);

export const makerOf = (operator: string): ChangeMaker => {
  const maker = makers.get(operator);
  if (maker !== undefined) return maker;
  if (lacking.updateOperators.includes(operator)) throw notImplemented(operator);
  throw failedToParse(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
};
