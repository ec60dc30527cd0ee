import { expect } from 'chai';
import fc from 'fast-check';
import { limitOf } from '../../src/emissions/fueleu-limit.ts';
import { countedFuel } from '../../src/emissions/fueleu-line.ts';
import { shipYear } from '../../src/emissions/fueleu-year.ts';
import { factors, reasonsOf, red } from './factor-sets.ts';
import { ask, figure, refusedFor, stepValue } from './fueleu-ask.ts';

const topic = 'fueleu.balance';
const hfo = { fuel: 'HFO', massT: 1000 };
const methanol = { fuel: 'E_METHANOL', massT: 100, eGPerMj: 10 };
const intensityOf = (input: Readonly<Record<string, unknown>>): number => figure(topic, input, 'ghgIntensityGPerMj');

describe('the intensity of one fuel under FuelEU Maritime', () => {
  const wtw = (line: object, gwpSet?: string): number =>
    figure('fueleu.intensity', { lines: [line], ...(gwpSet ? { gwpSet } : {}) }, 'wtwGPerMj');

  it('is that of the fuel alone, whatever the mass', () => {
    expect(wtw({ fuel: 'HFO' })).to.be.closeTo(91.7442, 1e-5);
    expect(wtw({ fuel: 'HFO', massT: 7 })).to.equal(wtw({ fuel: 'HFO' }));
  });

  it('takes eu and slip from the line where it gives them, and says so', () => {
    const base = { fuel: 'E_LNG_OTTO_MS', eGPerMj: 20 };
    expect(wtw({ ...base, euGPerMj: 50 }) - wtw(base)).to.be.closeTo(56.2 - 50, 1e-9);
    expect(wtw({ ...base, slipPct: 3.1 })).to.equal(wtw(base));
    const { steps } = ask('fueleu.intensity', { lines: [{ ...base, euGPerMj: 50, slipPct: 1 }] });
    const given = steps.flatMap(({ inputs }) => inputs.filter(({ from }) => from === 'given with the line').map(({ name }) => name));
    expect(given).to.deep.equal(['eu', 'slip']);
  });

  it('follows the set of global warming potentials that is named, today’s where none is', () => {
    expect(wtw({ fuel: 'HFO' }, 'AR4')).to.equal(wtw({ fuel: 'HFO' }));
    expect(wtw({ fuel: 'LNG_OTTO_MS' }, 'AR6') - wtw({ fuel: 'LNG_OTTO_MS' }, 'AR5')).to.be.closeTo(
      (0.031 * (29.8 - 28) + 0.969 * 0.00011 * (273 - 265)) / 0.0491,
      1e-9,
    );
  });

  it('of a renewable fuel that is not counted is that of its fossil row', () => {
    for (const notCounted of ['no-proof', 'food-or-feed-crop', 'criteria-not-met'])
      expect(wtw({ fuel: 'BIODIESEL', notCounted }), notCounted).to.equal(wtw({ fuel: 'HFO' }));
    expect(wtw({ fuel: 'HVO', notCounted: 'food-or-feed-crop', eGPerMj: 30 })).to.equal(wtw({ fuel: 'HFO' }));
    expect(wtw({ fuel: 'E_METHANOL', notCounted: 'criteria-not-met' })).to.equal(wtw({ fuel: 'METHANOL_NG' }));
    const { steps } = ask('fueleu.intensity', { lines: [{ fuel: 'BIODIESEL', notCounted: 'no-proof' }] });
    expect(steps[0]).to.include({ label: 'wtt.fallback', interpretation: factors.fallback.interpretation });
  });

  it('is refused for a fuel that is not in the table, without E, or with what it cannot have', () => {
    const refused = (line: object): unknown => refusedFor('fueleu.intensity', { lines: [line] })[0];
    expect(refused({ fuel: 'COAL' })).to.deep.equal(['FUEL_UNKNOWN', 'lines[0].fuel']);
    expect(refused({ fuel: 'BIO_H2' })).to.deep.equal(['FACTOR_MISSING', 'lines[0].fuel']);
    expect(refused({ fuel: 'BIODIESEL' })).to.deep.equal(['FACTOR_MISSING', 'lines[0].eGPerMj']);
    expect(refused({ fuel: 'HFO', eGPerMj: 5 })).to.deep.equal(['INPUT_UNFIT', 'lines[0].eGPerMj']);
    expect(refused({ fuel: 'HFO', notCounted: 'no-proof' })).to.deep.equal(['INPUT_UNFIT', 'lines[0].notCounted']);
    expect(refused({ fuel: 'BIODIESEL', eGPerMj: 5, euGPerMj: 5 })).to.deep.equal(['INPUT_UNFIT', 'lines[0].euGPerMj']);
    expect(refused({ fuel: 'BIODIESEL', eGPerMj: 5, notCounted: 'no-proof' })).to.deep.equal(['INPUT_UNFIT', 'lines[0].notCounted']);
  });
});

describe('the compliance balance', () => {
  it('of a tonne of heavy fuel oil can be worked out by hand', () => {
    const { result, steps } = ask(topic, { year: 2025, lines: [{ fuel: 'HFO', massT: 1 }] });
    const intensity = 13.5 + (3.114 + 0.00005 * 25 + 0.00018 * 298) / 0.0405;
    expect(result['energyMj']).to.equal(40500);
    expect(result['ghgIntensityGPerMj']).to.be.closeTo(intensity, 1e-9);
    expect(result['balanceG']).to.be.closeTo((89.3368 - intensity) * 40500, 1e-6);
    expect(result['penaltyEur']).to.be.closeTo((((intensity - 89.3368) * 40500) / (intensity * 41000)) * 2400, 1e-9);
    expect(steps.at(-1)).to.include({ label: 'fueleu.penalty', value: result['penaltyEur'] });
  });

  it('owes nothing where it is a surplus', () => {
    const { result } = ask(topic, { year: 2025, lines: [{ fuel: 'BIODIESEL', massT: 1, eGPerMj: 14.9 }] });
    expect(result['balanceG']).to.be.above(0);
    expect(result['penaltyEur']).to.equal(0);
  });

  it('rewards RFNBO in the denominator of the intensity alone, and in its years alone', () => {
    const rewarded = { year: 2033, lines: [methanol] };
    expect(intensityOf(rewarded)).to.be.closeTo(12.95377 / 2, 1e-5);
    expect(figure(topic, rewarded, 'energyMj')).to.equal(100 * 1e6 * 0.0199);
    expect(intensityOf({ year: 2034, lines: [methanol] })).to.be.closeTo(12.95377, 1e-5);
    expect(intensityOf({ year: 2033, lines: [{ ...methanol, rewardFactor: 1 }] })).to.be.closeTo(12.95377, 1e-5);
    expect(ask(topic, rewarded).result['lines']).to.have.nested.property('[0].wtwGPerMj').closeTo(12.95377, 1e-5);
  });

  it('rewards from the first day of a year that the rule holds for, and not a year in which it begins later', () => {
    const limit = limitOf(factors.rules, 2026);
    if ('code' in limit) throw new Error('no limit');
    const fuel = countedFuel(methanol, { fueleu: factors, red }, undefined, 'lines[0]');
    if (!('row' in fuel)) throw new Error('no fuel');
    const denominatorFrom = (validFrom: string): number | undefined => {
      const set = { ...factors, rules: { ...factors.rules, reward: { ...factors.rules.reward, validFrom } } };
      const year = shipYear({ year: 2026, limit, lines: [{ ...fuel, massT: 1 }], windFactor: 1, shorePowerMj: 0 }, set);
      return year?.steps.find(({ label }) => label === 'fueleu.denominator')?.value;
    };
    expect(['2025-06-01', '2026-01-01', '2026-01-02', '2027-01-01'].map(denominatorFrom)).to.deep.equal([39_800, 39_800, 19_900, 19_900]);
  });

  it('does not reward a fuel that counts as fossil', () => {
    const line = { fuel: 'E_METHANOL', massT: 100, notCounted: 'criteria-not-met' };
    expect(intensityOf({ year: 2025, lines: [line] })).to.be.closeTo(103.15377, 1e-5);
    expect(refusedFor(topic, { year: 2025, lines: [{ ...line, rewardFactor: 2 }] })).to.deep.equal([
      ['INPUT_UNFIT', 'lines[0].rewardFactor'],
    ]);
  });

  it('counts on-shore power as energy without emissions, alone too', () => {
    const shorePowerMj = 40.5e6;
    expect(intensityOf({ year: 2025, lines: [hfo], shorePowerMj })).to.be.closeTo(91.7442 / 2, 1e-5);
    const { result } = ask(topic, { year: 2025, lines: [{ fuel: 'HFO', massT: 0 }], shorePowerMj: 10 });
    expect(result).to.include({ energyMj: 10, ghgIntensityGPerMj: 0, penaltyEur: 0 });
    expect(result['balanceG']).to.be.closeTo(893.368, 1e-9);
  });

  it('takes the wind factor off the whole intensity, and takes none that the table does not have', () => {
    const of = (windFactor: number) => ({ year: 2025, lines: [hfo], windFactor });
    expect(stepValue(ask(topic, of(0.95)), 'fueleu.intensity')).to.be.closeTo(0.95 * 91.744198, 1e-6);
    for (const foreign of [0.5, 0.98, 3]) {
      const [reason, ...others] = reasonsOf(() => ask(topic, of(foreign)));
      expect(others).to.deep.equal([]);
      expect(reason).to.include({ code: 'INPUT_UNFIT', field: 'body.windFactor', clause: factors.rules.wind.clause });
      expect(reason?.values?.['why']).to.equal('Annex I has the factors 1, 0.99, 0.97, 0.95');
    }
  });

  it('tells from 2034 on how far the sub-target for RFNBO is, as a note', () => {
    const note = (year: number): unknown =>
      ask(topic, { year, lines: [hfo, methanol] }).steps.find(({ label }) => label === 'fueleu.rfnbo');
    expect(note(2033)).to.equal(undefined);
    expect(note(2034)).to.include({ value: 0.02 * (40.5e6 + 1.99e6) - 1.99e6, unit: 'MJ' });
    expect(note(2034)).to.have.property('interpretation').that.includes('From memory');
  });

  it('is refused before 2025, without energy, and with every reason at once', () => {
    expect(
      refusedFor(topic, {
        year: 2024,
        lines: [
          { fuel: 'COAL', massT: 1 },
          { fuel: 'HVO', massT: 1 },
        ],
      }),
    ).to.deep.equal([
      ['FUEL_UNKNOWN', 'lines[0].fuel'],
      ['FACTOR_MISSING', 'lines[1].eGPerMj'],
      ['YEAR_UNCOVERED', 'year'],
    ]);
    expect(refusedFor(topic, { year: 2025, lines: [{ fuel: 'HFO', massT: 0 }] })).to.deep.equal([['INPUT_UNFIT', 'lines']]);
    expect(() => ask(topic, { year: 2025, lines: [] })).to.throw('lines');
    expect(() => ask(topic, { year: 2025, lines: [{ ...hfo, colour: 'black' }] })).to.throw('colour');
  });
});

const massT = fc.double({ min: 0.001, max: 100_000, noNaN: true });
const line = fc.constantFrom(...factors.rows).chain((row) =>
  fc.record({
    fuel: fc.constant(row.id),
    massT,
    ...(row.pathway === 'fossil' ? {} : { eGPerMj: fc.double({ min: -100, max: 100, noNaN: true }) }),
  }),
);
const lines = fc.array(line, { minLength: 1, maxLength: 6 });
const year = fc.integer({ min: 2025, max: 2060 });
const close = (got: number, expected: number, size: number): void => void expect(got).to.be.closeTo(expected, 1e-9 * (1 + size));

describe('the compliance balance, whatever the fuels', () => {
  it('does not depend on the order of the lines, to the last bit', () => {
    fc.assert(
      fc.property(year, lines, (y, of) => {
        const { lines: _, ...result } = ask(topic, { year: y, lines: of }).result;
        const { lines: __, ...turned } = ask(topic, { year: y, lines: [...of].reverse() }).result;
        expect(turned).to.deep.equal(result);
      }),
    );
  });

  it('grows with the fuel and leaves the intensity as it is', () => {
    fc.assert(
      fc.property(year, lines, (y, of) => {
        const once = ask(topic, { year: y, lines: of }).result as Record<string, number>;
        const eight = ask(topic, { year: y, lines: of.map((one) => ({ ...one, massT: one.massT * 8 })) }).result as Record<string, number>;
        close(eight['ghgIntensityGPerMj'] ?? NaN, once['ghgIntensityGPerMj'] ?? NaN, 200);
        close(eight['balanceG'] ?? NaN, 8 * (once['balanceG'] ?? NaN), 2000 * (once['energyMj'] ?? 0));
      }),
    );
  });

  it('is a penalty exactly where it is a deficit', () => {
    fc.assert(
      fc.property(year, lines, (y, of) => {
        const { balanceG, penaltyEur } = ask(topic, { year: y, lines: of }).result as Record<string, number>;
        expect((balanceG ?? 0) < 0).to.equal((penaltyEur ?? 0) > 0);
      }),
    );
  });

  it('gets no better in a later year by the same fuels without reward', () => {
    fc.assert(
      fc.property(year, lines, (y, of) => {
        const plain = of.map((one) => ({ ...one, rewardFactor: 1 }));
        const [now, later] = [y, y + 5].map((each) => figure(topic, { year: each, lines: plain }, 'balanceG'));
        expect(later).to.be.at.most(now ?? NaN);
      }),
    );
  });

  it('has as intensity the mean of its fuels by energy where nothing is rewarded', () => {
    fc.assert(
      fc.property(lines, (of) => {
        const each = of.map((one) => ({ ...one, rewardFactor: 1 }));
        const own = each.map((one) => intensityOf({ year: 2030, lines: [one] }));
        expect(intensityOf({ year: 2030, lines: each })).to.be.within(Math.min(...own) - 1e-6, Math.max(...own) + 1e-6);
      }),
    );
  });
});
