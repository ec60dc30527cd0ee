import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { toDecimal } from './arithmetic.ts';
import { Fault } from './faults.ts';
import { exact, fitsInt64, isFinite, isNumeric, nearestDouble, type Numeric } from './numbers.ts';
import { show } from './show.ts';
import { typeName } from './types.ts';
import { isNothing, kindOf, takes, type Operator } from './value-expressions.ts';

const failure = (message: string): Fault => new Fault(241, 'ConversionFailure', message);
const unsupported = (value: unknown, to: string): Fault =>
  failure(`Unsupported conversion from ${kindOf(value)} to ${to} in $convert with no onError value`);
const unreadable = (what: string, text: string): Fault => failure(`Failed to parse ${what} '${text}' in $convert with no onError value`);

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || isNumeric(value))
    return isNumeric(value) && typeName(value) === 'double' ? String(nearestDouble(value)) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  throw unsupported(value, 'string');
}

/** A whole number, a fraction cut off; text must be a whole number already. */
function toLong(value: unknown): Long {
  const number = numberIn(value, 'long', /^[+-]?\d+$/);
  if (!isFinite(number)) throw failure('Attempt to convert infinity or NaN value to integer type in $convert with no onError value');
  const { coefficient, exponent } = exact(number);
  const cut = exponent < 0 ? coefficient / 10n ** BigInt(-exponent) : coefficient * 10n ** BigInt(exponent);
  if (!fitsInt64(cut)) throw failure(`Conversion would overflow target type in $convert with no onError value: ${show(value)}`);
  return Long.fromBigInt(cut);
}

function numberIn(value: unknown, to: string, text: RegExp): Numeric {
  if (isNumeric(value)) return value;
  if (typeof value === 'boolean') return new Int32(Number(value));
  if (value instanceof Date) return Long.fromNumber(value.getTime());
  if (typeof value !== 'string') throw unsupported(value, to);
  if (!text.test(value)) throw unreadable('number', value);
  return to === 'double' ? new Double(Number(value)) : Decimal128.fromString(value);
}

const anyNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^[+-]?(inf(inity)?|nan)$/i;

function toDate(value: unknown): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (isNumeric(value) && typeName(value) !== 'int') return new Date(Math.trunc(nearestDouble(value)));
  if (typeof value !== 'string') throw unsupported(value, 'date');
  const time = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?(Z|[+-]\d\d:?\d\d))?)?$/.test(value)
    ? Date.parse(/([Zz]|[+-]\d\d:?\d\d)$/.test(value.slice(10)) || value.length === 10 ? value : `${value}Z`)
    : NaN;
  if (Number.isNaN(time)) throw failure(`Error parsing date string '${value}'`);
  return new Date(time);
}

function toObjectId(value: unknown): ObjectId {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') throw unsupported(value, 'objectId');
  if (!/^[0-9a-fA-F]{24}$/.test(value)) {
    const why =
      value.length === 24
        ? 'Invalid character found in hex string'
        : `Invalid string length for parsing to OID, expected 24 but found ${value.length}`;
    throw failure(`Failed to parse objectId '${value}' in $convert with no onError value: ${why}.`);
  }
  return new ObjectId(value);
}

const converters: Readonly<Record<string, (value: unknown) => unknown>> = Object.freeze({
  string: toText,
  long: toLong,
  double: (value) => new Double(nearestDouble(numberIn(value, 'double', anyNumber))),
  decimal: (value) => toDecimal(numberIn(value, 'decimal', anyNumber)),
  date: toDate,
  objectId: toObjectId,
});

const to = (name: string): Operator => takes(1, 1, ([value]) => (isNothing(value) ? null : converters[name]?.(value)));

export const conversions: Readonly<Record<string, Operator>> = Object.freeze({
  $toString: to('string'),
  $toLong: to('long'),
  $toDouble: to('double'),
  $toDecimal: to('decimal'),
  $toDate: to('date'),
  $toObjectId: to('objectId'),
  $type: takes(1, 1, ([value]) => kindOf(value)),
});
