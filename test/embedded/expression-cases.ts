import { Decimal128, Double, Long, ObjectId } from 'bson';
import { expect } from 'chai';
import { compileExpression } from '../../src/embedded/expressions.ts';
import { bytesOf, typed } from './typed-values.ts';

export const now = new Date('2026-03-01T12:30:45.678Z');
export const id = new ObjectId('65a1b2c3d4e5f60718293a4b');
export const long = (text: string): Long => Long.fromString(text);
export const decimal = (text: string): Decimal128 => Decimal128.fromString(text);
export const doc = {
  ...{ i: 7, n: -3, d: new Double(2.5), l: long('9007199254740993'), m: decimal('1.50'), s: 'Green Fuel', z: null, t: now, id, yes: true },
  ...{ list: [3, 1, 2], rows: [{ k: 'a', v: 1 }, { k: 'b', v: 2 }, 5], o: { x: 1, y: { z: 2 } }, 'a.b': 9 },
};
export const valueOf = (expression: unknown): unknown => {
  return compileExpression((typed({ e: expression }) as { e: unknown }).e, { now, let: typed({ limit: 5 }) })(typed(doc));
};
/** Each line: an expression and its value, to the type; undefined is a missing field. */
export const check = (...cases: readonly (readonly [expression: unknown, value: unknown])[]): void => {
  for (const [expression, value] of cases) {
    const result = valueOf(expression);
    if (value === undefined) expect(result, JSON.stringify(expression)).to.equal(undefined);
    else expect(bytesOf({ v: result }), `${JSON.stringify(expression)} gives ${JSON.stringify(result)}`).to.equal(bytesOf({ v: value }));
  }
};
export const refused = (expression: unknown): string => {
  try {
    return JSON.stringify(valueOf(expression));
  } catch (error) {
    return `${(error as { code: number }).code} ${(error as Error).message}`;
  }
};
