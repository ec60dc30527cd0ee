import { expect } from 'chai';
import fc from 'fast-check';
import { genesis, netOf, sealEntry, type Entry, type Posting } from '../../src/ledger/entry.ts';
import { placeOf } from '../../src/ledger/account.ts';
import type { Parcel } from '../../src/ledger/parcel.ts';
import { addToStock, reAdds, statementOf } from '../../src/customs/statement.ts';
import { shownStatement, statementCsv, statementReply } from '../../src/customs/statement-view.ts';

const book = 'T2910A000001';
const chain = (lists: readonly (readonly Posting[])[]): Entry[] => {
  let head = genesis(book);
  return lists.map((postings, place) => {
    const entry = sealEntry(
      head,
      { act: 'act', about: [`parcel:${place}`], document: `D${place}`, postings },
      {
        occurredAt: '2026-03-01T00:00:00.000Z',
        recordedAt: '2026-03-01T00:00:00.000Z',
        actor: { person: 'p', organisation: 'o' },
      },
    );
    head = { book, number: entry.number, hash: entry.hash };
    return entry;
  });
};
const move = (from: string, to: string, massKg: number, parcel = 'a'): Posting => ({ from, to, item: `parcel:${parcel}`, massKg });
const [t1, t2, ship] = ['tank:s:T1', 'tank:s:T2', 'ship:0000011'];

describe('The statement of a book', () => {
  const entries = chain([
    [move('world:import', t1, 1000), { from: 'world:proofs:ISCC-EU', to: 'claims:o:s:FAME', item: 'proof:p', massKg: 100 }],
    [move(t1, 'hold:s:T1:n', 400)],
    [move('hold:s:T1:n', ship, 390), move('hold:s:T1:n', t1, 10)],
    [move(t1, 'blend:o', 200), move('blend:o', t2, 195, 'b'), move('blend:o', 'world:loss:s:T2', 5, 'b')],
    [move('world:gain:s:T1', t1, 3), move(t1, ship, 3), move(t1, 'world:loss:s:T1', 7)],
  ]);

  it('tells what came in, went out, was blended, gained and lost, with the document of each entry', () => {
    const statement = statementOf(new Map(), entries, null);
    expect(statement.entries.map(({ balanceKg }) => balanceKg)).to.deep.equal([1000, 1000, 610, 605, 598]);
    expect(statement.lines).to.deep.equal([
      { parcel: 'a', openingKg: 0, movedKg: { in: 1000, 'blended-in': 0, gain: 3, out: 393, 'blended-out': 200, loss: 7 }, closingKg: 403 },
      { parcel: 'b', openingKg: 0, movedKg: { in: 0, 'blended-in': 195, gain: 0, out: 0, 'blended-out': 0, loss: 0 }, closingKg: 195 },
    ]);
    expect(statement.entries[0]?.movements.map(({ kind }) => kind)).to.deep.equal(['in']);
    expect(statement.entries[1]?.movements.map(({ kind }) => kind)).to.deep.equal(['within']);
    expect(statement.head.closing).to.deep.equal({ number: 5, hash: entries[4]?.hash });
    expect(reAdds(statement)).to.equal(true);
  });

  it('does not re-add once a figure was changed', () => {
    const statement = statementOf(new Map(), entries, null);
    expect(reAdds({ ...statement, closingKg: statement.closingKg + 1 })).to.equal(false);
    const [first, ...rest] = statement.lines;
    if (!first) throw new Error('no line');
    expect(reAdds({ ...statement, lines: [{ ...first, closingKg: first.closingKg - 1 }, ...rest] })).to.equal(false);
  });

  it('is a table for a spreadsheet, with a byte order mark and no formula in it', () => {
    const parcel = (id: string): Parcel => ({
      ...{ id, grade: 'VLSFO', hsCode: '2710192410', origin: 'SG', procedure: 'bonded', book, bookLine: null, declaration: '=1+1' },
      ...{ owner: 'o', densityKgPerM3: 950, densityAtC: 15, massBasis: 'in-air', massKg: 1000, composition: {}, properties: {} },
      ...{ parents: [], bornAt: '2026-03-01T00:00:00.000Z' },
    });
    const parcels = new Map(['a', 'b'].map((id) => [id, parcel(id)]));
    const shown = shownStatement(
      { id: book, kind: 'customs', enterprise: 'o', procedure: 'bonded', district: '29', port: 'CNZOS', openedAt: '' },
      { from: '2026-03-01', to: '2026-03-31' },
      statementOf(new Map([['a', 0]]), entries, null),
      parcels,
    );
    expect(statementReply.safeParse(shown).success).to.equal(true);
    const csv = statementCsv(shown);
    expect(csv.charCodeAt(0)).to.equal(0xfeff);
    expect(csv).to.include("'=1+1").and.to.include('blended out 混兑出').and.to.include('报关单');
    const rows = csv.trim().split('\r\n').slice(1);
    const figures = rows.map((row) => row.split(',').slice(-3).map(Number));
    const movedKg = figures.reduce((sum, [inKg = 0, outKg = 0]) => sum + inKg - outKg, 0);
    expect(movedKg).to.equal(shown.closingKg - shown.openingKg);
  });

  const accounts = fc.constantFrom(
    'world:import',
    'world:gain:s:T1',
    t1,
    t2,
    'hold:s:T1:n',
    'hold:s:T2:n',
    ship,
    'transit:x',
    'world:loss:s:T1',
  );
  const posting = fc
    .record({ from: accounts, to: accounts, parcel: fc.constantFrom('a', 'b', 'c'), massKg: fc.integer({ min: 1, max: 1_000_000 }) })
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, parcel, massKg }) => move(from, to, massKg, parcel));
  const blend = fc
    .record({ massKg: fc.integer({ min: 2, max: 1_000_000 }), lossKg: fc.integer({ min: 1, max: 1 }) })
    .map(({ massKg, lossKg }) => [
      move(t1, 'blend:o', massKg, 'a'),
      move('blend:o', t2, massKg - lossKg, 'c'),
      move('blend:o', 'world:loss:s:T2', lossKg, 'c'),
    ]);
  const lists = fc.array(fc.oneof(fc.array(posting, { minLength: 1, maxLength: 5 }), blend), { maxLength: 20 });

  it('re-adds for any entries, and its closing is what the entries say of the tanks', () => {
    fc.assert(
      fc.property(lists, (drafts) => {
        const some = chain(drafts);
        const statement = statementOf(new Map(), some, null);
        expect(reAdds(statement)).to.equal(true);
        const net = some
          .flatMap(({ postings }) => netOf(postings))
          .filter(({ account }) => placeOf(account) !== null)
          .reduce((sum, { massKg }) => sum + massKg, 0);
        expect(statement.closingKg).to.equal(net);
      }),
    );
  });

  it('meets its neighbour: the closing of one period is the opening of the next, wherever the cut is', () => {
    fc.assert(
      fc.property(lists, fc.nat(20), (drafts, cut) => {
        const some = chain(drafts);
        const opening = new Map<string, number>();
        for (const entry of some.slice(0, cut)) addToStock(opening, entry);
        const [before, after] = [statementOf(new Map(), some.slice(0, cut), null), statementOf(opening, some.slice(cut), null)];
        expect(after.openingKg).to.equal(before.closingKg);
        expect(after.closingKg).to.equal(statementOf(new Map(), some, null).closingKg);
        expect(reAdds(after)).to.equal(true);
      }),
    );
  });
});
