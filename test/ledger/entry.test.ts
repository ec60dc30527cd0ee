import { expect } from 'chai';
import fc from 'fast-check';
import { entryHash, faultsOf, genesis, netOf, sealEntry, type Draft, type Posting } from '../../src/ledger/entry.ts';

const by = {
  occurredAt: '2026-03-02T00:00:00.000Z',
  recordedAt: '2026-03-02T00:05:00.000Z',
  actor: { person: 'p', organisation: 'o' },
};
const receipt: Posting = { from: 'world:import', to: 'tank:north:T-1', item: 'parcel:a', massKg: 1_250_500 };
const draftOf = (...postings: Posting[]): Draft => ({ act: 'receive', about: ['parcel:a'], document: 'QD290125I000000123', postings });

describe('An entry', () => {
  it('takes the number after the head of its book and names the hash before it', () => {
    const first = sealEntry(genesis('B1'), draftOf(receipt), by);
    const second = sealEntry({ book: 'B1', number: first.number, hash: first.hash }, draftOf(receipt), by);
    expect([first.number, second.number]).to.deep.equal([1, 2]);
    expect(first.previousHash).to.equal(genesis('B1').hash);
    expect(second.previousHash).to.equal(first.hash);
    expect(second.id).to.equal('B1/2');
  });

  it('is never recorded before the entry it follows', () => {
    const head = { ...genesis('B1'), recordedAt: '2026-03-02T00:05:00.007Z' };
    expect(sealEntry(head, draftOf(receipt), by).recordedAt).to.equal(head.recordedAt);
    expect(sealEntry(head, draftOf(receipt), { ...by, recordedAt: '2026-03-02T00:06:00.000Z' }).recordedAt).to.include('00:06');
  });

  it('has another hash as soon as one kilogram, account, time or actor of it is another', () => {
    const entry = sealEntry(genesis('B1'), draftOf(receipt), by);
    const { hash, ...rest } = entry;
    expect(entryHash(rest)).to.equal(hash);
    for (const changed of [
      { ...rest, postings: [{ ...receipt, massKg: receipt.massKg + 1 }] },
      { ...rest, postings: [{ ...receipt, to: 'tank:north:T-2' }] },
      { ...rest, occurredAt: '2026-03-02T00:00:00.001Z' },
      { ...rest, actor: { person: 'q', organisation: 'o' } },
      { ...rest, document: null },
    ]) {
      expect(entryHash(changed)).not.to.equal(hash);
    }
  });

  it('is not made of a mass that is no positive whole number, nor between an account and itself', () => {
    for (const massKg of [0, -1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1]) {
      expect(() => sealEntry(genesis('B1'), draftOf({ ...receipt, massKg }), by)).to.throw('law 1');
    }
    expect(() => sealEntry(genesis('B1'), draftOf({ ...receipt, to: receipt.from }), by)).to.throw('law 1');
    expect(() => sealEntry(genesis('B1'), draftOf(), by)).to.throw('no posting');
  });

  it('has even transforms: what comes into a blend goes out of it', () => {
    const into = { from: 'tank:north:T-1', to: 'blend:o', item: 'parcel:a', massKg: 700 };
    const other = { from: 'tank:north:T-2', to: 'blend:o', item: 'parcel:b', massKg: 300 };
    const out = { from: 'blend:o', to: 'tank:north:T-3', item: 'parcel:c', massKg: 1000 };
    expect(faultsOf([into, other, out])).to.deep.equal([]);
    expect(faultsOf([into, other, { ...out, massKg: 999 }])).to.deep.equal(['blend:o parcel is uneven by 1 kg']);
  });
});

describe('The net change of an entry', () => {
  const account = fc.constantFrom('tank:n:1', 'tank:n:2', 'hold:n:1:x', 'ship:9074729', 'world:import', 'split:s');
  const posting = fc
    .record({ from: account, to: account, item: fc.constantFrom('parcel:a', 'parcel:b'), massKg: fc.integer({ min: 1, max: 1e9 }) })
    .filter(({ from, to }) => from !== to);

  it('sums to zero for each item, transforms included', () => {
    fc.assert(
      fc.property(fc.array(posting, { minLength: 1, maxLength: 30 }), (postings) => {
        const throughTransforms = (item: string): number =>
          postings
            .filter((one) => one.item === item)
            .reduce((sum, one) => sum + (one.to === 'split:s' ? one.massKg : 0) - (one.from === 'split:s' ? one.massKg : 0), 0);
        for (const item of ['parcel:a', 'parcel:b']) {
          const net = netOf(postings)
            .filter((delta) => delta.item === item)
            .reduce((sum, { massKg }) => sum + massKg, 0);
          expect(net + throughTransforms(item)).to.equal(0);
        }
      }),
    );
  });

  it('does not depend on the order of the postings', () => {
    fc.assert(
      fc.property(fc.array(posting, { maxLength: 20 }), (postings) => {
        const sorted = (all: readonly Posting[]) =>
          netOf(all)
            .map(({ account, item, massKg }) => `${account}|${item}|${massKg}`)
            .sort();
        expect(sorted(postings)).to.deep.equal(sorted([...postings].reverse()));
      }),
    );
  });
});
