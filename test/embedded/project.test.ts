import { Decimal128, Double, type Document } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { compileProjection } from '../../src/embedded/project.ts';
import { Sorting } from '../../src/embedded/sort.ts';
import { bytesOf, fields, name, typed } from './typed-values.ts';

const projected = (doc: object, spec: object): Document => compileProjection(typed(spec))(typed(doc));
const gives = (doc: object, spec: object, result: object): void => {
  expect(bytesOf(projected(doc, spec)), JSON.stringify(spec)).to.equal(bytesOf(result));
};
const refused = (spec: object, doc: object = {}): string => {
  try {
    return JSON.stringify(projected(doc, spec));
  } catch (error) {
    return `${(error as { code: number }).code} ${(error as Error).message}`;
  }
};

describe('A projection', () => {
  const doc = { _id: 1, a: 1, b: { c: 2, d: 3 }, e: [{ c: 4, d: 5 }, 6, [{ c: 7 }]], f: [1, 2, 3, 4] };

  it('includes fields in the document’s order, with the _id unless told otherwise', () => {
    gives(doc, {}, doc);
    gives(doc, { b: 1, a: true }, { _id: 1, a: 1, b: { c: 2, d: 3 } });
    gives(doc, { a: 1, _id: 0 }, { a: 1 });
    gives(doc, { _id: 1 }, { _id: 1 });
    gives(doc, { 'b.c': 1, x: 1 }, { _id: 1, b: { c: 2 } });
    gives(doc, { b: { d: 1 } }, { _id: 1, b: { d: 3 } });
    gives(doc, { 'e.c': 1, 'a.x': 1 }, { _id: 1, e: [{ c: 4 }, [{ c: 7 }]] });
    gives(
      { _id: 1, a: new Double(2), b: Decimal128.fromString('1.50') },
      { b: 1, a: 1 },
      { _id: 1, a: new Double(2), b: Decimal128.fromString('1.50') },
    );
  });

  it('excludes fields and keeps the rest', () => {
    gives(doc, { e: 0, f: false, b: 0 }, { _id: 1, a: 1 });
    gives({ _id: 1, a: 1 }, { _id: 0 }, { a: 1 });
    gives(doc, { 'b.c': 0, 'e.c': 0, f: 0, _id: 0 }, { a: 1, b: { d: 3 }, e: [{ d: 5 }, 6, [{}]] });
  });

  it('is refused where it contradicts itself', () => {
    expect(refused({ a: 1, b: 0 })).to.equal('31254 Cannot do exclusion on field b in inclusion projection');
    expect(refused({ a: 0, b: 1 })).to.equal('31253 Cannot do inclusion on field b in exclusion projection');
    expect(refused({ a: 1, 'a.b': 1 })).to.match(/^31249 /);
    expect(refused({ 'a.b': 1, a: 1 })).to.match(/^31250 /);
    expect(refused({ a: {} })).to.match(/^51270 /);
    expect(refused({ 'a.$': 1 })).to.match(/^238 .*\$/);
    expect(refused({ a: '$b' })).to.match(/^238 .*computed/);
    for (const operator of ['$slice', '$elemMatch', '$meta', '$add', '$literal'])
      expect(refused({ a: { [operator]: 1 } })).to.match(new RegExp(`^238 .*\\${operator}`));
  });

  it('and its opposite part each document in two', () => {
    const id = fc.constantFrom<object>({ _id: 1 }, { _id: 0 });
    fc.assert(
      fc.property(fields, fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), id, (rest, names, own) => {
        const whole: Document = { _id: 5, ...rest };
        const spec = (on: 0 | 1): Document => Object.fromEntries(names.map((field) => [field, on]));
        const yes = compileProjection({ ...spec(1), ...own })(whole);
        const no = compileProjection({ ...spec(0), _id: 0 })(whole);
        const [inside, outside] = [Object.keys(yes).filter((field) => field !== '_id'), Object.keys(no)];
        expect([...inside, ...outside].sort()).to.deep.equal(Object.keys(rest).sort());
        for (const field of Object.keys(rest))
          expect(bytesOf({ v: (field in yes ? yes : no)[field] as unknown })).to.equal(bytesOf({ v: whole[field] as unknown }));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('A sort', () => {
  const inOrder = (spec: object, ...docs: object[]): Document[] => {
    const sorting = new Sorting<Document>(typed(spec));
    for (const doc of docs.map(typed)) sorting.add(doc, doc);
    return sorting.result();
  };
  const sorted = (spec: object, ...docs: object[]): number[] => inOrder(spec, ...docs).map((doc) => Number(doc._id));

  it('takes an array by its smallest element going up and by its largest going down', () => {
    const docs = [{ _id: 1, a: [5, 9] }, { _id: 2, a: 6 }, { _id: 3, a: [] }, { _id: 4 }, { _id: 5, a: 'x' }];
    expect(sorted({ a: 1 }, ...docs)).to.deep.equal([3, 4, 1, 2, 5]);
    expect(sorted({ a: -1 }, ...docs)).to.deep.equal([5, 1, 2, 4, 3]);
    expect(
      sorted({ 'a.b': 1, c: -1 }, { _id: 1, a: [{ b: 2 }, { b: 7 }] }, { _id: 2, a: { b: 1 }, c: 1 }, { _id: 3, a: { b: 1 }, c: 2 }),
    ).to.deep.equal([3, 2, 1]);
  });

  it('refuses a direction that is none', () => {
    expect(() => inOrder({ a: 2 }))
      .to.throw('$sort key ordering must be 1')
      .with.property('code', 15975);
    expect(() => inOrder({ a: 'x' }))
      .to.throw('Illegal key in $sort specification: a')
      .with.property('code', 15974);
    expect(() => inOrder({ a: { $meta: 'textScore' } }))
      .to.throw()
      .with.property('code', 238);
    expect(() => inOrder({ a: 1, b: 1 }, { a: [1, 2], b: [1, 2] }))
      .to.throw('parallel arrays')
      .with.property('code', 2);
  });
});
