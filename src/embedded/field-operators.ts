import { Int32, Long, Timestamp, type Document } from 'bson';
import { add, multiply, whole, wholeOf } from './arithmetic.ts';
import { badValue, failedToParse, typeMismatch } from './faults.ts';
import { isNumeric, type Numeric } from './numbers.ts';
import { compare } from './order.ts';
import { show, showElement } from './show.ts';
import { isDocument, typeName } from './types.ts';

/** Where an operator stands: what its messages say. */
export interface Place {
  readonly path: string;
  readonly doc: Document;
}

/** What an operator makes of the value at its path. Undefined stands for no value, before and after. */
export interface Change {
  /** Whether it makes the path where there is none. */
  readonly creates: boolean;
  to(value: unknown, place: Place): unknown;
}

export interface ChangeContext {
  readonly now: Date;
}

export type ChangeMaker = (path: string, argument: unknown, context: ChangeContext) => Change;

const idOf = (doc: Document): string => ('_id' in doc ? showElement('_id', doc._id) : '{}');
const last = (path: string): string => path.split('.').at(-1) ?? path;

const creating = (to: Change['to']): Change => ({ creates: true, to });

function counting(
  operator: string,
  verb: string,
  combine: (a: Numeric, b: Numeric) => Numeric | undefined,
  first: (argument: Numeric) => Numeric,
): ChangeMaker {
  return (path, argument) => {
    if (!isNumeric(argument)) throw typeMismatch(`Cannot ${verb} with non-numeric argument: ${showElement(path, argument)}`);
    return creating((value, { doc }) => {
      if (value === undefined) return first(argument);
      if (!isNumeric(value)) {
        throw typeMismatch(
          `Cannot apply ${operator} to a value of non-numeric type. ${idOf(doc)} has the field '${last(path)}' of non-numeric type ${typeName(value)}`,
        );
      }
      const result = combine(value, argument);
      if (result === undefined)
        throw badValue(`Failed to apply ${operator} operations to current value (${number(value)}) for document ${idOf(doc)}`);
      return result;
    });
  };
}

const number = (value: Numeric): string =>
  typeName(value) === 'long' ? `(NumberLong)${show(value)}` : `(${typeName(value)})${show(value)}`;

const zeroLike = (argument: Numeric): Numeric => multiply(argument, new Int32(0)) ?? new Int32(0);

const extreme = (wins: (order: number) => boolean): ChangeMaker => {
  return (_, argument) => creating((value) => (value === undefined || wins(compare(argument, value)) ? argument : value));
};

const currentDate: ChangeMaker = (_, argument, { now }) => {
  const type = argument === true || argument === false ? 'date' : isDocument(argument) ? (argument.$type as unknown) : undefined;
  if (type === 'date') return creating(() => now);
  if (type === 'timestamp') return creating(() => new Timestamp({ t: Math.floor(now.getTime() / 1_000), i: 1 }));
  if (isDocument(argument))
    throw badValue("The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}");
  throw badValue(
    `${typeName(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
  );
};

const isWhole = (value: unknown): value is Int32 | Long => value instanceof Int32 || value instanceof Long;

const bitwise: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const bit: ChangeMaker = (path, argument) => {
  if (!isDocument(argument))
    throw badValue(
      `The $bit modifier is not compatible with a ${typeName(argument)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  const steps = Object.entries(argument).map(([name, operand]) => {
    const operation = bitwise[name];
    if (!operation)
      throw badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: ${showElement(name, operand)}`,
      );
    if (!isWhole(operand))
      throw badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(operand)}' is not supported here: ${showElement(name, operand)}`,
      );
    return { operation, operand };
  });
  if (steps.length === 0) throw badValue(`You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`);
  return creating((value = new Int32(0), { doc }) => {
    if (!isWhole(value))
      throw badValue(
        `Cannot apply $bit to a value of non-integral type.${idOf(doc)} has the field ${last(path)} of non-integer type ${typeName(value)}`,
      );
    const wide = value instanceof Long || steps.some(({ operand }) => operand instanceof Long);
    return whole(
      steps.reduce((bits, { operation, operand }) => operation(bits, wholeOf(operand)), wholeOf(value)),
      wide ? 'long' : 'int',
    );
  });
};

const set: ChangeMaker = (_, argument) => creating(() => argument);

/** The operators on one field; those on arrays stand in array-operators. */
export const fieldOperators: Readonly<Record<string, ChangeMaker>> = Object.freeze({
  $set: set,
  $setOnInsert: set,
  $unset: () => ({ creates: false, to: () => undefined }),
  $inc: counting('$inc', 'increment', add, (argument) => argument),
  $mul: counting('$mul', 'multiply', multiply, zeroLike),
  $min: extreme((order) => order < 0),
  $max: extreme((order) => order > 0),
  $currentDate: currentDate,
  $bit: bit,
});

export const unknownModifier = (name: string): Error =>
  failedToParse(`Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`);
