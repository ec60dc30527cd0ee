import { badValue, failedToParse, notImplemented, typeMismatch } from './faults.ts';
import { add, isNumeric } from './numbers.ts';
import { compare, equal } from './order.ts';
import { isDocument, typeName } from './types.ts';
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

const extreme =
  (way: 1 | -1): ChangeMaker =>
  (argument) =>
  (value) =>
    value === undefined || compare(argument, value) * way > 0 ? argument : value;

/** The values to be added: one, or those of $each; what else may stand beside $each is refused. */
function itemsOf(operator: string, argument: unknown): readonly unknown[] {
  if (!isDocument(argument) || !Object.hasOwn(argument, '$each')) return [argument];
  const { $each: items, ...clauses } = argument as { $each: unknown };
  const [clause] = Object.keys(clauses);
  if (clause !== undefined && lacking.updateOperators.includes(clause)) throw notImplemented(`${clause} in ${operator}`);
  if (clause !== undefined) throw badValue(`Unrecognized clause in ${operator}: ${clause}`);
  if (!Array.isArray(items)) throw badValue(`The argument to $each in ${operator} must be an array but it was of type: ${typeName(items)}`);
  return items as unknown[];
}

const arrayAt = (operator: string, path: string, value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value as unknown[];
  throw badValue(`${operator} needs an array: the field '${path}' is of type ${typeName(value)}`);
};

const push: ChangeMaker = (argument, path) => {
  const items = itemsOf('$push', argument);
  return (value) => [...arrayAt('$push', path, value === undefined ? [] : value), ...items];
};

const addToSet: ChangeMaker = (argument, path) => {
  const items = itemsOf('$addToSet', argument);
  return (value) => {
    const all = [...arrayAt('$addToSet', path, value === undefined ? [] : value)];
    for (const item of items) if (!all.some((other) => equal(other, item))) all.push(item);
    return all;
  };
};

/** Takes out the elements that equal a value; a condition on the elements is refused. */
const pull: ChangeMaker = (argument, path) => {
  if (isDocument(argument) || typeName(argument) === 'regex') throw notImplemented('$pull by a condition');
  return (value) => (value === undefined ? undefined : arrayAt('$pull', path, value).filter((element) => compare(element, argument) !== 0));
};

const makers: Readonly<Record<string, ChangeMaker>> = Object.freeze({
  $set: set,
  $setOnInsert: set,
  $unset: () => () => undefined,
  $inc: increment,
  $min: extreme(-1),
  $max: extreme(1),
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
});

export const makerOf = (operator: string): ChangeMaker => {
  const maker = makers[operator];
  if (maker !== undefined) return maker;
  if (lacking.updateOperators.includes(operator)) throw notImplemented(operator);
  throw failedToParse(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
};
