import { expect } from 'chai';
import fc from 'fast-check';
import { configFile } from '../../src/config.ts';
import { covers, firstDayOf } from '../../src/ports/day.ts';
import { faultsOf, type DecisionDraft } from '../../src/ports/decide-eligibility.ts';
import { eligibility, notEligible, shortForm, type Decision } from '../../src/ports/decision.ts';
import { fuelKeys } from '../../src/ports/fuel-key.ts';
import { portOf, portsConfigSchema } from '../../src/ports/port.ts';

const config = configFile('ports', portsConfigSchema);
const decision = (parts: Partial<Decision>): Decision => ({
  id: 'd',
  port: 'CNZOS',
  fuel: 'LNG',
  bonded: true,
  authority: null,
  from: '2024-02-28',
  datePrecision: 'day',
  to: null,
  basis: 'evidence',
  source: { publisher: 'P' },
  endings: [],
  recordedAt: new Date('2026-01-01T00:00:00Z'),
  recordedBy: 'service',
  ...parts,
});
const all: readonly Decision[] = config.decisions.map(({ note, ...rest }) =>
  decision({ id: `${rest.port}-${rest.fuel}-${rest.from}`, ...rest, ...(note !== undefined && { note }) }),
);

describe('a date that is known loosely', () => {
  it('counts from its first day', () => {
    expect(firstDayOf('2022-10')).to.deep.equal({ day: '2022-10-01', precision: 'month' });
    expect(firstDayOf('2021')).to.deep.equal({ day: '2021-01-01', precision: 'year' });
    expect(firstDayOf('2024-02-29')).to.deep.equal({ day: '2024-02-29', precision: 'day' });
  });

  it('must be in the calendar', () => {
    for (const wrong of ['2023-02-29', '2022-13', '2022-00', '22', '2022-1-1', 'May 2022', '2022-10-', ''])
      expect(firstDayOf(wrong), wrong).to.equal(undefined);
  });
});

describe('the eligibility of a fuel at a port', () => {
  it('begins on the first day of its decision', () => {
    expect(eligibility(all, 'CNSHA', 'LNG', '2022-01-29').eligible).to.equal(false);
    expect(eligibility(all, 'CNSHA', 'LNG', '2022-01-30').eligible).to.equal(true);
  });

  it('of a decision known to the month begins on the first of it', () => {
    expect(eligibility(all, 'CNNGB', 'LNG', '2022-09-30').eligible).to.equal(false);
    expect(eligibility(all, 'CNNGB', 'LNG', '2022-10-01').eligible).to.equal(true);
  });

  it('ends with the last day of its decision', () => {
    const ended = [decision({ to: '2025-06-30' })];
    expect(eligibility(ended, 'CNZOS', 'LNG', '2025-06-30').eligible).to.equal(true);
    expect(eligibility(ended, 'CNZOS', 'LNG', '2025-07-01').eligible).to.equal(false);
  });

  it('is given where the source does not say whether the fuel was bonded', () => {
    const { eligible, decision: basis } = eligibility(all, 'CNDLC', 'AMMONIA', '2024-12-24');
    expect(eligible).to.equal(true);
    expect(basis?.bonded).to.equal(null);
  });

  it('is not given by a decision on duty-paid supply', () => {
    const { eligible, decisions } = eligibility(all, 'CNDLC', 'BIOFUEL', '2026-01-01');
    expect(eligible).to.equal(false);
    expect(decisions).to.have.length(1);
  });

  it('of fuel oil says nothing about LNG', () => {
    expect(eligibility(all, 'CNDLC', 'FUEL_OIL', '2026-01-01').eligible).to.equal(true);
    expect(eligibility(all, 'CNDLC', 'LNG', '2026-01-01')).to.include({ eligible: false, decision: null });
  });

  it('of ammonia is decided for Dalian alone', () => {
    const admitting = config.ports.filter(({ unlocode }) => eligibility(all, unlocode, 'AMMONIA', '2026-03-01').eligible);
    expect(admitting.map(({ unlocode }) => unlocode)).to.deep.equal(['CNDLC']);
  });

  it('rests on the stated decision before one that does not say', () => {
    const two = [decision({ id: 'stated', from: '2024-01-01' }), decision({ id: 'silent', from: '2025-01-01', bonded: null })];
    expect(eligibility(two, 'CNZOS', 'LNG', '2026-01-01').decision?.id).to.equal('stated');
  });

  it('agrees with a plain count of covering decisions, whatever the history', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((offset) => new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10));
    const some = fc.record({
      fuel: fc.constantFrom(...fuelKeys),
      bonded: fc.constantFrom(true, false, null),
      from: day,
      to: fc.option(day),
      id: fc.uuid(),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), day, fc.constantFrom(...fuelKeys), (drafts, on, fuel) => {
        const history = drafts.map((draft) => decision(draft));
        const answer = eligibility(history, 'CNZOS', fuel, on);
        const counted = history.filter(
          (each) => each.fuel === fuel && each.bonded !== false && each.from <= on && (each.to === null || on <= each.to),
        );
        expect(answer.eligible).to.equal(counted.length > 0);
        expect(answer.decisions).to.have.length(history.filter((each) => each.fuel === fuel).length);
        if (answer.decision) expect(covers(answer.decision, on)).to.equal(true);
      }),
    );
  });
});

describe('the refusal of a fuel', () => {
  it('shows port, fuel, day and the decisions there are, with dates, basis and authority', () => {
    const reason = notEligible(eligibility(all, 'CNSHA', 'LNG', '2022-01-01'));
    expect(reason).to.deep.include({ code: 'FUEL_NOT_ELIGIBLE', field: 'body.fuel' });
    expect(reason.values).to.include({ port: 'CNSHA', fuel: 'LNG', day: '2022-01-01' });
    expect(reason.values?.['decisions']).to.match(/^2022-01-30 – : rule .*Lin-gang Special Area Administration.*bonded/);
  });

  it('says that no rule text was seen where the basis is evidence', () => {
    expect(shortForm(decision({ to: '2025-01-01' }))).to.equal(
      '2024-02-28 – 2025-01-01: evidence 依实例, no rule text seen 未见规定文本, bonded 保税',
    );
  });

  it('shows a dash where nothing was decided', () => {
    expect(notEligible(eligibility(all, 'CNZUH', 'AMMONIA', '2026-01-01')).values?.['decisions']).to.equal('—');
  });
});

describe('a new decision', () => {
  const draft: DecisionDraft = {
    port: 'CNZOS',
    fuel: 'METHANOL',
    bonded: true,
    authority: 'Authority',
    from: '2026-03',
    basis: 'rule',
    source: { publisher: 'Authority' },
  };
  const codes = (draft: DecisionDraft, standing: readonly Decision[] = []): string[] =>
    faultsOf(draft, portOf(config.ports, draft.port), standing).map(({ code }) => code);

  it('of a known port with its authority has no fault', () => {
    expect(codes(draft)).to.deep.equal([]);
  });

  it('names all its faults at once', () => {
    expect(codes({ ...draft, port: 'SGSIN', authority: null, to: '2026-02-28' })).to.deep.equal([
      'PORT_UNKNOWN',
      'RULE_WITHOUT_AUTHORITY',
      'PERIOD_INVERTED',
    ]);
  });

  it('admits no bonded supply at a port outside the bonded regime', () => {
    expect(codes({ ...draft, port: 'HKHKG' })).to.deep.equal(['PORT_NOT_BONDED']);
    expect(codes({ ...draft, port: 'HKHKG', bonded: false })).to.deep.equal([]);
  });

  it('that stands already is not entered twice', () => {
    const standing = decision({ fuel: 'METHANOL', from: '2026-03-01' });
    expect(codes(draft, [standing])).to.deep.equal(['DECISION_STANDS']);
    expect(codes(draft, [{ ...standing, to: '2026-04-01' }])).to.deep.equal([]);
  });
});
