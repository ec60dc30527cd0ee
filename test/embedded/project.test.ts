import { Decimal128, Double, type Document } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { compileProjection } from '../../src/embedded/project.ts';
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
    gives(doc, { 'b.d': 1, 'b.c': 1, _id: 0 }, { b: { c: 2, d: 3 } });
    gives({ _id: { x: 1, y: 2 }, a: 1 }, { '_id.x': 1 }, { _id: { x: 1 } });
    gives(doc, { 'e.c': 1, 'a.x': 1 }, { _id: 1, e: [{ c: 4 }, [{ c: 7 }]] });
    gives(
      { _id: 1, a: new Double(2), b: Decimal128.fromString('1.50') },
      { b: 1, a: 1 },
      { _id: 1, a: new Double(2), b: Decimal128.fromString('1.50') },
    );
  });

  it('leaves out the _id alone', () => {
    gives({ _id: 1, a: 1 }, { _id: 0 }, { a: 1 });
    gives({ a: 1 }, { _id: false }, { a: 1 });
  });

  it('is refused where it contradicts itself', () => {
    expect(refused({ a: 1, 'a.b': 1 })).to.match(/^31249 /);
    expect(refused({ 'a.b': 1, a: 1 })).to.match(/^31250 /);
    expect(refused({ _id: 0, '_id.x': 1 })).to.match(/^31249 /);
    expect(refused({ 'a..b': 1 })).to.match(/^40352 /);
    expect(refused({ $a: 1 })).to.match(/^16410 /);
  });

  it('is refused by name where it excludes, computes or goes by positions', () => {
    for (const spec of [{ b: 0 }, { a: 1, b: 0 }, { 'a.b': false }, { '_id.x': 0 }])
      expect(refused(spec)).to.match(/^238 .*exclusion of fields/);
    expect(refused({ 'a.$': 1 })).to.match(/^238 .*\$/);
    for (const computed of ['$b', 'b', {}, { b: 1 }, null, { $slice: 1 }, { $elemMatch: {} }, { $meta: 'x' }, { $add: [1] }])
      expect(refused({ a: computed })).to.match(/^238 .*more than 1 or 0 in a projection \(a\)/);
  });

  it('gives of each document the fields that are asked for and no others, to the byte', () => {
    const id = fc.constantFrom<object>({}, { _id: 1 }, { _id: 0 });
    fc.assert(
      fc.property(fields, fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), id, (rest, names, own) => {
        const whole: Document = { _id: 5, ...rest };
        const wanted = [...names, ...('_id' in own && own._id === 0 ? [] : ['_id'])];
        const spec = { ...Object.fromEntries(names.map((field) => [field, 1])), ...own };
        const expected = Object.fromEntries(Object.entries(whole).filter(([field]) => wanted.includes(field)));
        expect(bytesOf(compileProjection(spec)(whole))).to.equal(bytesOf(expected));
      }),
      { numRuns: 1_000 },
    );
  });
});
