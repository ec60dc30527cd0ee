import { expect } from 'chai';
import { genesis, sealEntry, type Entry, type Posting } from '../../src/ledger/entry.ts';
import { laws, type Picture } from '../../src/ledger/laws.ts';
import { Tally } from '../../src/ledger/tally.ts';

const by = { occurredAt: '2026-03-02T00:00:00.000Z', recordedAt: '2026-03-02T00:05:00.000Z', actor: { person: 'p', organisation: 'o' } };

/** A book with a receipt, a hold, and a delivery of 600 kg of the 1,000 kg held. */
function chain(): Entry[] {
  const steps: [string, string[], Posting[]][] = [
    [
      'receive',
      ['parcel:a'],
      [
        { from: 'world:import', to: 'tank:n:1', item: 'parcel:a', massKg: 5000 },
        { from: 'world:proofs:ISCC EU', to: 'claims:s:n:FAME', item: 'proof:p', massKg: 900 },
      ],
    ],
    ['nominate', ['nomination:x'], [{ from: 'tank:n:1', to: 'hold:n:1:x', item: 'parcel:a', massKg: 1000 }]],
    ['nominate', ['nomination:y'], [{ from: 'tank:n:1', to: 'hold:n:1:y', item: 'parcel:a', massKg: 200 }]],
    [
      'deliver',
      ['nomination:x', 'delivery:d'],
      [
        { from: 'hold:n:1:x', to: 'ship:9074729', item: 'parcel:a', massKg: 600 },
        { from: 'hold:n:1:x', to: 'tank:n:1', item: 'parcel:a', massKg: 400 },
      ],
    ],
  ];
  let head = genesis('B');
  return steps.map(([act, about, postings]) => {
    const entry = sealEntry(head, { act, about, document: null, postings }, by);
    head = { book: 'B', number: entry.number, hash: entry.hash };
    return entry;
  });
}

function pictureOf(
  entries: readonly Entry[],
  change: (picture: { -readonly [K in keyof Picture]: Picture[K] }) => void = () => undefined,
): Picture {
  const tally = new Tally();
  for (const entry of entries) tally.add(entry);
  const last = entries.at(-1);
  const picture = {
    tally,
    balances: new Map(tally.balances),
    contents: new Map(tally.contents),
    heads: last ? [{ book: 'B', number: last.number, hash: last.hash }] : [],
    nominations: [
      { id: 'x', live: false, heldKg: 0 },
      { id: 'y', live: true, heldKg: 200 },
    ],
    tanks: [{ id: 'n:1', limitKg: 10_000, mayHold: ['METHANOL'] }],
    grades: new Map([['parcel:a', 'METHANOL']]),
    listedEntries: new Set<string>(),
    listedOverfull: new Set<string>(),
    notes: [{ number: 'N-1', delivery: 'd', massKg: 600, inForce: true }],
    proofs: [{ id: 'p', issuedKg: 900 }],
    tracedEntries: new Set(tally.entryIds),
  };
  change(picture);
  return picture;
}

const broken = (picture: Picture): number[] => laws.filter((law) => law.judge(picture).breaches.length > 0).map(({ number }) => number);

describe('The laws of the ledger', () => {
  it('all hold for a receipt, two holds and a delivery', () => {
    expect(broken(pictureOf(chain()))).to.deep.equal([]);
    expect(laws.every((law) => law.judge(pictureOf(chain())).looked > 0)).to.equal(true);
  });

  const breaches: readonly [string, number[], (picture: { -readonly [K in keyof Picture]: Picture[K] }) => void][] = [
    ['a kept balance that is a kilogram off', [4], (p) => (p.balances = new Map([...p.balances, ['tank:n:1|parcel:a', 4199]]))],
    ['a kept balance below zero', [2, 4], (p) => (p.balances = new Map([...p.balances, ['hold:n:1:x|parcel:a', -1]]))],
    ['a tank content that is not what the entries say', [4], (p) => (p.contents = new Map([['n:1', 1]]))],
    ['a head that is not the last entry', [4], (p) => (p.heads = [{ book: 'B', number: 3, hash: p.heads[0]?.hash ?? '' }])],
    ['a hold of a nomination that is over', [3], (p) => (p.nominations = [{ id: 'y', live: false, heldKg: 200 }])],
    ['a hold that the nomination does not know', [3], (p) => (p.nominations = [{ id: 'y', live: true, heldKg: 199 }])],
    ['a hold of no nomination', [3], (p) => (p.nominations = [])],
    [
      'a nomination that says it holds what no entry does',
      [3],
      (p) => (p.nominations = [...p.nominations, { id: 'z', live: true, heldKg: 1 }]),
    ],
    ['a tank above its limit that is on no list', [5], (p) => (p.tanks = [{ id: 'n:1', limitKg: 4399, mayHold: ['METHANOL'] }])],
    ['a grade in a tank that may not hold it', [5], (p) => (p.tanks = [{ id: 'n:1', limitKg: null, mayHold: ['LNG'] }])],
    ['an entry that no command left in the trail', [6], (p) => (p.tracedEntries = new Set(['B/1', 'B/2', 'B/3']))],
    ['a note with another mass than the ship got', [7], (p) => (p.notes = [{ number: 'N-1', delivery: 'd', massKg: 601, inForce: true }])],
    [
      'two notes in force for one delivery',
      [7],
      (p) => (p.notes = [...p.notes, { number: 'N-2', delivery: 'd', massKg: 600, inForce: true }]),
    ],
    ['a proof with more kilograms in the accounts than were issued', [8], (p) => (p.proofs = [{ id: 'p', issuedKg: 899 }])],
    ['a proof that is in no register', [8], (p) => (p.proofs = [])],
  ];
  for (const [what, numbers, change] of breaches) {
    it(`see ${what}`, () => {
      expect(broken(pictureOf(chain(), change))).to.deep.equal(numbers);
    });
  }

  it('see an entry that was changed, left out or put in another order', () => {
    const entries = chain();
    const [first, second, third, fourth] = entries as [Entry, Entry, Entry, Entry];
    const changed = { ...second, postings: [{ from: 'tank:n:1', to: 'hold:n:1:x', item: 'parcel:a', massKg: 1001 }] };
    expect(broken(pictureOf([first, changed, third, fourth]))).to.include(10);
    expect(broken(pictureOf([first, third, fourth]))).to.include(10);
    expect(broken(pictureOf([first, third, second, fourth]))).to.include(10);
  });

  it('see a balance that was below zero in between, even if it came back', () => {
    const early = sealEntry(
      genesis('B'),
      { act: 'nominate', about: [], document: null, postings: [{ from: 'tank:n:1', to: 'hold:n:1:x', item: 'parcel:a', massKg: 1 }] },
      by,
    );
    const late = sealEntry(
      { book: 'B', number: 1, hash: early.hash },
      { act: 'receive', about: [], document: null, postings: [{ from: 'world:import', to: 'tank:n:1', item: 'parcel:a', massKg: 10 }] },
      by,
    );
    expect(broken(pictureOf([early, late]))).to.include(2);
  });

  it('see a gain that stands on nobody’s list, and accept one that does', () => {
    const gain: Posting = { from: 'world:gain:n:1', to: 'tank:n:1', item: 'parcel:a', massKg: 7 };
    const entries = chain();
    const last = entries.at(-1) as Entry;
    const entry = sealEntry(
      { book: 'B', number: last.number, hash: last.hash },
      { act: 'deliver', about: [], document: null, postings: [gain] },
      by,
    );
    expect(broken(pictureOf([...entries, entry]))).to.deep.equal([5]);
    expect(broken(pictureOf([...entries, entry], (p) => (p.listedEntries = new Set([entry.id]))))).to.deep.equal([]);
  });
});
