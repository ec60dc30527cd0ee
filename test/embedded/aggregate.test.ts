import { Decimal128, Double, Int32, Long, type Document } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { compilePipeline } from '../../src/embedded/aggregate.ts';
import { compare } from '../../src/embedded/order.ts';
import { lacking } from '../../src/embedded/vocabulary.ts';
import { bytesOf, keptOnly, typed, value } from './typed-values.ts';

const long = (text: string): Long => Long.fromString(text);

const grouped = (docs: readonly object[], group: object): readonly Document[] => {
  const { group: grouping } = compilePipeline([typed({ $group: group })]);
  for (const doc of docs.map(typed)) grouping?.add(doc);
  return grouping?.results() ?? [];
};
const gives = (docs: readonly object[], group: object, results: object[]): void => {
  expect(bytesOf({ all: grouped(docs, group) }), JSON.stringify(group)).to.equal(bytesOf({ all: results }));
};
const sumOf = (values: readonly unknown[]): unknown =>
  grouped(
    values.map((n) => ({ n })),
    { _id: null, sum: { $sum: '$n' } },
  )[0]?.['sum'];
const refused = (...pipeline: object[]): string => {
  try {
    compilePipeline(pipeline.map(typed));
  } catch (error) {
    return `${(error as { code: number }).code} ${(error as Error).message}`;
  }
  return 'accepted';
};

const sales = [
  { _id: 1, k: 'a', n: 2, at: { port: 'CNSHA', tags: ['x'] } },
  { _id: 2, k: 'b', n: new Double(4), at: { port: null } },
  { _id: 3, k: 'a', n: long('9007199254740993'), at: 5 },
  { _id: 4, n: 1 },
];

describe('A pipeline', () => {
  it('says what is looked at and then perhaps groups, each at most once', () => {
    const { filter, group } = compilePipeline([{ $match: { k: 'a' } }].map(typed));
    expect(bytesOf({ filter })).to.equal(bytesOf({ filter: { k: 'a' } }));
    expect(group).to.equal(undefined);
    expect(compilePipeline([])).to.deep.equal({ filter: {}, group: undefined });
    for (const [first, second] of [
      [{ $group: { _id: 1 } }, { $match: {} }],
      [{ $match: {} }, { $match: {} }],
      [{ $group: { _id: 1 } }, { $group: { _id: 1 } }],
    ] as const)
      expect(refused(first, second)).to.match(/^238 .*\$(match|group) after \$/);
  });
});

describe('A group', () => {
  it('is known by a value, of which the first comes back, and stands where it appeared', () => {
    gives(sales, { _id: '$k', n: { $sum: '$n' }, count: { $sum: 1 } }, [
      { _id: 'a', n: long('9007199254740995'), count: 2 },
      { _id: 'b', n: new Double(4), count: 1 },
      { _id: null, n: 1, count: 1 },
    ]);
    gives(sales, { _id: '$at.port' }, [{ _id: 'CNSHA' }, { _id: null }]);
    gives([{ a: new Double(1) }, { a: 1 }, { a: [1] }], { _id: '$a' }, [{ _id: new Double(1) }, { _id: [1] }]);
    gives(sales, { _id: 1, n: { $sum: 1 } }, [{ _id: 1, n: 4 }]);
    gives([], { _id: 1, n: { $sum: 1 } }, []);
  });

  it('tells apart exactly what the order of values tells apart', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 8 }), (list) => {
        const groups = grouped(
          list.map((a) => ({ a })),
          { _id: '$a', n: { $sum: 1 } },
        );
        const counted = groups.reduce((sum, { n }) => sum + Number(n), 0);
        expect(counted).to.equal(list.length);
        for (const [at, { _id }] of groups.entries())
          for (const [place, other] of groups.entries()) expect(compare(_id, other['_id']) === 0).to.equal(at === place);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused by name where a document has an array on the way, or a value that is not compared', () => {
    const failure = (doc: object, group: object): string => {
      try {
        return JSON.stringify(grouped([doc], group));
      } catch (error) {
        return `${(error as { code: number }).code} ${(error as Error).message}`;
      }
    };
    expect(failure({ a: [{ b: 1 }] }, { _id: '$a.b' })).to.match(/^238 .*\$group through an array \(\$a.b\)/);
    expect(failure({ a: [{ b: 1 }] }, { _id: 1, n: { $sum: '$a.b' } })).to.match(/^238 .*\$group through an array/);
    expect(failure({ a: Decimal128.fromString('1.5') }, { _id: 1, n: { $sum: '$a' } })).to.match(/^238 .*sums of Decimal128/);
    fc.assert(fc.property(keptOnly, (kept) => void expect(failure({ a: kept }, { _id: '$a' })).to.match(/^238 .*comparison of/)));
  });
});

describe('A sum', () => {
  it('is int, long or double as MongoDB has it, and passes over what is no number', () => {
    const cases: readonly [values: unknown[], sum: unknown][] = [
      [[1, 2], new Int32(3)],
      [[2147483647, 1], long('2147483648')],
      [[long('1'), 1], long('2')],
      [[1, new Double(1)], new Double(2)],
      [[long('9223372036854775807'), 1], new Double(2 ** 63)],
      [['x', null, [1], true, { a: 1 }], new Int32(0)],
      [[long('9007199254740993'), new Double(0)], new Double(9007199254740992)],
      [[1e300, 1, -1e300, 2], new Double(3)],
    ];
    for (const [values, sum] of cases) expect(bytesOf({ sum: sumOf(values) }), String(values)).to.equal(bytesOf({ sum }));
    for (const broken of [0.5, Infinity, NaN]) expect(() => sumOf([1, broken])).to.throw('no whole number');
  });

  it('of any whole numbers is exact', () => {
    const whole = fc.oneof(
      fc.integer().map((n) => new Int32(n)),
      fc.bigInt({ min: -(2n ** 50n), max: 2n ** 50n }).map((n) => Long.fromBigInt(n)),
    );
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1, maxLength: 20 }), (list) => {
        const exact = list.reduce((sum, item) => sum + BigInt(item.toString()), 0n);
        expect(BigInt(String(sumOf(list)))).to.equal(exact);
      }),
      { numRuns: 300 },
    );
  });

  it('of any whole numbers with a double among them is the double nearest to their exact sum', () => {
    const few = fc.oneof(
      fc.integer().map((n) => new Int32(n)),
      fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }).map((n) => Long.fromBigInt(n)),
      fc.integer().map((n) => new Double(n)),
    );
    fc.assert(
      fc.property(fc.array(few, { maxLength: 6 }), (list) => {
        const exact = list.reduce((sum, item) => sum + BigInt(item.toString()), 0n);
        expect(Number(sumOf([...list, new Double(0)]))).to.equal(Number(exact));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('What a pipeline does not have', () => {
  it('is refused by name where MongoDB has it, and with MongoDB’s code where nobody has it', () => {
    for (const name of lacking.stages) expect(refused({ [name]: {} })).to.match(new RegExp(`^238 .*\\${name}`));
    for (const name of lacking.accumulators)
      expect(refused({ $group: { _id: 1, x: { [name]: 1 } } })).to.match(new RegExp(`^238 .*\\${name}`));
    for (const computed of [{ $add: [1] }, { $toString: '$a' }, { a: '$a' }, {}, '$$ROOT', ['$a']]) {
      expect(refused({ $group: { _id: computed } })).to.match(/^238 .*computed in a \$group/);
      expect(refused({ $group: { _id: 1, n: { $sum: computed } } })).to.match(/^238 .*computed in a \$group/);
    }
    expect(refused({ $group: { _id: '$a.0' } })).to.match(/^238 .*places in arrays/);
    const cases: readonly [stage: object, refusal: RegExp][] = [
      [{ $foo: 1 }, /^40324 Unrecognized pipeline stage name: '\$foo'$/],
      [{ $match: 1 }, /^15959 /],
      [{ $match: {}, $group: {} }, /^40323 /],
      [{}, /^40323 /],
      [{ $group: 1 }, /^15947 /],
      [{ $group: { n: { $sum: 1 } } }, /^15955 /],
      [{ $group: { _id: '$a.' } }, /^15998 /],
      [{ $group: { _id: 1, n: 5 } }, /^40234 /],
      [{ $group: { _id: 1, 'n.m': { $sum: 1 } } }, /^40235 /],
      [{ $group: { _id: 1, n: { $sum: 1, $max: 1 } } }, /^40238 /],
      [{ $group: { _id: 1, n: { $foo: 1 } } }, /^15952 unknown group operator '\$foo'$/],
    ];
    for (const [stage, refusal] of cases) expect(refused(stage)).to.match(refusal);
  });
});
