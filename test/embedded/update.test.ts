import { Decimal128, Double, Int32, Long, Timestamp, type Document } from 'bson';
import { expect } from 'chai';
import { compileFilter } from '../../src/embedded/match.ts';
import { compileUpdate } from '../../src/embedded/update.ts';
import { upsertSeed } from '../../src/embedded/upsert.ts';
import { bytesOf, typed } from './typed-values.ts';

interface Given {
  readonly filter?: object;
  readonly arrayFilters?: object[];
  readonly inserting?: boolean;
}
const now = new Date('2026-03-01T00:00:00Z');

function updated(doc: object, update: object, given: Given = {}): Document {
  const arrayFilters = given.arrayFilters?.map(typed);
  const updater = compileUpdate(Array.isArray(update) ? update.map(typed) : typed(update), {
    matcher: compileFilter(typed(given.filter ?? {})),
    arrayFilters,
    now,
  });
  return updater.apply(typed(doc), { inserting: given.inserting ?? false });
}
const becomes = (doc: object, update: object, result: object, given: Given = {}): void => {
  expect(bytesOf(updated(doc, update, given)), JSON.stringify(update)).to.equal(bytesOf(result));
};
const stays = (doc: object, update: object): void => {
  const given = typed(doc);
  expect(compileUpdate(typed(update), { matcher: compileFilter({}) }).apply(given, { inserting: false }), JSON.stringify(update)).to.equal(
    given,
  );
};
const refused = (doc: object, update: object, given: Given = {}): string => {
  try {
    return JSON.stringify(updated(doc, update, given));
  } catch (error) {
    return `${(error as { code: number }).code} ${(error as Error).message}`;
  }
};
const long = (text: string): Long => Long.fromString(text);
const decimal = (text: string): Decimal128 => Decimal128.fromString(text);

describe('An update of fields', () => {
  it('sets in place, makes missing paths, and appends new fields by name', () => {
    becomes({ _id: 1, a: 1, b: 2 }, { $set: { a: 'x' } }, { _id: 1, a: 'x', b: 2 });
    becomes({ _id: 1 }, { $set: { z: 1, b: 2, 'c.d.e': 3 } }, { _id: 1, b: 2, c: { d: { e: 3 } }, z: 1 });
    becomes({ _id: 1, a: [1] }, { $set: { 'a.3': 9, 'a.0': 5 } }, { _id: 1, a: [5, null, null, 9] });
    becomes({ _id: 1, a: [{ b: 1 }] }, { $set: { 'a.0.b': 2 } }, { _id: 1, a: [{ b: 2 }] });
    becomes({ _id: 1 }, { $set: { 'a.10': 1, 'a.9': 2 } }, { _id: 1, a: { 9: 2, 10: 1 } });
    becomes({ _id: 1, a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', x: '' } }, { _id: 1, b: { d: 2 } });
    becomes({ _id: 1, a: [1, 2] }, { $unset: { 'a.0': '' } }, { _id: 1, a: [null, 2] });
    becomes({ _id: 1, a: 1, b: 2 }, { $rename: { a: 'c.d', x: 'y' } }, { _id: 1, b: 2, c: { d: 1 } });
    becomes({ _id: 1 }, { $setOnInsert: { a: 1 }, $set: { b: 2 } }, { _id: 1, b: 2 });
    becomes({ _id: 1 }, { $setOnInsert: { a: 1 }, $set: { b: 2 } }, { _id: 1, a: 1, b: 2 }, { inserting: true });
  });

  it('counts exactly and gives the result MongoDB’s type', () => {
    becomes({ _id: 1, a: 1 }, { $inc: { a: 2, b: 3 } }, { _id: 1, a: 3, b: 3 });
    becomes({ _id: 1, a: 2147483647 }, { $inc: { a: 1 } }, { _id: 1, a: long('2147483648') });
    becomes({ _id: 1, a: long('9007199254740993') }, { $inc: { a: 1 } }, { _id: 1, a: long('9007199254740994') });
    becomes({ _id: 1, a: 1 }, { $inc: { a: new Double(1) } }, { _id: 1, a: new Double(2) });
    becomes({ _id: 1, a: decimal('1.50') }, { $inc: { a: new Double(0.1) } }, { _id: 1, a: decimal('1.60') });
    becomes({ _id: 1, a: decimal('0.1') }, { $mul: { a: decimal('0.3') } }, { _id: 1, a: decimal('0.03') });
    becomes(
      { _id: 1, a: 3 },
      { $mul: { a: long('2'), b: long('5'), c: new Double(2.5) } },
      { _id: 1, a: long('6'), b: long('0'), c: new Double(0) },
    );
    becomes({ _id: 1, a: 5, b: 5 }, { $min: { a: 3, c: 7 }, $max: { b: 9 } }, { _id: 1, a: 3, b: 9, c: 7 });
    becomes(
      { _id: 1 },
      { $currentDate: { a: true, b: { $type: 'timestamp' } } },
      { _id: 1, a: now, b: new Timestamp({ t: now.getTime() / 1000, i: 1 }) },
    );
    expect(refused({ _id: 1, a: long('9223372036854775807') }, { $inc: { a: 1 } })).to.equal(
      '2 Failed to apply $inc operations to current value ((NumberLong)9223372036854775807) for document {_id: 1}',
    );
  });

  it('gives back the same document when nothing changes', () => {
    const doc = { _id: 1, a: 1, b: [1, { c: 2 }], d: { e: new Double(1) } };
    stays(doc, { $set: { a: 1, 'b.1.c': 2, d: { e: new Double(1) } } });
    stays(doc, { $unset: { x: '', 'a.b': '', 'b.x': '' } });
    stays(doc, { $inc: { a: 0 }, $addToSet: { b: 1 } });
    stays(doc, { $min: { 'b.0': 5 }, $max: { a: 1 } });
    stays(doc, { $pull: { b: 9, x: 1 }, $rename: { y: 'z' } });
    stays({ _id: 1, b: [] }, { $pop: { b: 1 } });
    stays(doc, doc);
    expect(updated(doc, { $set: { a: new Double(1) } }).a).to.be.instanceOf(Double);
  });
});

describe('An update of arrays', () => {
  it('pushes one or many, at a place, sorted and cut', () => {
    becomes({ _id: 1, a: [1] }, { $push: { a: 2, b: [3] } }, { _id: 1, a: [1, 2], b: [[3]] });
    becomes({ _id: 1, a: [1, 2] }, { $push: { a: { $each: [8, 9], $position: 1 } } }, { _id: 1, a: [1, 8, 9, 2] });
    becomes({ _id: 1, a: [1, 2] }, { $push: { a: { $each: [8], $position: -1 } } }, { _id: 1, a: [1, 8, 2] });
    becomes({ _id: 1, a: [3, 1] }, { $push: { a: { $each: [2], $sort: -1, $slice: 2 } } }, { _id: 1, a: [3, 2] });
    becomes({ _id: 1, a: [3, 1] }, { $push: { a: { $each: [], $slice: -1 } } }, { _id: 1, a: [1] });
    const rows = [
      { x: 2, y: 1 },
      { x: 1, y: 1 },
    ];
    becomes(
      { _id: 1, a: rows },
      { $push: { a: { $each: [{ x: 1, y: 2 }], $sort: { x: 1, y: -1 } } } },
      {
        _id: 1,
        a: [
          { x: 1, y: 2 },
          { x: 1, y: 1 },
          { x: 2, y: 1 },
        ],
      },
    );
  });

  it('adds what is not there yet and takes out what matches', () => {
    becomes({ _id: 1, a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] }, b: 'x' } }, { _id: 1, a: [1, 2], b: ['x'] });
    becomes(
      { _id: 1, a: [{ b: 1, c: 2 }] },
      { $addToSet: { a: { c: 2, b: 1 } } },
      {
        _id: 1,
        a: [
          { b: 1, c: 2 },
          { c: 2, b: 1 },
        ],
      },
    );
    becomes({ _id: 1, a: [1, 5, 7], b: ['x', 'yy'] }, { $pull: { a: { $gte: 5 }, b: 'x' } }, { _id: 1, a: [1], b: ['yy'] });
    becomes({ _id: 1, a: [{ b: 1, c: 2 }, { b: 3 }] }, { $pull: { a: { b: 1 } } }, { _id: 1, a: [{ b: 3 }] });
    becomes({ _id: 1, a: ['ab', 'b'] }, { $pull: { a: /^a/ } }, { _id: 1, a: ['b'] });
    becomes({ _id: 1, a: [{ b: [{ c: 1 }] }, { b: [] }] }, { $pull: { a: { b: { $elemMatch: { c: 1 } } } } }, { _id: 1, a: [{ b: [] }] });
    becomes({ _id: 1, a: [1, 2, 1, 3] }, { $pullAll: { a: [1, 3] } }, { _id: 1, a: [2] });
    becomes({ _id: 1, a: [1, 2], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { _id: 1, a: [1], b: [2] });
  });

  it('finds its places with $, $[] and $[name]', () => {
    const rows = {
      _id: 1,
      a: [
        { k: 1, n: 1 },
        { k: 2, n: 1 },
        { k: 2, n: 5 },
      ],
    };
    becomes(
      rows,
      { $inc: { 'a.$.n': 1 } },
      {
        _id: 1,
        a: [
          { k: 1, n: 1 },
          { k: 2, n: 2 },
          { k: 2, n: 5 },
        ],
      },
      { filter: { 'a.k': 2 } },
    );
    becomes(
      rows,
      { $set: { 'a.$': 0 } },
      { _id: 1, a: [rows.a[0], rows.a[1], 0] },
      { filter: { a: { $elemMatch: { k: 2, n: { $gt: 1 } } } } },
    );
    becomes(
      rows,
      { $set: { 'a.$.n': 0 } },
      { _id: 1, a: [rows.a[0], { k: 2, n: 0 }, rows.a[2]] },
      { filter: { $and: [{ _id: 1 }, { $or: [{ 'a.k': 2 }] }] } },
    );
    becomes({ _id: 1, a: [1, 2] }, { $mul: { 'a.$[]': 10 } }, { _id: 1, a: [10, 20] });
    becomes(
      { _id: 1, a: [{ b: [1, 5] }, { b: [7] }] },
      { $set: { 'a.$[].b.$[x]': 0 } },
      { _id: 1, a: [{ b: [1, 0] }, { b: [0] }] },
      { arrayFilters: [{ x: { $gte: 5 } }] },
    );
    const either = [{ $or: [{ 'r.k': 1 }, { 'r.n': 5 }] }];
    becomes(rows, { $set: { 'a.$[r].k': 9 } }, { _id: 1, a: [{ k: 9, n: 1 }, rows.a[1], { k: 9, n: 5 }] }, { arrayFilters: either });
    becomes(rows, { $set: { 'a.$[r].k': 9 } }, rows, { arrayFilters: [{ 'r.k': 7 }] });
  });
});

describe('A whole new document', () => {
  it('keeps the _id, in front', () => {
    becomes({ _id: 1, a: 1 }, { b: 2 }, { _id: 1, b: 2 });
    becomes({ _id: 1, a: 1 }, { b: 2, _id: 1 }, { _id: 1, b: 2 });
    becomes({ _id: 1, a: 1 }, {}, { _id: 1 });
    becomes({ q: 1 }, { b: { $x: 1 }, 'c.d': 2 }, { b: { $x: 1 }, 'c.d': 2 }, { inserting: true });
    expect(refused({ _id: 1 }, { _id: 2 })).to.equal(
      "66 After applying the update, the (immutable) field '_id' was found to have been altered to _id: 2",
    );
    expect(refused({ _id: 1 }, { a: 1, $b: 1 })).to.match(/^52 The dollar \(\$\) prefixed field '\$b' in '\$b'/);
  });
});

describe('An update that cannot be', () => {
  it('is refused with MongoDB’s code and words', () => {
    const doc = { _id: 1, a: 5, s: 'x', list: [1], n: null };
    const cases: readonly [update: object, refusal: string | RegExp][] = [
      [{ $foo: { a: 1 } }, '9 Unknown modifier: $foo. Expected a valid update modifier or pipeline-style update specified as an array'],
      [{ $set: { a: 1 }, b: 2 }, /^9 Unknown modifier: b/],
      [{ $set: 5 }, /^9 Modifiers operate on fields but we found type int instead/],
      [{ $set: { 'a.b': 1 } }, "28 Cannot create field 'b' in element {a: 5}"],
      [{ $set: { 'list.x': 1 } }, "28 Cannot create field 'x' in element {list: [ 1 ]}"],
      [{ $set: { 'n.x': 1 } }, "28 Cannot create field 'x' in element {n: null}"],
      [{ $set: { a: 1, 'a.b': 2 } }, "40 Updating the path 'a.b' would create a conflict at 'a'"],
      [{ $set: { 'a.b': 1 }, $inc: { a: 2 } }, "40 Updating the path 'a' would create a conflict at 'a'"],
      [{ $set: { a: 1 }, $rename: { s: 'a' } }, "40 Updating the path 'a' would create a conflict at 'a'"],
      [{ $set: { _id: 2 } }, "66 Performing an update on the path '_id' would modify the immutable field '_id'"],
      [{ $unset: { _id: 1 } }, /^66 /],
      [{ $set: { '': 1 } }, '56 An empty update path is not valid.'],
      [{ $set: { 'a.': 1 } }, "56 The update path 'a.' contains an empty field name, which is not allowed."],
      [{ $set: { $x: 1 } }, /^52 /],
      [{ $inc: { s: 1 } }, "14 Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field 's' of non-numeric type string"],
      [{ $inc: { a: 'x' } }, '14 Cannot increment with non-numeric argument: {a: "x"}'],
      [{ $mul: { n: 2 } }, /^14 Cannot apply \$mul .* non-numeric type null$/],
      [{ $push: { a: 1 } }, "2 The field 'a' must be an array but is of type int in document {_id: 1}"],
      [{ $push: { list: { $each: 1 } } }, '2 The argument to $each in $push must be an array but it was of type: int'],
      [{ $push: { list: { $each: [], $foo: 1 } } }, '2 Unrecognized clause in $push: $foo'],
      [{ $push: { list: { $each: [], $slice: 'x' } } }, '2 The value for $slice must be an integer value but was given type: string'],
      [{ $push: { list: { $each: [], $sort: 2 } } }, '2 The $sort element value must be either 1 or -1'],
      [{ $addToSet: { a: 1 } }, "2 Cannot apply $addToSet to non-array field. Field named 'a' has non-array type int"],
      [{ $addToSet: { list: { $each: 1 } } }, '14 The argument to $each in $addToSet must be an array but it was of type int'],
      [{ $pull: { a: 1 } }, '2 Cannot apply $pull to a non-array value'],
      [{ $pullAll: { list: 1 } }, '2 $pullAll requires an array argument but was given a int'],
      [{ $pop: { list: 2 } }, '9 $pop expects 1 or -1, found: 2'],
      [{ $pop: { a: 1 } }, "14 Path 'a' contains an element of non-array type 'int'"],
      [{ $bit: { a: { or: 1 } } }, /^238 .*\$bit/],
      [{ $rename: { a: 1 } }, "2 The 'to' field for $rename must be a string: a: 1"],
      [
        { $rename: { 'list.0': 'b' } },
        /^2 The source field cannot be an array element, 'list.0' in doc with _id: 1 has an array field called 'list'$/,
      ],
      [{ $currentDate: { a: 'x' } }, /^2 string is not valid type for \$currentDate/],
      [{ $set: { 'list.$': 1 } }, '2 The positional operator did not find the match needed from the query.'],
      [{ $set: { 'list.$[x]': 1 } }, "2 No array filter found for identifier 'x' in path 'list.$[x]'"],
      [{ $set: { 'missing.$[]': 1 } }, "2 The path 'missing' must exist in the document in order to apply array updates."],
      [{ $set: { 'a.$[]': 1 } }, '2 Cannot apply array updates to non-array element a: 5'],
      [{ $set: { 'list.$[]': 1, 'list.0': 2 } }, "40 Update created a conflict at 'list.0'"],
      [{ $set: { $: 1 } }, /^2 Cannot have positional \(i.e. '\$'\) element in the first position/],
    ];
    for (const [update, refusal] of cases) {
      if (typeof refusal === 'string') expect(refused(doc, update)).to.equal(refusal);
      else expect(refused(doc, update)).to.match(refusal);
    }
    expect(refused(doc, { $set: { a: 1 } }, { arrayFilters: [{ x: 1 }] })).to.match(/^9 The array filter for identifier 'x' was not used/);
    expect(refused(doc, { $set: { 'list.$[x]': 1 } }, { arrayFilters: [{ x: 1 }, { 'x.b': 1 }] })).to.match(
      /^9 Found multiple array filters/,
    );
    expect(refused(doc, { $set: { 'list.$[x]': 1 } }, { arrayFilters: [{ x: 1, y: 1 }] })).to.match(
      /^9 .*Expected a single top-level field name, found 'x' and 'y'/,
    );
  });
});

describe('The document an upsert starts from', () => {
  const seed = (filter: object): string => bytesOf(upsertSeed(typed(filter)));
  it('holds what the filter says must be equal', () => {
    const filter = {
      a: 1,
      'b.c': { $eq: 2 },
      $and: [{ d: 3 }, { e: { $in: [4] } }],
      f: { $gt: 5 },
      g: /x/,
      $or: [{ h: 6 }, { i: 7 }],
      j: { $all: [8] },
      k: null,
    };
    expect(seed(filter)).to.equal(bytesOf({ a: 1, b: { c: 2 }, d: 3, e: 4, j: 8, k: null }));
    expect(seed({ _id: 5, $or: [{ a: 1 }] })).to.equal(bytesOf({ _id: 5, a: 1 }));
    expect(seed({ a: { $in: [1, 2] }, b: { $ne: 3 } })).to.equal(bytesOf({}));
  });

  it('is refused where the filter says two things of one field', () => {
    expect(() => seed({ a: { b: 1 }, 'a.b': 1 }))
      .to.throw("cannot infer query fields to set, path 'a' is matched twice")
      .with.property('code', 54);
  });

  it('gives way to the update, which conflicts with it as with any document', () => {
    const start = upsertSeed(typed({ _id: 7, n: 1 }));
    const updater = compileUpdate(typed({ $inc: { n: 2 }, $setOnInsert: { a: 1 } }), { matcher: compileFilter({}) });
    expect(updater.apply(start, { inserting: true })).to.deep.equal({ _id: new Int32(7), n: new Int32(3), a: new Int32(1) });
  });
});
