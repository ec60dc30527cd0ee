import { Int32, Timestamp, type Document } from 'bson';
import { add, multiply } from './arithmetic.ts';
import { badValue, typeMismatch } from './faults.ts';
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

const extreme =
  (way: 1 | -1): ChangeMaker =>
  (_, argument) =>
    creating((value) => (value === undefined || compare(argument, value) * way > 0 ? argument : value));

const currentDate: ChangeMaker = (_, argument, { now }) => {
  const type = typeof argument === 'boolean' ? 'date' : isDocument(argument) ? (argument.$type as unknown) : undefined;
  if (type === 'date') return creating(() => now);
  if (type === 'timestamp') return creating(() => new Timestamp({ t: Math.floor(now.getTime() / 1_000), i: 1 }));
  throw badValue(
    `${typeName(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
  );
};

const set: ChangeMaker = (_, argument) => creating(() => argument);

/** The operators on one field; those on arrays stand in array-operators. */
export const fieldOperators: Readonly<Record<string, ChangeMaker>> = Object.freeze({
  $set: set,
  $setOnInsert: set,
  $unset: () => ({ creates: false, to: () => undefined }),
  $inc: counting('$inc', 'increment', add, (argument) => argument),
  $mul: counting('$mul', 'multiply', multiply, zeroLike),
  $min: extreme(-1),
  $max: extreme(1),
  $currentDate: currentDate,
});
