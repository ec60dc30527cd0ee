import { Double, Int32, Long, type Document } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { compilePipeline } from '../../src/embedded/aggregate.ts';
import { compare } from '../../src/embedded/order.ts';
import { lacking } from '../../src/embedded/vocabulary.ts';
import { bytesOf, number, typed } from './typed-values.ts';

const long = (text: string): Long => Long.fromString(text);

async function run(docs: readonly object[], ...pipeline: object[]): Promise<Document[]> {
  const results: Document[] = [];
  for await (const doc of compilePipeline(pipeline.map(typed))(docs.map(typed))) results.push(doc);
  return results;
}
const gives = async (docs: readonly object[], pipeline: object[], results: object[]): Promise<void> => {
  expect(bytesOf({ all: await run(docs, ...pipeline) }), JSON.stringify(pipeline)).to.equal(bytesOf({ all: results }));
};
const refused = (...pipeline: object[]): string => {
  try {
    compilePipeline(pipeline.map(typed));
  } catch (error) {
    return `${(error as { code: number }).code} ${(error as Error).message}`;
  }
  return 'accepted';
};

const sales = [
  { _id: 1, k: 'a', n: 2, tags: ['x', 'y'] },
  { _id: 2, k: 'b', n: new Double(0.5), tags: [] },
  { _id: 3, k: 'a', n: long('9007199254740993') },
  { _id: 4, n: 1, tags: 'z' },
];

describe('A pipeline', () => {
  it('filters, sorts, skips, limits and counts', async () => {
    await gives(
      sales,
      [{ $match: { k: 'a' } }, { $sort: { n: -1 } }, { $project: { n: 1 } }],
      [
        { _id: 3, n: long('9007199254740993') },
        { _id: 1, n: 2 },
      ],
    );
    await gives(sales, [{ $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }], [{ _id: 3 }, { _id: 2 }]);
    await gives(sales, [{ $match: { n: { $gt: 0 } } }, { $count: 'n' }], [{ n: 4 }]);
    await gives(sales, [{ $match: { n: { $lt: 0 } } }, { $count: 'n' }], []);
  });

  it('unwinds arrays', async () => {
    const [first, second, , fourth] = sales as [object, object, object, object];
    await gives(
      [first, second, fourth],
      [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: 'x' },
        { _id: 1, tags: 'y' },
        { _id: 4, tags: 'z' },
      ],
    );
    await gives([{ _id: 1, tags: [] }, { _id: 2, tags: null }, { _id: 3 }], [{ $unwind: { path: '$tags' } }], []);
    await gives(
      [{ _id: 1, a: { b: [{ c: 1 }, 2] } }],
      [{ $unwind: '$a.b' }],
      [
        { _id: 1, a: { b: { c: 1 } } },
        { _id: 1, a: { b: 2 } },
      ],
    );
  });

  it('groups by value, keeping types and the order in which groups appear', async () => {
    await gives(
      sales,
      [{ $group: { _id: '$k', n: { $sum: '$n' }, all: { $push: '$n' }, count: { $sum: 1 } } }],
      [
        { _id: 'a', n: long('9007199254740995'), all: [2, long('9007199254740993')], count: 2 },
        { _id: 'b', n: new Double(0.5), all: [new Double(0.5)], count: 1 },
        { _id: null, n: 1, all: [1], count: 1 },
      ],
    );
    const few = [{ a: 1, b: [{ x: 1 }, { x: 2 }] }, { a: new Double(1), b: { x: 3 } }, { a: 3 }, { b: 4 }];
    await gives(
      few,
      [{ $group: { _id: '$a', least: { $min: '$b.x' }, most: { $max: '$b' }, set: { $addToSet: '$a' }, first: { $first: '$b.x' } } }],
      [
        { _id: 1, least: 3, most: [{ x: 1 }, { x: 2 }], set: [1], first: [1, 2] },
        { _id: 3, least: null, most: null, set: [3], first: null },
        { _id: null, least: null, most: 4, set: [], first: null },
      ],
    );
    await gives([{ a: 2147483647 }, { a: 1 }], [{ $group: { _id: 1, n: { $sum: '$a' } } }], [{ _id: 1, n: long('2147483648') }]);
    await gives([{ a: 'x' }], [{ $group: { _id: 1, n: { $sum: '$a' } } }], [{ _id: 1, n: 0 }]);
    await gives(
      [0.1, 0.2, 0.3, -0.6].map((a) => ({ a })),
      [{ $group: { _id: null, n: { $sum: '$a' } } }],
      [{ _id: null, n: new Double(2.7755575615628914e-17) }],
    );
  });

  it('stops reading when it has enough', async () => {
    let read = 0;
    const endless = (function* (): Generator<Document> {
      for (;;) yield { _id: read++ };
    })();
    const results: Document[] = [];
    for await (const doc of compilePipeline([{ $match: {} }, { $limit: 3 }].map(typed))(endless)) results.push(doc);
    expect([results.length, read]).to.deep.equal([3, 3]);
  });

  it('sums any numbers as exactly as their types allow', async () => {
    const whole = fc.oneof(
      fc.integer().map((n) => new Int32(n)),
      fc.bigInt({ min: -(2n ** 50n), max: 2n ** 50n }).map((n) => Long.fromBigInt(n)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(whole, { minLength: 1, maxLength: 20 }), async (list) => {
        const [{ n } = {}] = await run(
          list.map((item) => ({ n: item })),
          { $group: { _id: null, n: { $sum: '$n' } } },
        );
        const exact = list.reduce((sum, item) => sum + BigInt(item.toString()), 0n);
        expect(BigInt(String(n))).to.equal(exact);
      }),
      { numRuns: 200 },
    );
  });

  it('finds the largest of any numbers whatever their types', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 6 }), async (list) => {
        const [found] = await run(
          list.map((n) => ({ n })),
          { $group: { _id: null, n: { $max: '$n' } } },
        );
        expect(compare(found?.n, [...list].sort(compare).at(-1))).to.equal(0);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused by name where MongoDB has more, and with MongoDB’s code where nobody has it', () => {
    for (const name of lacking.stages) expect(refused({ [name]: {} })).to.match(new RegExp(`^238 .*\\${name}`));
    for (const name of lacking.accumulators)
      expect(refused({ $group: { _id: 1, x: { [name]: 1 } } })).to.match(new RegExp(`^238 .*\\${name}`));
    for (const name of ['$add', '$literal', '$cond', '$toString']) {
      expect(refused({ $project: { x: { [name]: 1 } } })).to.match(new RegExp(`^238 .*\\${name}`));
      expect(refused({ $group: { _id: { [name]: 1 } } })).to.match(new RegExp(`^238 .*\\${name}`));
    }
    expect(refused({ $group: { _id: { a: '$a' } } })).to.match(/^238 /);
    expect(refused({ $group: { _id: '$$ROOT' } })).to.match(/^238 /);
    for (const option of ['includeArrayIndex', 'preserveNullAndEmptyArrays'])
      expect(refused({ $unwind: { path: '$a', [option]: 'x' } })).to.match(new RegExp(`^238 .*${option}`));
    const cases: readonly [stage: object, refusal: RegExp][] = [
      [{ $foo: 1 }, /^40324 Unrecognized pipeline stage name: '\$foo'$/],
      [{ $match: 1 }, /^15959 /],
      [{ $match: {}, $sort: {} }, /^40323 /],
      [{ $limit: 0 }, /^15958 /],
      [{ $skip: -1 }, /^5107200 /],
      [{ $sort: {} }, /^15976 /],
      [{ $count: '$x' }, /^40158 /],
      [{ $project: {} }, /^51272 /],
      [{ $group: { n: { $sum: 1 } } }, /^15955 /],
      [{ $group: { _id: 1, n: 5 } }, /^40234 /],
      [{ $group: { _id: 1, n: { $foo: 1 } } }, /^15952 unknown group operator '\$foo'$/],
      [{ $unwind: 'tags' }, /^28818 /],
    ];
    for (const [stage, refusal] of cases) expect(refused(stage)).to.match(refusal);
  });
});
