import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import { Consumption } from '../../src/emissions/consumption.ts';
import { fuelOrigins } from '../../src/emissions/fuel-intensity.ts';
import { proofEnergy } from '../../src/emissions/proof-energy.ts';
import { kindOfPathway } from '../../src/emissions/red-factors.ts';
import { savingTest } from '../../src/emissions/saving.ts';
import { stemWorth } from '../../src/emissions/stem-worth.ts';
import { wellToWake } from '../../src/emissions/well-to-wake.ts';
import { readReference } from '../../src/reference.ts';
import { factors, reasonsOf, red } from './factor-sets.ts';
import { ask, figure, refusedFor } from './fueleu-ask.ts';

const { sets } = readReference();
const balance = 'fueleu.balance';
const blue = { fuel: 'E_NH3_ICE', massT: 100, eGPerMj: 20, origin: 'low-carbon' };
const recycled = { fuel: 'E_METHANOL', massT: 100, eGPerMj: 20, origin: 'recycled-carbon' };
const green = { ...blue, origin: 'rfnbo' };
const { origin: _origin, ...unsaid } = blue;
const hfo = { fuel: 'HFO', massT: 1000 };
type Line = Readonly<Record<string, unknown>>;

const intensityOf = (lines: readonly Line[], year = 2026): number => figure(balance, { year, lines }, 'ghgIntensityGPerMj');
const stepOf = (lines: readonly Line[], label: string, year = 2026) =>
  ask(balance, { year, lines }).steps.find((step) => step.label === label);

describe('blue ammonia and recycled-carbon methanol in a ship’s year', () => {
  it('have the intensity of the RFNBO row, E − eu, and earn no reward', () => {
    const wtw = (line: Line): number => figure('fueleu.intensity', { lines: [line] }, 'wtwGPerMj');
    expect(wtw(blue)).to.equal(wtw(green));
    expect(intensityOf([blue])).to.be.closeTo(wtw(blue), 1e-12);
    expect(intensityOf([recycled])).to.be.closeTo(wtw(recycled), 1e-12);
    expect(intensityOf([green])).to.be.closeTo(wtw(green) / 2, 1e-12);
    expect(intensityOf([green])).to.equal(intensityOf([unsaid]));
  });

  it('say so in their steps', () => {
    const denominator = stepOf([blue, recycled, green], 'fueleu.denominator');
    expect(denominator?.inputs.filter(({ name }) => name.startsWith('RWD')).map(({ value, from }) => [value, from])).to.deep.equal([
      [1, 'Regulation (EU) 2023/1805 Art. 5 and Annex I: a low-carbon fuel earns no reward'],
      [1, 'Regulation (EU) 2023/1805 Art. 5 and Annex I: a recycled-carbon fuel earns no reward'],
      [2, 'Regulation (EU) 2023/1805 Art. 5 and Annex I'],
    ]);
    expect(stepOf([blue], 'wtt.lowCarbon')).to.include({ formula: 'WtT = E − eu', value: 20 });
    expect(stepOf([blue], 'wtt.lowCarbon')?.interpretation)
      .to.include('low-carbon fuel')
      .and.include('from memory');
    expect(stepOf([recycled], 'wtt.lowCarbon')?.interpretation)
      .to.include('recycled-carbon fuel')
      .and.not.include('memory');
    expect(stepOf([recycled], 'wtt.lowCarbon')?.value).to.be.closeTo(20 - 68.9, 1e-12);
    for (const line of [green, unsaid]) {
      expect(stepOf([line], 'wtt.rfnbo')).to.not.have.property('interpretation');
      expect(stepOf([line], 'wtt.lowCarbon')).to.equal(undefined);
    }
  });

  it('are no RFNBO for the sub-target', () => {
    const note = (line: Line): number | undefined =>
      stepOf([hfo, line], 'fueleu.rfnbo', 2035)?.inputs.find(({ name }) => name.includes('RFNBO'))?.value;
    expect(note(blue)).to.equal(0);
    expect(note({ ...recycled, fuel: 'E_NH3_ICE' })).to.equal(0);
    expect(note(green)).to.equal(1e8 * 0.0186);
    expect(note(unsaid)).to.equal(1e8 * 0.0186);
    expect(note({ ...unsaid, rewardFactor: 1 })).to.equal(0);
    expect(note({ ...green, rewardFactor: 1 })).to.equal(1e8 * 0.0186);
    expect(note({ ...green, notCounted: 'criteria-not-met' })).to.equal(0);
  });

  it('may say a reward factor of 1 and no other', () => {
    expect(intensityOf([{ ...blue, rewardFactor: 1 }])).to.equal(intensityOf([blue]));
    for (const line of [blue, recycled])
      expect(refusedFor(balance, { year: 2026, lines: [hfo, { ...line, rewardFactor: 2 }] })).to.deep.equal([
        ['INPUT_UNFIT', 'lines[1].rewardFactor'],
      ]);
    expect(intensityOf([{ ...green, rewardFactor: 2 }])).to.equal(intensityOf([green]));
    expect(refusedFor(balance, { year: 2026, lines: [{ ...blue, rewardFactor: 2, notCounted: 'criteria-not-met' }] })).to.have.length(2);
  });

  it('that miss the criteria count as fossil, like any other', () => {
    const { steps } = ask(balance, { year: 2026, lines: [{ ...blue, notCounted: 'criteria-not-met' }] });
    expect(steps[0]?.label).to.equal('wtt.fallback');
    expect(intensityOf([{ ...blue, notCounted: 'criteria-not-met' }])).to.be.closeTo(123.95108, 1e-5);
  });

  it('are not fossil fuel or biofuel: there the origin is refused', () => {
    for (const line of [
      { fuel: 'HFO', origin: 'rfnbo' },
      { fuel: 'BIODIESEL', eGPerMj: 10, origin: 'low-carbon' },
    ]) {
      expect(refusedFor('fueleu.intensity', { lines: [line] })).to.deep.equal([['INPUT_UNFIT', 'lines[0].origin']]);
      expect(refusedFor('fueleu.penalty-per-tonne', { year: 2026, lines: [line] })).to.deep.equal([['INPUT_UNFIT', 'lines[0].origin']]);
    }
    expect(() => ask('fueleu.intensity', { lines: [{ ...unsaid, origin: 'blue' }] })).to.throw('origin');
  });

  it('are allocated, adjusted for ice and priced like any other fuel', () => {
    const legs = [{ energyGj: 1860, scopePct: 100 }];
    expect(ask('fueleu.allocation', { legs, lines: [blue] }).steps.map(({ label }) => label)).to.include('wtt.lowCarbon');
    const ice = { year: 2026, iceClass: 'IA', distanceNm: 100, iceDistanceNm: 0 };
    const penalties = (line: Line): unknown =>
      ask('fueleu.ice', {
        ...ice,
        lines: [
          { ...hfo, iceMassT: 0 },
          { ...line, massT: 5, iceMassT: 0 },
        ],
      }).result['penaltyBaseEur'];
    expect(penalties(blue)).to.be.above(penalties(green) as number);
    const { massT: _massT, ...fuel } = blue;
    const perTonne = (line: Line): number => figure('fueleu.penalty-per-tonne', { year: 2026, lines: [line] }, 'eurPerTonneVlsfoEq');
    expect(perTonne(fuel)).to.equal(perTonne({ ...fuel, origin: 'rfnbo' }));
  });
});

describe('a stem of blue ammonia', () => {
  const stem = { year: 2026, scopePct: 100, baseline: { fuel: 'MDO_MGO' }, rest: [hfo], priceEurPerAllowance: 80 };
  const worth = (line: Line) => calculate(stemWorth, { ...stem, lines: [{ ...line, compliant: true }] }, sets).result;

  it('is worth less than one of green ammonia of the same E while the reward lasts', () => {
    expect(worth(blue)['balanceT']).to.be.below(worth(green)['balanceT'] as number);
    const plain = { ...unsaid, rewardFactor: 1 };
    expect(worth(blue)).to.deep.equal(worth(plain));
  });

  it('is not rewarded', () => {
    const reasons = reasonsOf(() => worth({ ...blue, rewardFactor: 2 }));
    expect(reasons.map(({ code, field }) => [code, field])).to.deep.equal([['INPUT_UNFIT', 'body.lines[0].rewardFactor']]);
  });
});

describe('the fuel of a file of voyages', () => {
  const row = { ship: 'A', year: 2026, scopePct: 100, fuel: 'E_NH3_ICE', massT: 10, eGPerMj: 20, compliant: true };
  const intensity = (more: Line): unknown => {
    const consumption = new Consumption(sets);
    expect(consumption.add({ ...row, ...more })).to.deep.equal([]);
    return [...consumption.years()][0]?.balance?.result['ghgIntensityGPerMj'];
  };

  it('may say its origin, and is then not rewarded', () => {
    expect(intensity({ origin: 'low-carbon' })).to.be.closeTo(2 * (intensity({}) as number), 1e-9);
    expect(intensity({ origin: 'rfnbo' })).to.equal(intensity({}));
  });

  it('of another row cannot', () => {
    const reasons = new Consumption(sets).add({ ...row, fuel: 'BIODIESEL', origin: 'low-carbon' });
    expect(reasons.map(({ code, field }) => [code, field])).to.deep.equal([['INPUT_UNFIT', 'origin']]);
  });
});

describe('the proof of a low-carbon fuel', () => {
  it('has the method of its pathway, the calorific value of FuelEU Maritime and 70 %', () => {
    expect((['bio', 'rfnbo', 'low-carbon'] as const).map(kindOfPathway)).to.deep.equal(['biofuel', 'rfnbo', 'low-carbon']);
    for (const fuel of ['AMMONIA', 'METHANOL', 'LNG', 'HYDROGEN'])
      expect(proofEnergy({ fuel, pathway: 'low-carbon', massKg: 1000 }, red)).to.deep.equal(
        proofEnergy({ fuel, pathway: 'rfnbo', massKg: 1000 }, red),
      );
    expect(savingTest(28.2, { kind: 'low-carbon' }, red)).to.include({ minSavingPct: 70, met: true });
    expect(savingTest(28.21, { kind: 'low-carbon' }, red).met).to.equal(false);
  });

  it('brings the fuel under the rows of the RFNBO, and the steps say what it is', () => {
    const of = (pathway: 'rfnbo' | 'low-carbon', fuel = 'AMMONIA') =>
      wellToWake({ components: [{ fuel, pathway, massKg: 1000, eGPerMj: 20 }], factors, engineClass: 'ICE' }).results[0];
    expect(of('low-carbon')?.wtwGPerMj).to.equal(of('rfnbo')?.wtwGPerMj);
    expect(of('low-carbon')?.components[0]?.row).to.equal('E_NH3_ICE');
    expect(of('low-carbon')?.steps.map(({ label }) => label)).to.include('wtt.lowCarbon');
    expect(of('low-carbon')?.interpretations.join()).to.include('2025/2359');
    expect(of('rfnbo')?.interpretations).to.deep.equal([]);
    expect(of('low-carbon', 'E_NH3_ICE')?.steps).to.deep.equal(of('low-carbon')?.steps);
    expect(reasonsOf(() => of('low-carbon', 'FAME'))[0]).to.include({ code: 'FUEL_UNKNOWN' });
  });

  it('without E counts as fossil', () => {
    const [result] = wellToWake({ components: [{ fuel: 'METHANOL', pathway: 'low-carbon', massKg: 1 }], factors }).results;
    expect(result?.components[0]?.countsAs).to.deep.equal({ row: 'METHANOL_NG', why: 'no-proof' });
  });
});

describe('the origin of a fuel, whatever the fuel', () => {
  const rows = factors.rows.filter(({ pathway }) => pathway === 'rfnbo').map(({ id }) => id);

  it('changes no intensity of the fuel alone, and in a year only by the reward', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rows),
        fc.constantFrom(...fuelOrigins),
        fc.double({ min: -20, max: 80, noNaN: true }),
        (fuel, origin, eGPerMj) => {
          const line = { fuel, massT: 10, eGPerMj };
          expect(figure('fueleu.intensity', { lines: [{ ...line, origin }] }, 'wtwGPerMj')).to.equal(
            figure('fueleu.intensity', { lines: [line] }, 'wtwGPerMj'),
          );
          const rewardFactor = origin === 'rfnbo' ? undefined : 1;
          expect(intensityOf([hfo, { ...line, origin }])).to.equal(intensityOf([hfo, { ...line, rewardFactor }]));
        },
      ),
      { numRuns: 60 },
    );
  });
});
