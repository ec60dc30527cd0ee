import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  deserialize,
  serialize,
  type Document,
} from 'bson';
import fc from 'fast-check';

/** A document as the store sees it: through BSON, with every number in its own type. */
export const typed = (doc: Document): Document =>
  deserialize(serialize(doc), { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true });

export const bytesOf = (doc: Document): string => Buffer.from(serialize(doc)).toString('hex');

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 24, maxLength: 24 });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

export const number = fc.oneof(
  fc.integer({ min: -4, max: 4 }).map((n) => new Int32(n)),
  fc.integer({ min: -4, max: 4 }).map((n) => new Double(n / 2)),
  fc.double().map((n) => new Double(n)),
  fc.oneof(int64, fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n })).map((n) => Long.fromBigInt(n)),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map((n) => new Double(Number(n))),
  fc.constantFrom(NaN, Infinity, -Infinity, 0.1, -0, 2 ** 53, 2 ** 63, -(2 ** 63)).map((n) => new Double(n)),
);

/** What the store keeps exactly, but never compares. */
export const keptOnly = fc.oneof(
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes, bytes.length % 2)),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((n) => new Timestamp(n)),
  hex.map((text) => new DBRef('ships', new ObjectId(text))),
  fc.constantFrom(new BSONRegExp('a', 'i'), new MinKey(), new MaxKey(), new Code('x'), new BSONSymbol('a')),
);
export const decimal = fc.constantFrom('1.50', '1E+400', '-0', 'NaN', '0.1').map((text) => Decimal128.fromString(text));

const scalar = fc.oneof(
  { weight: 4, arbitrary: number },
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'é', '\uffee', '😀', '\u0001'), maxLength: 3 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.boolean(),
  fc.constant(null),
  hex.map((text) => new ObjectId(text)),
  fc.date({ noInvalidDate: true }),
);

export const name = fc.constantFrom('a', 'b', 'c', 'é', 'aa');

/** Any value that can be compared, with small nested documents and arrays. */
export const value = fc.letrec<{ value: unknown; fields: Document }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: scalar },
    fc.array(tie('value'), { maxLength: 3 }),
    tie('fields'),
  ),
  fields: fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
})).value;

export const fields = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });
