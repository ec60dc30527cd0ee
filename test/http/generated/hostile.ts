import fc, { type Arbitrary } from 'fast-check';

/** `[[[[…]]]]`, as text: deeper than any honest body. */
const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
};

/** What an attacker or a broken client puts where a value belongs. */
export const hostileValues: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    { $ne: null },
    { $gt: '' },
    { $in: [] },
    { $where: 'sleep(1000)' },
    { $regex: '(a+)+$' },
    [{ $ne: 1 }],
    JSON.parse('{"__proto__":{"admin":true}}'),
    { constructor: { prototype: { admin: true } } },
    { toString: 1, valueOf: 2, toJSON: 3 },
    { length: -1 },
    null,
    true,
    [],
    {},
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'a\udfffb',
    '\u202e\u2066abc',
    '\uffff',
    '$where',
    '__proto__',
    '../../etc/passwd',
    '%00',
    '=HYPERLINK("x")',
    "'; drop table entries; --",
    '0x10',
    '1e3',
    'NaN',
    -0,
    0,
    -1,
    0.1,
    1e-320,
    1e21,
    1e308,
    9_007_199_254_740_993,
    -9_007_199_254_740_993,
    '2026-02-30',
    '2026-13-01T00:00:00Z',
    '0000-00-00',
    '+275760-09-13T00:00:00.001Z',
    '9999-12-31T23:59:60Z',
  ),
  fc.integer({ min: 50, max: 500 }).map(nested),
  fc.integer({ min: 100, max: 200_000 }).map((length) => 'x'.repeat(length)),
  fc.integer({ min: 100, max: 20_000 }).map((length) => Array.from({ length }, () => 0)),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
);

export interface Change {
  readonly kind: 'put' | 'add' | 'drop' | 'wrap';
  readonly at: number;
  /** What is put or added. */
  readonly value?: unknown;
}

export const changes: Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constantFrom('put' as const, 'put' as const, 'add' as const), at: fc.nat(1000), value: hostileValues }),
  fc.record({ kind: fc.constantFrom('drop' as const, 'wrap' as const), at: fc.nat(1000) }),
);

type Place = { readonly holder: Record<string, unknown>; readonly key: string };

function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push({ holder: value as Record<string, unknown>, key });
    placesIn((value as Record<string, unknown>)[key], found);
  }
  return found;
}

/** A copy of a value with one place of it changed; the whole where it has no places. */
export function changed(value: unknown, change: Change): unknown {
  const copy = structuredClone(value);
  const places = placesIn(copy);
  const place = places[change.at % Math.max(1, places.length)];
  if (!place) return change.value ?? [copy];
  const { holder, key } = place;
  if (change.kind === 'put') holder[key] = change.value;
  else if (change.kind === 'wrap') holder[key] = [holder[key]];
  else if (change.kind === 'drop') delete holder[key];
  else holder[`${key}_`] = change.value;
  return copy;
}

/** Half of a pair of surrogates has no UTF-8, so no address can carry it. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

/** A piece of a path or of a query that is not what it seems. */
export const hostilePieces: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...['%00', '%0a', '%ff', '%c0%ae', '%ed%a0%80', '..%2f..', '%2e%2e', '%', '%u0000', '[$ne]=1', '%7B%22%24ne%22%3A1%7D'],
    ...['null', 'undefined', '-1', '1e9', '00000000-0000-0000-0000-000000000000', '*', ';', '%20', '__proto__', 'constructor'],
  ),
  fc.integer({ min: 50, max: 4000 }).map((length) => 'a'.repeat(length)),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => encodeURIComponent(wellFormed(text))),
  // A cursor of the right form with wrong things inside.
  fc
    .array(
      fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom<unknown>(1e300, -1, 0.5, null, { $ne: 1 }, [], 'open', 'closed', '\u0000', '2026-11-24T00:00:00.000Z'),
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
      ),
      { maxLength: 5 },
    )
    .map((key) => Buffer.from(JSON.stringify(key)).toString('base64url')),
);
