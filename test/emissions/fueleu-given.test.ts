import { expect } from 'chai';
import { calculations } from '../../src/emissions/topics.ts';
import { factors, reasonsOf, red } from './factor-sets.ts';
import { ask, figure, refusedFor } from './fueleu-ask.ts';

const methanol = { fuel: 'E_METHANOL', massT: 100, eGPerMj: 10 };
const balance = (line: object, year = 2026) => ({
  year,
  lines: [
    { fuel: 'HFO', massT: 1000 },
    { massT: 100, ...line },
  ],
});
/** The reading on the step of that name about that fuel. */
const reading = (topic: string, input: object, label: string, fuel?: string): string | undefined =>
  ask(topic, input as never).steps.find((step) => step.label === label && (fuel === undefined || step.fuel === fuel))?.interpretation;

describe('a reward factor that a line gives', () => {
  const refusedLine = (line: object, year?: number): unknown => refusedFor('fueleu.balance', balance(line, year));
  const misfit = [['INPUT_UNFIT', 'lines[1].rewardFactor']];

  it('is the law’s, or one', () => {
    expect(refusedLine({ ...methanol, rewardFactor: 2 })).to.deep.equal([]);
    expect(refusedLine({ ...methanol, rewardFactor: 1 })).to.deep.equal([]);
    for (const rewardFactor of [0.5, 1.5, 50]) expect(refusedLine({ ...methanol, rewardFactor }), `${rewardFactor}`).to.deep.equal(misfit);
    const [reason] = reasonsOf(() => ask('fueleu.balance', balance({ ...methanol, rewardFactor: 3 })));
    expect(reason).to.deep.include({ clause: factors.rules.reward.clause, values: { why: 'the reward factor is 2, or 1' } });
  });

  it('is refused for a fuel that is no RFNBO, whatever it is', () => {
    expect(refusedLine({ fuel: 'MDO_MGO', rewardFactor: 2 })).to.deep.equal(misfit);
    expect(refusedLine({ fuel: 'BIODIESEL', eGPerMj: 14.9, rewardFactor: 2 })).to.deep.equal(misfit);
    expect(refusedLine({ fuel: 'BIODIESEL', eGPerMj: 14.9, rewardFactor: 1 })).to.deep.equal([]);
    const [reason] = reasonsOf(() => ask('fueleu.balance', balance({ fuel: 'MDO_MGO', rewardFactor: 2 })));
    expect(reason?.values?.['why']).to.equal('MDO_MGO is not rewarded: leave the factor out');
  });

  it('is told beside a fuel that nobody knows', () => {
    expect(refusedLine({ fuel: 'COAL', rewardFactor: 2 })).to.deep.equal([['FUEL_UNKNOWN', 'lines[1].fuel']]);
  });

  it('in a year that rewards none is taken as given and says so', () => {
    const note = (line: object, year: number) => reading('fueleu.balance', balance(line, year), 'fueleu.denominator');
    expect(note({ ...methanol, rewardFactor: 2 }, 2034)).to.equal(
      'RFNBO are not rewarded in this year; the factor is taken as given with the line.',
    );
    expect(note({ ...methanol, rewardFactor: 2 }, 2033)).to.equal(undefined);
    expect(note({ ...methanol, rewardFactor: 1 }, 2034)).to.equal(undefined);
    expect(note(methanol, 2034)).to.equal(undefined);
  });
});

describe('what a line gives in place of the table', () => {
  const of = (line: object) => ({ lines: [line] });
  const note = (line: object, label: string) => reading('fueleu.intensity', of(line), label);
  const ofSlip = 'The slip given with the line is not that of Annex II, which holds until the act under Art. 10(6) lets actual values in.';
  const ofEu = 'The eu given with the line is not that of Delegated Regulation (EU) 2023/1185.';

  it('is marked where it is another value, and not where it is the same', () => {
    expect(note({ fuel: 'LNG_OTTO_MS', slipPct: 1 }, 'ttw')).to.equal(ofSlip);
    expect(note({ fuel: 'LNG_OTTO_MS', slipPct: 3.1 }, 'ttw')).to.equal(undefined);
    expect(note({ fuel: 'E_METHANOL', eGPerMj: 10, euGPerMj: 60 }, 'wtt.rfnbo')).to.equal(ofEu);
    expect(note({ fuel: 'E_METHANOL', eGPerMj: 10, euGPerMj: 68.9 }, 'wtt.rfnbo')).to.equal(undefined);
  });

  it('stands beside what the row says of itself', () => {
    const ofRow = factors.rows.find(({ id }) => id === 'LNG_BOILER')?.interpretation;
    expect(note({ fuel: 'LNG_BOILER', slipPct: 0 }, 'ttw'))
      .to.equal(ofRow)
      .and.to.match(/^Annex II lists no slip/);
    expect(note({ fuel: 'LNG_BOILER', slipPct: 0.01 }, 'ttw')).to.equal(`${ofRow} ${ofSlip}`);
  });

  it('is marked on a low-carbon fuel beside what it is', () => {
    const text = note({ fuel: 'E_NH3_ICE', eGPerMj: 10, euGPerMj: 5, origin: 'low-carbon' }, 'wtt.lowCarbon');
    expect(text)
      .to.match(/^A low-carbon fuel stands under the row/)
      .and.to.satisfy((one: string) => one.endsWith(` ${ofEu}`));
  });

  it('is no methane slip where the fuel holds no methane', () => {
    for (const line of [{ fuel: 'HFO' }, { fuel: 'E_METHANOL', eGPerMj: 10 }, { fuel: 'NH3_NG_ICE' }]) {
      const [reason, ...others] = reasonsOf(() => ask('fueleu.intensity', of({ ...line, slipPct: 0.1 })));
      expect(others).to.deep.equal([]);
      expect(reason).to.include({ code: 'INPUT_UNFIT', field: 'body.lines[0].slipPct' });
      expect(reason?.values?.['why']).to.equal(`${line.fuel} holds no methane that could slip: leave it out`);
      expect(figure('fueleu.intensity', of({ ...line, slipPct: 0 }), 'wtwGPerMj')).to.equal(
        figure('fueleu.intensity', of(line), 'wtwGPerMj'),
      );
    }
    expect(refusedFor('fueleu.intensity', of({ fuel: 'LNG_BOILER', slipPct: 0.01 }))).to.deep.equal([]);
  });
});

describe('a figure in another unit than it is asked for', () => {
  it('is refused: a calorific value in MJ/kg, a density in t/m³', () => {
    const line = { fuel: 'HFO', volumeM3: 1, densityKgPerM3: 960, lcvMjPerG: 0.0405, sulphurPct: 0.1 };
    const blend = calculations.get('blend') ?? expect.fail('no blend');
    const taken = (change: object): boolean => blend.input.safeParse({ lines: [{ ...line, ...change }] }).success;
    expect([0.2, 0.200001, 40.5].map((lcvMjPerG) => taken({ lcvMjPerG }))).to.deep.equal([true, false, false]);
    expect([50, 2000, 49.9, 2000.1, 0.96].map((densityKgPerM3) => taken({ densityKgPerM3 }))).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('a certified fuel whose E no installation may have', () => {
  const note = (line: object, label: string) => reading('fueleu.intensity', { lines: [line] }, label);
  const counted = 'It is counted as certified, as stated; a fuel that does not meet the criteria counts as fossil, Art. 10(1)(a).';

  it('is counted as stated, and says that it cannot meet the criteria', () => {
    // 94 less the least saving of its kind: 50 % of a biofuel, 70 % of all others.
    expect(note({ fuel: 'BIODIESEL', eGPerMj: 47.1 }, 'wtt.bio')).to.equal(
      `E of BIODIESEL is 47.1 gCO2eq/MJ, and a saving of 50 %, the least that is asked, allows 47. ${counted}`,
    );
    expect(note({ fuel: 'E_METHANOL', eGPerMj: 28.3 }, 'wtt.rfnbo')).to.match(/^E of E_METHANOL is 28.3 .* 70 %, .* allows 28.2\. It is/);
    for (const origin of ['recycled-carbon', 'low-carbon'])
      expect(note({ fuel: 'E_NH3_ICE', eGPerMj: 28.3, origin }, 'wtt.lowCarbon'), origin).to.include(` E of E_NH3_ICE is 28.3 gCO2eq/MJ`);
  });

  it('may have the largest E there is, and a fossil fuel has none', () => {
    expect(note({ fuel: 'BIODIESEL', eGPerMj: 47 }, 'wtt.bio')).to.equal(undefined);
    expect(note({ fuel: 'E_METHANOL', eGPerMj: 28.2 }, 'wtt.rfnbo')).to.equal(undefined);
    expect(note({ fuel: 'HFO' }, 'wtt.default')).to.equal(undefined);
  });

  it('is said once of each line of a year, on its well-to-tank value alone', () => {
    const { steps } = ask('fueleu.balance', balance({ fuel: 'BIODIESEL', eGPerMj: 60 }));
    expect(steps.flatMap(({ label, interpretation }) => (interpretation?.includes('E of BIODIESEL is') ? [label] : []))).to.deep.equal([
      'wtt.bio',
    ]);
    const fallback = ask('fueleu.balance', balance({ fuel: 'BIODIESEL', eGPerMj: 60, notCounted: 'criteria-not-met' }));
    expect(fallback.steps.some(({ interpretation }) => interpretation?.includes('E of BIODIESEL is'))).to.equal(false);
  });

  it('is not judged by a set that has no threshold for its kind', () => {
    const sets = { red: { ...red, savingThresholds: red.savingThresholds.filter(({ kind }) => kind !== 'rfnbo') } };
    const { steps } = ask('fueleu.intensity', { lines: [{ fuel: 'E_METHANOL', eGPerMj: 90 }] }, sets);
    expect(steps.find(({ label }) => label === 'wtt.rfnbo')?.interpretation).to.equal(undefined);
  });
});
