import { Decimal128, Double, Int32, type Document } from 'bson';
import { divide, whole, wholeOf } from './arithmetic.ts';
import { located } from './faults.ts';
import { encodeKey } from './keys.ts';
import { isNumeric, nearestDouble, type Numeric } from './numbers.ts';
import { compare } from './order.ts';
import { show } from './show.ts';
import { fieldsOf, isDocument, putField, typeName } from './types.ts';
import { isNothing, kindOf, sumOf } from './value-expressions.ts';

/** Takes values one by one; undefined is a missing field. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** Sums ints and longs as whole numbers and decimals exactly, and doubles with what their rounding loses. */
class Total {
  private wholes = 0n;
  private level: 'int' | 'long' | 'double' | 'decimal' = 'int';
  private doubles = 0;
  private lost = 0;
  private decimals: Numeric = Decimal128.fromString('0');
  count = 0;
  add(value: unknown): void {
    if (!isNumeric(value)) return;
    this.count++;
    const name = typeName(value);
    if (name === 'int' || name === 'long') this.wholes += wholeOf(value);
    else if (name === 'double') this.addDouble(nearestDouble(value));
    else this.decimals = sumOf(this.decimals, value);
    if (levels.indexOf(name) > levels.indexOf(this.level)) this.level = name as typeof this.level;
  }
  private addDouble(value: number): void {
    const sum = this.doubles + value;
    this.lost += Math.abs(this.doubles) >= Math.abs(value) ? this.doubles - sum + value : value - sum + this.doubles;
    this.doubles = sum;
  }
  private get real(): number {
    const base = Number(this.wholes) + this.doubles;
    return Number.isFinite(this.lost) ? base + this.lost : base;
  }
  result(): Numeric {
    if (this.level === 'double') return new Double(this.real);
    if (this.level === 'decimal') {
      const wholes = whole(this.wholes, 'long') ?? new Double(Number(this.wholes));
      return sumOf(sumOf(this.decimals, wholes), new Double(this.doubles));
    }
    return whole(this.wholes, this.level) ?? new Double(Number(this.wholes));
  }
}
const levels = ['int', 'long', 'double', 'decimal'];

function total(): Accumulator {
  const sum = new Total();
  return { add: (value) => sum.add(value), result: () => sum.result() };
}

function average(): Accumulator {
  const sum = new Total();
  return { add: (value) => sum.add(value), result: () => (sum.count === 0 ? null : divide(sum.result(), new Int32(sum.count))) };
}

const extreme = (wins: (order: number) => boolean) => (): Accumulator => {
  let best: unknown;
  return {
    add(value) {
      if (!isNothing(value) && (best === undefined || wins(compare(value, best)))) best = value;
    },
    result: () => best ?? null,
  };
};

function first(): Accumulator {
  let seen = false;
  let kept: unknown;
  return {
    add(value) {
      if (!seen) kept = value;
      seen = true;
    },
    result: () => kept ?? null,
  };
}

function last(): Accumulator {
  let kept: unknown;
  return { add: (value) => void (kept = value), result: () => kept ?? null };
}

function list(): Accumulator {
  const items: unknown[] = [];
  return { add: (value) => void (value !== undefined && items.push(value)), result: () => items };
}

function set(): Accumulator {
  const items = new Map<string, unknown>();
  return {
    add(value) {
      if (value === undefined) return;
      const key = encodeKey([value], [1]).toString('latin1');
      if (!items.has(key)) items.set(key, value);
    },
    result: () => [...items.values()],
  };
}

function count(): Accumulator {
  let n = 0;
  return { add: () => void n++, result: () => whole(BigInt(n)) };
}

export function merged(): Accumulator {
  const result: Document = {};
  return {
    add(value) {
      if (isNothing(value)) return;
      if (!isDocument(value))
        throw located(40400, `$mergeObjects requires object inputs, but input ${show(value)} is of type ${kindOf(value)}`);
      for (const [name, item] of fieldsOf(value)) putField(result, name, item);
    },
    result: () => result,
  };
}

export const accumulators: Readonly<Record<string, () => Accumulator>> = Object.freeze({
  $sum: total,
  $avg: average,
  $min: extreme((order) => order < 0),
  $max: extreme((order) => order > 0),
  $first: first,
  $last: last,
  $push: list,
  $addToSet: set,
  $count: count,
  $mergeObjects: merged,
});

/** All values at once, as the same operators do outside a group. */
export function accumulated(make: () => Accumulator, values: readonly unknown[]): unknown {
  const accumulator = make();
  for (const value of values) accumulator.add(value);
  return accumulator.result();
}
