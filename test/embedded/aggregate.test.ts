import { Decimal128, Double, Int32, Long, type Document } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { accumulators as accumulatorMakers } from '../../src/embedded/accumulators.ts';
import { compilePipeline, stageNames } from '../../src/embedded/aggregate.ts';
import { compileFilter } from '../../src/embedded/match.ts';
import { modifierNames } from '../../src/embedded/modifiers.ts';
import { compare } from '../../src/embedded/order.ts';
import { compileUpdate } from '../../src/embedded/update.ts';
import { accumulators, lacking, stages, updateOperators } from '../../src/embedded/vocabulary-query.ts';
import { bytesOf, number, typed } from './typed-values.ts';

const long = (text: string): Long => Long.fromString(text);
const other = [{ _id: 1, k: 'a', n: 1 }, { _id: 2, k: 'b', n: 2 }, { _id: 3, k: 'a', n: 3 }, { _id: 4 }].map(typed);
const asked: Document[] = [];
const lookup = () => ({
  find: (filter: Document): Document[] => {
    asked.push(filter);
    return other.filter((doc) => compileFilter(filter).matches(doc));
  },
});

async function run(docs: readonly object[], ...pipeline: object[]): Promise<Document[]> {
  const results: Document[] = [];
  for await (const doc of compilePipeline(pipeline.map(typed), { lookup }).run(docs.map(typed))) results.push(doc);
  return results;
}
const gives = async (docs: readonly object[], pipeline: object[], results: object[]): Promise<void> => {
  expect(bytesOf({ all: await run(docs, ...pipeline) }), JSON.stringify(pipeline)).to.equal(bytesOf({ all: results }));
};
const refused = (...pipeline: object[]): string => {
  try {
    compilePipeline(pipeline.map(typed), { lookup });
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

  it('adds, removes, projects and replaces', async () => {
    await gives(
      [{ _id: 1, a: { b: 1 }, c: [{ d: 1 }, 5] }],
      [{ $addFields: { 'a.x': '$a.b', c: { e: 2 }, f: '$nothing' } }],
      [{ _id: 1, a: { b: 1, x: 1 }, c: [{ d: 1, e: 2 }, { e: 2 }] }],
    );
    await gives([{ _id: 1, a: 1, b: 2 }], [{ $set: { a: { $add: ['$a', '$b'] } } }, { $unset: ['b'] }], [{ _id: 1, a: 3 }]);
    await gives([{ _id: 1, a: 1, b: 2 }], [{ $set: { a: '$$REMOVE' } }], [{ _id: 1, b: 2 }]);
    await gives([{ _id: 1, a: 1, b: 2 }], [{ $set: { a: 5, c: 3 } }], [{ _id: 1, a: 5, b: 2, c: 3 }]);
    await gives([{ _id: 1, a: { x: 5 } }], [{ $replaceRoot: { newRoot: '$a' } }], [{ x: 5 }]);
    await gives([{ _id: 1, a: { x: 5 } }], [{ $replaceWith: { y: '$a.x' } }], [{ y: 5 }]);
    await gives([{ _id: 1, list: [1, 2, 3] }], [{ $project: { _id: 0, x: { $concatArrays: ['$list', [4]] } } }], [{ x: [1, 2, 3, 4] }]);
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
    const kept = { $unwind: { path: '$tags', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true } };
    await gives(
      [{ _id: 1, tags: ['x'] }, { _id: 2, tags: [] }, { _id: 3 }],
      [kept],
      [
        { _id: 1, tags: 'x', at: long('0') },
        { _id: 2, at: null },
        { _id: 3, at: null },
      ],
    );
  });

  it('groups by value, keeping types and the order in which groups appear', async () => {
    await gives(
      sales,
      [{ $group: { _id: '$k', n: { $sum: '$n' }, all: { $push: '$n' }, count: { $count: {} } } }],
      [
        { _id: 'a', n: long('9007199254740995'), all: [2, long('9007199254740993')], count: 2 },
        { _id: 'b', n: new Double(0.5), all: [new Double(0.5)], count: 1 },
        { _id: null, n: 1, all: [1], count: 1 },
      ],
    );
    const few = [{ a: 1, b: { x: 1 } }, { a: new Double(1), b: { y: 2 } }, { a: Decimal128.fromString('1.00') }, { a: 3 }];
    await gives(
      few,
      [
        {
          $group: { _id: { $eq: ['$a', 1] }, least: { $min: '$a' }, most: { $max: '$a' }, mean: { $avg: '$a' }, set: { $addToSet: '$a' } },
        },
      ],
      [
        { _id: true, least: 1, most: 1, mean: Decimal128.fromString('1'), set: [1] },
        { _id: false, least: 3, most: 3, mean: new Double(3), set: [3] },
      ],
    );
    await gives(
      few,
      [{ $group: { _id: null, first: { $first: '$b' }, last: { $last: '$b' }, merged: { $mergeObjects: '$b' } } }],
      [{ _id: null, first: { x: 1 }, last: null, merged: { x: 1, y: 2 } }],
    );
    await gives([{ a: 2147483647 }, { a: 1 }], [{ $group: { _id: 1, n: { $sum: '$a' } } }], [{ _id: 1, n: long('2147483648') }]);
    await gives([{ a: 'x' }], [{ $group: { _id: 1, n: { $sum: '$a' }, mean: { $avg: '$a' } } }], [{ _id: 1, n: 0, mean: null }]);
    await gives(sales, [{ $sortByCount: '$k' }, { $limit: 1 }], [{ _id: 'a', count: 2 }]);
  });

  it('looks up documents of another collection by equality, by a pipeline, or both', async () => {
    const equality = { $lookup: { from: 'other', localField: 'k', foreignField: 'k', as: 'found' } };
    await gives(
      [{ _id: 1, k: 'b' }, { _id: 2 }],
      [equality],
      [
        { _id: 1, k: 'b', found: [{ _id: 2, k: 'b', n: 2 }] },
        { _id: 2, found: [{ _id: 4 }] },
      ],
    );
    await gives([{ _id: 1, k: ['b', 'x'] }], [equality, { $project: { 'found._id': 1 } }], [{ _id: 1, found: [{ _id: 2 }] }]);
    const bound = {
      from: 'other',
      let: { least: '$n' },
      pipeline: [{ $match: { $expr: { $gte: ['$n', '$$least'] } } }, { $project: { _id: 1 } }],
      as: 'o.found',
    };
    await gives([{ _id: 1, n: 2 }], [{ $lookup: bound }], [{ _id: 1, n: 2, o: { found: [{ _id: 2 }, { _id: 3 }] } }]);
    asked.length = 0;
    const both = {
      from: 'other',
      localField: 'k',
      foreignField: 'k',
      let: { n: '$n' },
      pipeline: [{ $match: { n: { $gt: 1 } } }],
      as: 'found',
    };
    await gives([{ _id: 1, k: 'a' }], [{ $lookup: both }, { $project: { 'found.n': 1 } }], [{ _id: 1, found: [{ n: 3 }] }]);
    expect(asked).to.deep.equal([{ $and: [{ k: { $eq: 'a' } }, { n: { $gt: new Int32(1) } }] }]);
  });

  it('gives the planner the filter it begins with, and stops reading when it has enough', async () => {
    expect(compilePipeline([{ $match: { a: 1 } }, { $match: { b: 2 } }, { $limit: 1 }], { lookup }).filter).to.deep.equal({
      $and: [{ a: 1 }, { b: 2 }],
    });
    let read = 0;
    const endless = (function* (): Generator<Document> {
      for (;;) yield { _id: read++ };
    })();
    const results: Document[] = [];
    for await (const doc of compilePipeline([{ $match: {} }, { $limit: 3 }], { lookup }).run(endless)) results.push(doc);
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
    for (const name of lacking.expressions) expect(refused({ $project: { x: { [name]: 1 } } })).to.match(new RegExp(`^238 .*\\${name}`));
    const cases: readonly [stage: object, refusal: RegExp][] = [
      [{ $foo: 1 }, /^40324 Unrecognized pipeline stage name: '\$foo'$/],
      [{ $match: 1 }, /^15959 /],
      [{ $match: {}, $sort: {} }, /^40323 /],
      [{ $limit: 0 }, /^15958 the limit must be positive/],
      [{ $skip: -1 }, /^5107200 /],
      [{ $sort: {} }, /^15976 /],
      [{ $count: '$x' }, /^40158 /],
      [{ $project: {} }, /^51272 /],
      [{ $group: { n: { $sum: 1 } } }, /^15955 /],
      [{ $group: { _id: 1, n: 5 } }, /^40234 /],
      [{ $group: { _id: 1, n: { $foo: 1 } } }, /^15952 unknown group operator '\$foo'$/],
      [{ $unwind: 'tags' }, /^28818 /],
      [{ $lookup: { from: 'x', as: 'y' } }, /^9 /],
      [{ $unset: 5 }, /^31120 /],
    ];
    for (const [stage, refusal] of cases) expect(refused(stage)).to.match(refusal);
  });

  it('has in its vocabulary exactly what is there', () => {
    expect([...stages].sort()).to.deep.equal([...stageNames]);
    expect([...accumulators].sort()).to.deep.equal(Object.keys(accumulatorMakers).sort());
    expect(updateOperators.filter((name) => modifierNames.includes(name)).sort()).to.deep.equal([...modifierNames]);
  });
});

describe('An update by a pipeline', () => {
  const updated = (doc: object, ...pipeline: object[]): Document =>
    compileUpdate(pipeline.map(typed), { matcher: compileFilter({}), let: typed({ by: 2 }) }).apply(typed(doc), { inserting: false });

  it('computes from the document itself and keeps its _id', () => {
    const steps = [{ $set: { a: { $add: ['$a', '$$by'] } } }, { $unset: 'b' }, { $addFields: { c: '$a' } }];
    expect(bytesOf(updated({ _id: 1, a: 1, b: 2 }, ...steps))).to.equal(bytesOf({ _id: 1, a: 3, c: 3 }));
    expect(bytesOf(updated({ _id: 1, a: 1 }, { $replaceWith: { n: '$a' } }))).to.equal(bytesOf({ _id: 1, n: 1 }));
    const same = typed({ _id: 1, a: 1 });
    expect(
      compileUpdate([{ $set: { a: { $max: ['$a', 0] } } }], { matcher: compileFilter({}) }).apply(same, { inserting: false }),
    ).to.equal(same);
  });

  it('is refused where it would change the _id, or take more than one document', () => {
    expect(() => updated({ _id: 1 }, { $set: { _id: 2 } }))
      .to.throw()
      .with.property('code', 66);
    expect(() => updated({ _id: 1 }, { $match: {} }))
      .to.throw('$match is not allowed to be used within an update')
      .with.property('code', 72);
    expect(() => updated({ _id: 1 }, { $foo: {} }))
      .to.throw()
      .with.property('code', 40324);
  });
});
