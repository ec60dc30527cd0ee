import { BSONRegExp, type Document } from 'bson';
import { badValue } from './faults.ts';
import { isFinite, isNotANumber, isNumeric, nearestDouble, wholeNumber } from './numbers.ts';
import { compare, equal, regexParts, typeRank } from './order.ts';
import { show } from './show.ts';
import { firstField, isDocument, typeCodes, typeName, type TypeName } from './types.ts';

/** A test of one value; undefined stands for a missing field. */
export type Predicate = (value: unknown) => boolean;

export const isRegex = (value: unknown): boolean => typeName(value) === 'regex';

export function equalTo(wanted: unknown): Predicate {
  if (wanted === null || wanted === undefined) return (value) => value === null || value === undefined;
  const rank = typeRank(wanted);
  return (value) => value !== undefined && typeRank(value) === rank && compare(value, wanted) === 0;
}

/** $gt, $gte, $lt and $lte compare only within one type, except against the ends of all types. */
export function compared(wanted: unknown, holds: (order: number) => boolean): Predicate {
  const inclusive = holds(0);
  if (isRegex(wanted)) throw badValue(`Can't have RegEx as arg to predicate over field`);
  if (wanted === null) return (value) => inclusive && (value === null || value === undefined);
  if (isNotANumber(wanted)) return (value) => inclusive && isNotANumber(value);
  const rank = typeRank(wanted);
  const everyType = rank === typeRank(undefined) || rank === 1 || rank === 127;
  return (value) =>
    value !== undefined &&
    (everyType || typeRank(value) === rank) &&
    holds(compare(value, wanted)) &&
    !(rank === 10 && isNotANumber(value));
}

/** One of many: the plain values are sorted once and searched by halves. */
export function oneOf(wanted: unknown, operator: string): Predicate {
  if (!Array.isArray(wanted)) throw badValue(`${operator} needs an array`);
  if (wanted.some((item) => firstField(item)?.startsWith('$'))) throw badValue(`cannot nest $ under ${operator}`);
  const patterns = wanted.filter(isRegex).map((item) => matching(item));
  const sorted = (wanted as unknown[]).slice().sort(compare);
  const hasNull = wanted.includes(null);
  return (value) => (value === undefined ? hasNull : contains(sorted, value)) || patterns.some((pattern) => pattern(value));
}

function contains(sorted: readonly unknown[], value: unknown): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compare(sorted[middle], value);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}

/** A regular expression also equals itself as a stored value. */
export function matching(wanted: unknown, options?: unknown): Predicate {
  const given = typeof wanted === 'string' ? { pattern: wanted, options: '' } : isRegex(wanted) ? regexParts(wanted) : undefined;
  if (!given) throw badValue('$regex has to be a string');
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  const flags = options === undefined ? given.options : options;
  const expression = regularExpression(given.pattern, flags);
  const itself = new BSONRegExp(given.pattern, flags);
  return (value) => (typeof value === 'string' ? expression.test(value) : isRegex(value) && equal(value, itself));
}

export function regularExpression(pattern: string, options: string): RegExp {
  const bad = /[^imsxu]/.exec(options);
  if (bad) throw badValue(`invalid flag in regex options: ${bad[0]}`);
  const source = options.includes('x') ? withoutComments(pattern) : pattern;
  const flags = options.replace(/[xu]/g, '');
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    // Escapes that only Unicode mode refuses, such as \-, are common in patterns made for PCRE.
    try {
      return new RegExp(source, flags);
    } catch (error) {
      throw badValue(`Regular expression is invalid: ${(error as Error).message}`);
    }
  }
}

/** The extended syntax: blanks and comments outside a character class do not count. */
const withoutComments = (pattern: string): string =>
  pattern.replace(/(\\[^]|\[(?:\\[^]|[^\]\\])*\])|\s+|#[^\n]*/g, (_, kept: string | undefined) => kept ?? '');

export function ofType(wanted: unknown): Predicate {
  const list = Array.isArray(wanted) ? wanted : [wanted];
  if (list.length === 0) throw badValue('$type must match at least one type');
  const names = new Set(list.flatMap(typesNamed));
  return (value) => value !== undefined && names.has(typeName(value));
}

const known = new Set<string>(Object.values(typeCodes));

function typesNamed(given: unknown): TypeName[] {
  if (given === 'number') return ['int', 'long', 'double', 'decimal'];
  if (typeof given === 'string') {
    if (!known.has(given)) throw badValue(`Unknown type name alias: ${given}`);
    return [given as TypeName];
  }
  const code = wholeNumber(given);
  const name = code === undefined ? undefined : typeCodes[String(code)];
  if (!name) throw badValue(`Invalid numerical type code: ${show(given)}`);
  return [name];
}

export function remainderOf(wanted: unknown): Predicate {
  if (!Array.isArray(wanted)) throw badValue('malformed mod, not an array');
  if (wanted.length < 2) throw badValue('malformed mod, not enough elements');
  if (wanted.length > 2) throw badValue('malformed mod, too many elements');
  const [divisor, rest] = wanted.map(truncated);
  if (divisor === undefined || rest === undefined) throw badValue('malformed mod, divisor and remainder must be numbers');
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return (value) => {
    const whole = truncated(value);
    return whole !== undefined && whole % divisor === rest;
  };
}

function truncated(value: unknown): bigint | undefined {
  if (!isNumeric(value) || !isFinite(value)) return undefined;
  return wholeNumber(value) ?? (Math.abs(nearestDouble(value)) < 2 ** 63 ? BigInt(Math.trunc(nearestDouble(value))) : undefined);
}

export function ofSize(wanted: unknown): Predicate {
  const size = wholeNumber(wanted);
  if (size === undefined) throw badValue(`Failed to parse $size. Expected a number in: $size: ${show(wanted)}`);
  if (size < 0n) throw badValue(`Failed to parse $size. Expected a non-negative number in: $size: ${show(wanted)}`);
  return (value) => Array.isArray(value) && value.length === Number(size);
}

/** Whether MongoDB takes the value for "yes". */
export const isTruthy = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== false && !(isNumeric(value) && nearestDouble(value) === 0);

/** The fields of a document whose every name is an operator; nothing if it is a value to be equal to. */
export function operatorsOf(value: unknown): Document | undefined {
  const first = firstField(value);
  const reference = first === '$ref' || first === '$id' || first === '$db';
  return first?.startsWith('$') && !reference && isDocument(value) ? value : undefined;
}

/** The operators that test one value at a time. */
export const predicates: Readonly<Record<string, (wanted: unknown, siblings: Document) => Predicate>> = Object.freeze({
  $eq: (wanted) => equalTo(wanted),
  $gt: (wanted) => compared(wanted, (order) => order > 0),
  $gte: (wanted) => compared(wanted, (order) => order >= 0),
  $lt: (wanted) => compared(wanted, (order) => order < 0),
  $lte: (wanted) => compared(wanted, (order) => order <= 0),
  $in: (wanted) => oneOf(wanted, '$in'),
  $type: (wanted) => ofType(wanted),
  $mod: (wanted) => remainderOf(wanted),
  $regex: (wanted, siblings) => matching(wanted, siblings.$options),
});
