import type { Document } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { compileFilter } from '../../src/embedded/match.ts';
import { compileUpdate } from '../../src/embedded/update.ts';
import { bytesOf, decimal, fields, keptOnly, name, value } from './typed-values.ts';

const apply = (doc: Document, update: Document): Document => compileUpdate(update).apply(doc, { inserting: false });
const path = fc.oneof(
  name,
  fc.tuple(name, name).map((parts) => parts.join('.')),
  fc.tuple(name, name, name).map((parts) => parts.join('.')),
);
const doc = fields.map((rest): Document => ({ _id: 1, ...rest }));

/** What the update gives, or nothing where the document's shape refuses it. */
function tried(given: Document, update: Document): Document | undefined {
  try {
    return apply(given, update);
  } catch (error) {
    expect((error as { code?: number }).code, String(error)).to.be.oneOf([2, 14, 28, 238]);
    return undefined;
  }
}

const fixed = fc.oneof(
  fc.tuple(path, value).map(([at, wanted]): Document => ({ $set: { [at]: wanted } })),
  path.map((at): Document => ({ $unset: { [at]: '' } })),
  fc.tuple(path, value).map(([at, item]): Document => ({ $max: { [at]: item } })),
  fc.tuple(path, value).map(([at, item]): Document => ({ $pull: { [at]: item } })),
);

describe('An update of any document', () => {
  it('that sets, removes or keeps the largest changes nothing the second time', () => {
    fc.assert(
      fc.property(doc, fixed, (given, update) => {
        const once = tried(given, update);
        if (once) expect(bytesOf(tried(once, update) ?? {})).to.equal(bytesOf(once));
      }),
      { numRuns: 1_500 },
    );
  });

  it('leaves every field beside its path the same to the byte, and the given document untouched', () => {
    fc.assert(
      fc.property(doc, fixed, (given, update) => {
        const before = bytesOf(given);
        const after = tried(given, update);
        expect(bytesOf(given)).to.equal(before);
        const touched = Object.keys(Object.values(update)[0] as Document)[0]?.split('.')[0];
        const others = (whole: Document): Document => Object.fromEntries(Object.entries(whole).filter(([field]) => field !== touched));
        if (after) expect(bytesOf(others(after))).to.equal(bytesOf(others(given)));
      }),
      { numRuns: 1_500 },
    );
  });

  it('sets exactly what a filter then finds', () => {
    fc.assert(
      fc.property(doc, name, name, value, (given, first, second, wanted) => {
        const after = tried(given, { $set: { [`${first}.${second}`]: wanted } });
        if (!after) return;
        expect(bytesOf({ v: (after[first] as Document)[second] as unknown })).to.equal(bytesOf({ v: wanted }));
        expect(compileFilter({ [`${first}.${second}`]: { $eq: wanted } }).matches(after)).to.equal(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps to the byte what it does not compare', () => {
    fc.assert(
      fc.property(doc, fc.oneof(keptOnly, decimal), (given, kept) => {
        const after = apply({ ...given, kept }, { $set: { fresh: kept }, $push: { list: kept } });
        expect(bytesOf(after)).to.equal(bytesOf({ ...given, kept, fresh: kept, list: [kept] }));
      }),
      { numRuns: 300 },
    );
  });

  it('comes back to where it was when a new field is set and removed', () => {
    fc.assert(
      fc.property(doc, value, (given, wanted) => {
        const there = apply(given, { $set: { fresh: wanted } });
        expect(bytesOf(apply(there, { $unset: { fresh: '' } }))).to.equal(bytesOf(given));
      }),
      { numRuns: 1_000 },
    );
  });
});
