import { expect } from 'chai';
import fc from 'fast-check';
import { laidOver, nameOf } from '../../src/embedded/overlay.ts';

type Fields = ReadonlyMap<string, string>;

const key = fc.uint8Array({ minLength: 1, maxLength: 2 }).map((bytes) => nameOf(Buffer.from(bytes.map((byte) => byte & 0x83))));
const stored = fc.array(fc.tuple(key, fc.string({ maxLength: 2 }))).map((pairs): Fields => new Map(pairs));
const written = fc.array(fc.tuple(key, fc.option(fc.string({ maxLength: 2 }), { nil: undefined }))).map((pairs) => new Map(pairs));
const bytesOf = (name: string): Buffer => Buffer.from(name, 'latin1');

/** The entries of [start, end) in the order of their bytes. */
const rangeOf = (fields: Fields, start: string, end: string, reverse: boolean): [Buffer, Buffer][] => {
  const inside = [...fields].filter(([name]) => name >= start && name < end);
  inside.sort(([a], [b]) => Buffer.compare(bytesOf(a), bytesOf(b)) * (reverse ? -1 : 1));
  return inside.map(([name, value]) => [bytesOf(name), Buffer.from(value)]);
};

describe('the writes of a transaction over what is stored', () => {
  it('read as if they had been stored, in both directions and between any bounds', () => {
    fc.assert(
      fc.property(stored, written, key, key, fc.boolean(), (below, above, start, end, reverse) => {
        const together = new Map(below);
        for (const [name, value] of above) {
          if (value === undefined) together.delete(name);
          else together.set(name, value);
        }
        const overlay = new Map([...above].map(([name, value]) => [name, value === undefined ? undefined : Buffer.from(value)]));
        const read = laidOver(rangeOf(below, start, end, reverse), overlay, bytesOf(start), bytesOf(end), reverse);
        expect([...read]).to.deep.equal(rangeOf(together, start, end, reverse));
      }),
      { numRuns: 2_000 },
    );
  });
});
