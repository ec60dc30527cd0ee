import { expect } from 'chai';
import { checklistFaults } from '../../src/bunkering/checklist.ts';
import type { LogLine } from '../../src/bunkering/delivery.ts';
import { withLine } from '../../src/bunkering/operation-log.ts';
import { goneBecause } from '../../src/bunkering/sign-link.ts';
import type { SignLink, StoredNote } from '../../src/bunkering/store.ts';

describe('The checklist before a delivery', () => {
  const asked = [{ item: 'hose' }, { item: 'crew' }];
  const answer = (item: string, said: 'yes' | 'no' | 'not-applicable') => ({ item, answer: said, remark: null });
  const codes = (...answers: ReturnType<typeof answer>[]) => checklistFaults(asked, answers).map(({ code }) => code);

  it('is answered once for each item, without a no', () => {
    expect(codes(answer('hose', 'yes'), answer('crew', 'not-applicable'))).to.deep.equal([]);
    expect(codes(answer('hose', 'yes'))).to.deep.equal(['CHECKLIST_INCOMPLETE']);
    expect(codes(answer('hose', 'yes'), answer('hose', 'yes'), answer('crew', 'yes'))).to.deep.equal(['CHECKLIST_INCOMPLETE']);
    expect(codes(answer('hose', 'yes'), answer('crew', 'no'))).to.deep.equal(['CHECKLIST_FAILED']);
    expect(codes(answer('hose', 'yes'), answer('crew', 'yes'), answer('mast', 'yes'))).to.deep.equal(['ITEM_INVALID']);
  });
});

describe('The log of an operation', () => {
  const line = (kind: LogLine['kind'], hour: number): LogLine => ({
    kind,
    at: `2026-03-02T0${hour}:00:00.000Z`,
    person: 'p',
    remark: null,
  });
  const log = [line('start', 1), line('suspension', 3), line('resumption', 5)];

  it('puts a late line where it belongs', () => {
    const { log: all, broken } = withLine(log, line('incident', 4));
    expect(broken).to.equal(null);
    expect(all.map(({ kind }) => kind)).to.deep.equal(['start', 'suspension', 'incident', 'resumption']);
  });

  it('tells the line that does not fit where it stands', () => {
    expect(withLine([], line('resumption', 1)).broken).to.deep.equal({ state: 'not started', wanted: 'suspended' });
    expect(withLine(log, line('stop', 4)).broken).to.deep.equal({ state: 'stopped', wanted: 'suspended' });
    expect(withLine(log, line('stop', 6)).broken).to.equal(null);
  });
});

describe('A one-time link', () => {
  const now = new Date('2026-03-02T08:00:00Z');
  const link: SignLink = { tokenHash: 'h', note: 'N', contentHash: 'c', expiresAt: new Date('2026-03-02T08:30:00Z'), usedAt: null };
  const note = { number: 'N', state: 'supplier-signed', contentHash: 'c' } as StoredNote;

  it('opens until it is used, its time is over, or the note is another', () => {
    expect(goneBecause(link, note, now)).to.equal(null);
    expect(goneBecause(null, note, now)).to.equal('unknown');
    expect(goneBecause({ ...link, usedAt: now }, note, now)).to.equal('used');
    expect(goneBecause(link, { ...note, state: 'sealed' }, now)).to.equal('used');
    expect(goneBecause({ ...link, expiresAt: now }, note, now)).to.equal('expired');
    expect(goneBecause(link, { ...note, contentHash: 'd' }, now)).to.equal('changed');
    expect(goneBecause(link, { ...note, state: 'withdrawn-draft' }, now)).to.equal('changed');
  });
});
