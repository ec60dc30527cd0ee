import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { ClientSession } from 'mongoose';
import { bunkeringStore, type StoredNote } from '../../src/bunkering/store.ts';
import type { TotaliserSpan } from '../../src/bunkering/totaliser-chain.ts';
import type { Work } from '../../src/work.ts';
import { prepare, withStore } from './support.ts';

withStore('the bunkering store', (store) => {
  before(async function () {
    this.timeout(30_000);
    await prepare(bunkering().models);
  });
  let opened: ReturnType<typeof bunkeringStore> | undefined;
  const bunkering = () => (opened ??= bunkeringStore(store.db));
  const inWork = <T>(act: (work: Work) => Promise<T>): Promise<T> =>
    store.db.transaction<T>((session: ClientSession) =>
      act({
        session,
        actor: { person: 'clerk', organisation: 'supplier', role: 'supplier' },
        occurredAt: new Date('2026-03-02T08:00:00Z'),
        recordedAt: new Date('2026-03-02T08:00:00Z'),
        trace: () => undefined,
        tell: () => undefined,
        turn: () => Promise.resolve(),
      }),
    );

  const noteOf = (number: string, change: Partial<StoredNote> = {}): StoredNote => ({
    ...{ number, state: 'draft', delivery: 'd1', nomination: 'n1', supplier: 's1', line: 'l1', port: 'CNZOS', district: '2910' },
    ...{ imo: '9074729', grade: 'VLSFO', bdnFuel: 'FUEL_OIL', massKg: 1000, method: 'meter', items: [], remarks: [], sources: [] },
    ...{ replay: false, supersedes: null, supersededBy: null, draftedAt: '2026-03-02T08:00:00.000Z', signatures: [], contentHash: 'c' },
    ...{ seal: null, sealedAt: null, askedBy: 'l1', draftedBy: 'p1', signedBy: null, correction: null },
    ...change,
  });

  it('never gives a number of a series twice, however many ask at once', async () => {
    const numbers = await Promise.all(Array.from({ length: 12 }, () => inWork((work) => bunkering().nextNumber(work, 'CNZOS-2026'))));
    expect([...numbers].sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 12 }, (_, n) => n + 1));
  });

  it('keeps one note in force for a delivery', async () => {
    const delivery = randomUUID();
    await inWork((work) => bunkering().addNote(work, noteOf('A-1', { delivery, state: 'sealed' })));
    await inWork((work) => bunkering().addNote(work, noteOf('A-2', { delivery })));
    expect((await bunkering().noteInForce(delivery))?.number).to.equal('A-1');
    const second = await inWork((work) => bunkering().changeNote(work, 'A-2', { state: 'sealed' })).catch(
      (error: { code?: number }) => error.code,
    );
    expect(second).to.equal(11000);
    await inWork(async (work) => {
      await bunkering().changeNote(work, 'A-1', { state: 'superseded' });
      await bunkering().changeNote(work, 'A-2', { state: 'sealed' });
    });
    expect((await bunkering().noteInForce(delivery))?.number).to.equal('A-2');
    expect((await bunkering().notesOf(delivery)).map(({ number }) => number)).to.deep.equal(['A-1', 'A-2']);
  });

  it('shows customs what lies in each office of its district, and pages through it', async () => {
    await inWork((work) => bunkering().addNote(work, noteOf('B-1', { district: '3101', draftedAt: '2026-03-03T08:00:00.000Z' })));
    await inWork((work) => bunkering().addNote(work, noteOf('B-2', { district: '31', draftedAt: '2026-03-04T08:00:00.000Z' })));
    const seen = { field: 'district', among: ['31'] } as const;
    const [first] = await bunkering().listNotes(seen, { limit: 1 });
    expect(first?.number).to.equal('B-1');
    const rest = await bunkering().listNotes(seen, { limit: 5, after: [first?.draftedAt ?? '', 'B-1'] });
    expect(rest.map(({ number }) => number)).to.deep.equal(['B-2']);
    expect(await bunkering().listNotes({ field: 'district', among: ['3102'] }, { limit: 5 })).to.deep.equal([]);
  });

  it('ends a link when it is used, and every older one when a newer is made', async () => {
    const link = (tokenHash: string) => ({ tokenHash, note: 'C-1', contentHash: 'c', expiresAt: new Date('2026-03-02T08:30:00Z') });
    await inWork((work) => bunkering().addLink(work, link('h1')));
    await inWork((work) => bunkering().addLink(work, link('h2')));
    expect((await bunkering().link('h1'))?.usedAt).to.not.equal(null);
    expect(await inWork((work) => bunkering().useLink(work, 'h2'))).to.equal(true);
    expect(await inWork((work) => bunkering().useLink(work, 'h2'))).to.equal(false);
  });

  it('finds the readings of a meter before a moment and after it', async () => {
    const span = (ticket: string, hour: number): TotaliserSpan => ({
      ...{ meter: 'M1', ticket, delivery: ticket, openT: '1.0000', closeT: '2.0000' },
      ...{ from: `2026-03-02T0${hour}:00:00.000Z`, to: `2026-03-02T0${hour}:30:00.000Z` },
    });
    for (const one of [span('T1', 1), span('T2', 3), span('T3', 5)]) await inWork((work) => bunkering().addSpans(work, [one]));
    const around = (hour: number) => inWork((work) => bunkering().spansAround(work, 'M1', new Date(`2026-03-02T0${hour}:00:00.000Z`)));
    expect((await around(4)).map(({ ticket }) => ticket)).to.deep.equal(['T2', 'T3']);
    expect((await around(1)).map(({ ticket }) => ticket)).to.deep.equal(['T1', 'T2', 'T3']);
    expect((await around(6)).map(({ ticket }) => ticket)).to.deep.equal(['T3']);
  });

  it('reads its lists by an index and never by a scan', async () => {
    const { Note: notes, Delivery: deliveries, TotaliserSpan: spans } = store.db.models;
    const queries = {
      'notes of a line': notes
        ?.find({ line: { $in: ['l1'] } })
        .sort({ draftedAt: 1, _id: 1 })
        .limit(10),
      'notes of a district': notes
        ?.find({ coveredBy: { $in: ['31'] } })
        .sort({ draftedAt: 1, _id: 1 })
        .limit(10),
      'notes of a delivery': notes?.find({ delivery: 'd1' }).sort({ delivery: 1, draftedAt: 1, _id: 1 }),
      'all notes': notes?.find().sort({ draftedAt: 1, _id: 1 }).limit(10),
      'deliveries of a port': deliveries
        ?.find({ port: { $in: ['CNZOS'] } })
        .sort({ begunAt: 1, _id: 1 })
        .limit(10),
      'the delivery of a nomination': deliveries?.findOne({ nomination: 'n1' }),
      'the reading before': spans?.findOne({ meter: 'M1', to: { $lte: new Date() } }).sort({ meter: 1, to: -1 }),
    };
    for (const [what, query] of Object.entries(queries)) {
      const plan = JSON.stringify(await query?.explain('queryPlanner'));
      expect(plan, what).to.include('IXSCAN').and.not.include('COLLSCAN').and.not.include('"SORT"');
    }
  });
});
