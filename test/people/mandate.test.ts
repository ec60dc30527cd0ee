import { expect } from 'chai';
import { covers, dayBefore, dayInChina } from '../../src/people/mandate.ts';

describe('a mandate', () => {
  const open = { imo: '9074729', from: '2026-03-01', to: null };

  it('covers its ship from its first day on', () => {
    expect(covers(open, '9074729', '2026-02-28')).to.equal(false);
    expect(covers(open, '9074729', '2026-03-01')).to.equal(true);
    expect(covers(open, '9074729', '2031-12-31')).to.equal(true);
  });

  it('covers no other ship', () => {
    expect(covers(open, '9319466', '2026-03-01')).to.equal(false);
  });

  it('covers every ship of the line where it names none', () => {
    expect(covers({ ...open, imo: null }, '9319466', '2026-03-01')).to.equal(true);
  });

  it('covers its last day and not the day after', () => {
    const ended = { ...open, to: '2026-03-31' };
    expect(covers(ended, '9074729', '2026-03-31')).to.equal(true);
    expect(covers(ended, '9074729', '2026-04-01')).to.equal(false);
  });

  it('covers nothing once it was ended before its first day', () => {
    expect(covers({ ...open, to: '2026-02-28' }, '9074729', '2026-03-01')).to.equal(false);
  });

  it('ends on a day of the port, which begins eight hours before that of Greenwich', () => {
    expect(dayInChina(new Date('2026-03-01T15:59:59.999Z'))).to.equal('2026-03-01');
    expect(dayInChina(new Date('2026-03-01T16:00:00.000Z'))).to.equal('2026-03-02');
  });

  it('knows the day before across months and leap days', () => {
    expect(['2026-03-01', '2028-03-01', '2027-01-01'].map(dayBefore)).to.deep.equal(['2026-02-28', '2028-02-29', '2026-12-31']);
  });
});
