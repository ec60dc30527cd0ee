import { Decimal128, Double, Int32, Long, type Document } from 'bson';
import { expect } from 'chai';
import { compileUpdate, upsertSeed } from '../../src/embedded/update.ts';
import { lacking } from '../../src/embedded/vocabulary.ts';
import { bytesOf, typed } from './typed-values.ts';

const updated = (doc: object, update: object, inserting = false): Document => compileUpdate(typed(update)).apply(typed(doc), { inserting });
const becomes = (doc: object, update: object, result: object, inserting = false): void => {
  expect(bytesOf(updated(doc, update, inserting)), JSON.stringify(update)).to.equal(bytesOf(result));
};
const stays = (doc: object, update: object): void => becomes(doc, update, doc);
const refused = (doc: object, update: object): string => {
  try {
    return JSON.stringify(updated(doc, update));
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
    becomes({ _id: 1 }, { $set: { 'b.z': 1, 'b.a': 2, 'a-c': 3, 'a.c': 4 } }, { _id: 1, a: { c: 4 }, 'a-c': 3, b: { a: 2, z: 1 } });
    becomes({ _id: 1, a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', x: '' } }, { _id: 1, b: { d: 2 } });
    becomes({ _id: 1 }, { $setOnInsert: { a: 1 }, $set: { b: 2 } }, { _id: 1, b: 2 });
    becomes({ _id: 1 }, { $setOnInsert: { a: 1 }, $set: { b: 2 } }, { _id: 1, a: 1, b: 2 }, true);
  });

  it('counts exactly and gives the result MongoDB’s type', () => {
    becomes({ _id: 1, a: 1 }, { $inc: { a: 2, b: 3 } }, { _id: 1, a: 3, b: 3 });
    becomes({ _id: 1, a: 2147483647 }, { $inc: { a: 1 } }, { _id: 1, a: long('2147483648') });
    becomes({ _id: 1, a: long('9007199254740993') }, { $inc: { a: 1 } }, { _id: 1, a: long('9007199254740994') });
    becomes({ _id: 1, a: 1 }, { $inc: { a: new Double(1) } }, { _id: 1, a: new Double(2) });
    becomes({ _id: 1, a: 5, b: 5 }, { $max: { a: 3, b: 9, c: 7 } }, { _id: 1, a: 5, b: 9, c: 7 });
    becomes({ _id: 1, a: new Date(5), b: 'x' }, { $max: { a: new Date(6), b: 7 } }, { _id: 1, a: new Date(6), b: 'x' });
    expect(refused({ _id: 1, a: long('9223372036854775807') }, { $inc: { a: 1 } })).to.match(/^2 Failed to apply \$inc at a/);
    for (const other of [1, long('1'), new Double(0.5), decimal('1')]) {
      expect(refused({ _id: 1, a: decimal('1.50') }, { $inc: { a: other } })).to.match(/^238 .*sums of Decimal128/);
      expect(refused({ _id: 1, a: other }, { $inc: { a: decimal('1.50') } })).to.match(/^238 .*sums of Decimal128/);
    }
  });

  it('gives back the same document when nothing changes', () => {
    const doc = { _id: 1, a: 1, b: [1, { c: 2 }], d: { e: new Double(1) } };
    stays(doc, { $set: { a: 1, b: [1, { c: 2 }], d: { e: new Double(1) } } });
    stays(doc, { $unset: { x: '', 'a.b': '', 'b.x': '' } });
    stays(doc, { $inc: { a: 0 }, $max: { 'd.e': 1 } });
    stays(doc, { $pull: { b: 9, x: 1, 'y.z': 1, 'a.b': 1 } });
    expect(updated(doc, { $set: { a: new Double(1) } }).a).to.be.instanceOf(Double);
  });
});

describe('An update of arrays', () => {
  it('pushes one value', () => {
    becomes({ _id: 1, a: [1] }, { $push: { a: 2, b: [3], 'c.d': { e: 1 } } }, { _id: 1, a: [1, 2], b: [[3]], c: { d: [{ e: 1 }] } });
  });

  it('takes out what equals', () => {
    becomes({ _id: 1, a: [1, 5, new Double(1)], b: ['x', 'yy'] }, { $pull: { a: 1, b: 'x' } }, { _id: 1, a: [5], b: ['yy'] });
  });
});

describe('An update that cannot be', () => {
  it('is refused with MongoDB’s code and words', () => {
    const doc = { _id: 1, a: 5, s: 'x', list: [1], n: null };
    const cases: readonly [update: object, refusal: RegExp][] = [
      [{ $foo: { a: 1 } }, /^9 Unknown modifier: \$foo/],
      [{ $set: { a: 1 }, b: 2 }, /^9 Unknown modifier: b/],
      [{ $set: 5 }, /^9 Modifiers operate on fields but we found type int instead/],
      [{ $set: { 'a.b': 1 } }, /^28 Cannot create field 'b' in element \{a: 5\}$/],
      [{ $set: { 'list.x': 1 } }, /^28 Cannot create field 'x' in element/],
      [{ $set: { 'n.x': 1 } }, /^28 Cannot create field 'x' in element/],
      [{ $set: { a: 1, 'a.b': 2 } }, /^40 .* would create a conflict at 'a'/],
      [{ $set: { 'a.b': 1 }, $inc: { a: 2 } }, /^40 .* would create a conflict at 'a'/],
      [{ $set: { a: 1 }, $inc: { a: 2 } }, /^40 .* would create a conflict at 'a'/],
      [{ $set: { '': 1 } }, /^56 /],
      [{ $set: { 'a.': 1 } }, /^56 /],
      [{ $set: { $x: 1 } }, /^52 /],
      [{ $inc: { s: 1 } }, /^14 Cannot apply \$inc to a value of non-numeric type/],
      [{ $inc: { a: 'x' } }, /^14 Cannot increment with non-numeric argument/],
      [{ $push: { a: 1 } }, /^2 .*'a'/],
      [{ $push: { n: 1 } }, /^2 .*'n' is of type null/],
      [{ $push: { list: { $each: [1] } } }, /^238 .*\$each in \$push/],
      [{ $pull: { a: 1 } }, /^2 .*'a'/],
      [{ $pull: { list: { $gt: 1 } } }, /^238 .*\$pull/],
      [{ $set: { 'list.$': 1 } }, /^238 .*positional/],
      [{ $set: { 'list.$[x]': 1 } }, /^238 .*positional/],
    ];
    for (const [update, refusal] of cases) expect(refused(doc, update)).to.match(refusal);
    expect(() => compileUpdate([{ $set: { a: 1 } }]))
      .to.throw('pipeline')
      .with.property('code', 238);
    for (const replacement of [{}, { a: 1 }, { a: 1, $set: { b: 1 } }]) expect(refused(doc, replacement)).to.match(/^238 .*replacement/);
    for (const path of ['list.0', 'list.0.a', '7']) expect(refused(doc, { $set: { [path]: 1 } })).to.match(/^238 .*places in arrays/);
    for (const name of lacking.updateOperators) expect(refused(doc, { [name]: { a: 1 } })).to.match(new RegExp(`^238 .*\\${name}`));
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
      $or: [{ h: 6 }, { i: 7 }],
      k: null,
    };
    expect(seed(filter)).to.equal(bytesOf({ a: 1, b: { c: 2 }, d: 3, e: 4, k: null }));
    expect(seed({ _id: 5, $or: [{ a: 1 }] })).to.equal(bytesOf({ _id: 5, a: 1 }));
    expect(seed({ a: { $in: [1, 2] }, b: { $ne: 3 } })).to.equal(bytesOf({}));
    expect(seed({ c: 1, $or: [{ b: 2 }], a: { $eq: 3 } })).to.equal(bytesOf({ a: 3, b: 2, c: 1 }));
  });

  it('is refused where the filter says two things of one field', () => {
    expect(() => seed({ a: { b: 1 }, 'a.b': 1 }))
      .to.throw("cannot infer query fields to set, path 'a.b' is matched twice")
      .with.property('code', 54);
  });

  it('gives way to the update, which conflicts with it as with any document', () => {
    const start = upsertSeed(typed({ _id: 7, n: 1 }));
    const updater = compileUpdate(typed({ $inc: { n: 2 }, $setOnInsert: { a: 1 } }));
    expect(updater.apply(start, { inserting: true })).to.deep.equal({ _id: new Int32(7), n: new Int32(3), a: new Int32(1) });
  });
});
