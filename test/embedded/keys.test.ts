import { Double, Int32, Long, ObjectId } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { encodeKey, indexTuples, isMultikey, type Direction, type Pattern } from '../../src/embedded/keys.ts';
import { compare } from '../../src/embedded/order.ts';
import { decimal, keptOnly, typed, value } from './typed-values.ts';

const runs = Number(process.env.KEY_RUNS ?? 3_000);
const direction = fc.constantFrom<Direction>(1, -1);
const indexKeys = (doc: object, pattern: Pattern, sparse = false): Buffer[] => indexTuples(doc, pattern, sparse).map(([key]) => key);
const hexKeys = (doc: object, ...pattern: [string, Direction][]): string[] =>
  indexKeys(typed(doc), pattern).map((key) => key.toString('hex'));
const hexOf = (...values: unknown[]): string =>
  encodeKey(
    values,
    values.map(() => 1),
  ).toString('hex');

describe('The bytes of an index key', () => {
  it('sort as their values do, and only equal values have equal bytes', () => {
    fc.assert(
      fc.property(value, value, direction, (a, b, way) => {
        expect(Buffer.compare(encodeKey([a], [way]), encodeKey([b], [way])) - compare(a, b) * way).to.equal(0);
      }),
      { numRuns: runs },
    );
  });

  it('are those of format 1 for every kind of value', () => {
    const keys: readonly [value: unknown, hex: string][] = [
      [undefined, '03'],
      [null, '05'],
      [new Int32(1), '0abff00000000000008000'],
      [new Double(-0.5), '0a401fffffffffffff8000'],
      [Long.fromString('9007199254740993'), '0ac34000000000000080014010393030373139393235343734303939330000'],
      [Long.fromString('-9007199254740993'), '0a3cbfffffffffffff7fffbfefc6cfcfc8cec6c6cdcacbc8cbcfc6c6ccffff'],
      ['a\0é', '0f6100ffc3a90000'],
      [{ a: true }, '14286100000100'],
      [[new Int32(1), []], '190abff00000000000008000190000'],
      [new ObjectId('0123456789abcdef01234567'), '230123456789abcdef01234567'],
      [false, '2800'],
      [new Date(1), '2d8000000000000001'],
    ];
    for (const [given, hex] of keys) expect(hexOf(given)).to.equal(hex);
  });

  it('tell different whole numbers of 64 bits apart', () => {
    const far = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 2n });
    fc.assert(
      fc.property(far, (n) => {
        expect(Buffer.compare(encodeKey([Long.fromBigInt(n)], [1]), encodeKey([Long.fromBigInt(n + 1n)], [1]))).to.equal(-1);
      }),
      { numRuns: 500 },
    );
  });

  it('order a compound key field by field, whatever the direction of each', () => {
    fc.assert(
      fc.property(fc.tuple(value, value), fc.tuple(value, value), fc.tuple(direction, direction), (a, b, ways) => {
        const order = compare(a[0], b[0]) * ways[0] || compare(a[1], b[1]) * ways[1];
        expect(Buffer.compare(encodeKey(a, ways), encodeKey(b, ways)) - order).to.equal(0);
      }),
      { numRuns: runs },
    );
  });

  it('of a prefix enclose the keys that begin with it and no others', () => {
    fc.assert(
      fc.property(value, value, value, direction, (a, b, rest, way) => {
        const prefix = encodeKey([a], [way]);
        const key = encodeKey([b, rest], [way, 1]);
        const inside = key.subarray(0, prefix.length).equals(prefix);
        expect(inside).to.equal(compare(a, b) === 0);
      }),
      { numRuns: runs },
    );
  });
});

describe('The order of values', () => {
  it('is one order: antisymmetric, transitive, and equal to itself', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(compare(a, a)).to.equal(0);
        expect(compare(a, b) + compare(b, a)).to.equal(0);
        const [x, y, z] = [a, b, c].sort(compare);
        expect(compare(x, y)).to.be.lessThan(1);
        expect(compare(y, z)).to.be.lessThan(1);
        expect(compare(x, z)).to.be.lessThan(1);
      }),
      { numRuns: runs },
    );
  });

  it('takes numbers by value, exactly, whatever their types', () => {
    expect(compare(new Int32(2), new Double(2))).to.equal(0);
    expect(compare(Long.fromString('9007199254740993'), new Double(9007199254740992))).to.equal(1);
    expect(compare(Long.fromString('9223372036854775807'), new Double(2 ** 63))).to.equal(-1);
    expect(compare(new Double(NaN), new Double(-Infinity))).to.equal(-1);
  });

  it('refuses by name what the store keeps but does not compare, in documents and arrays too', () => {
    const refused = (work: () => unknown): void =>
      void expect(work)
        .to.throw(/does not have comparison of/)
        .with.property('code', 238);
    fc.assert(
      fc.property(fc.oneof(keptOnly, decimal), (kept) => {
        refused(() => compare(kept, new Int32(1)));
        refused(() => compare({ a: [kept] }, { a: [new Int32(1)] }));
        refused(() => encodeKey([{ a: [kept] }], [1]));
      }),
      { numRuns: 200 },
    );
  });
});

describe('The keys of a document', () => {
  it('are one for each element of an array, each once', () => {
    expect(hexKeys({ a: [1, 2, 2] }, ['a', 1])).to.deep.equal([hexOf(1), hexOf(2)]);
    expect(hexKeys({ a: [{ b: 1, c: 2 }, { b: 3 }], d: 9 }, ['a.b', 1], ['d', 1], ['a.c', 1])).to.deep.equal([
      hexOf(1, 9, 2),
      hexOf(3, 9, null),
    ]);
    expect(hexKeys({ a: [[1, 2]] }, ['a', 1])).to.deep.equal([hexOf([1, 2])]);
    expect(hexKeys({ a: [{ b: [1, 2] }] }, ['a.b', 1])).to.deep.equal([hexOf(1), hexOf(2)]);
  });

  it('hold null for a missing field and undefined for an empty array', () => {
    expect(hexKeys({}, ['a', 1])).to.deep.equal([hexOf(null)]);
    expect(hexKeys({ a: [] }, ['a', 1], ['a.b', 1])).to.deep.equal([hexOf(undefined, null)]);
    expect(hexKeys({ a: 5 }, ['a.b', 1])).to.deep.equal([hexOf(null)]);
  });

  it('are left out of a sparse index only when every field is missing', () => {
    expect(
      indexKeys(
        { c: 1 },
        [
          ['a', 1],
          ['b', 1],
        ],
        true,
      ),
    ).to.have.length(0);
    expect(
      indexKeys(
        { b: null },
        [
          ['a', 1],
          ['b', 1],
        ],
        true,
      ),
    ).to.have.length(1);
  });

  it('are refused for two arrays side by side and when they are too long', () => {
    expect(() =>
      indexKeys({ a: [1], b: [2] }, [
        ['a', 1],
        ['b', 1],
      ]),
    )
      .to.throw('cannot index parallel arrays [b] [a]')
      .with.property('code', 171);
    expect(() => indexKeys({ a: 'x'.repeat(2_000) }, [['a', 1]]))
      .to.throw()
      .with.property('code', 17280);
  });

  it('tell whether an array lies on the way', () => {
    expect(isMultikey({ a: [1] }, [['a', 1]])).to.equal(true);
    expect(isMultikey({ a: { b: 1 } }, [['a.b', 1]])).to.equal(false);
    expect(
      isMultikey({ a: [{ b: 1 }], c: 1 }, [
        ['c', 1],
        ['a.b', 1],
      ]),
    ).to.equal(true);
  });

  it('are refused by name for a path that may name a place in an array', () => {
    expect(() => indexKeys({ a: [5, { b: 6 }] }, [['a.1.b', 1]]))
      .to.throw('places in arrays (a.1.b)')
      .with.property('code', 238);
  });
});
