import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer } from '../../src/emissions/calculation.ts';
import type { ConsumptionRow } from '../../src/emissions/consumption-row.ts';
import { etsPart, fueleuPart, readingsOf, type Burnt } from '../../src/emissions/consumption-year.ts';
import { Consumption, type ShipYear } from '../../src/emissions/consumption.ts';
import { etsSurrender } from '../../src/emissions/ets-surrender.ts';
import { FileLines } from '../../src/emissions/file-lines.ts';
import { scopeSharesOf } from '../../src/emissions/scope-shares.ts';
import type { Step } from '../../src/emissions/step.ts';
import { readReference } from '../../src/reference.ts';

const { sets } = readReference();
const row = (more: Partial<ConsumptionRow>): ConsumptionRow => ({
  ...{ ship: 'Ship 1', year: 2026, scopePct: 100, fuel: 'HFO', massT: 10 },
  ...more,
});
const filled = (...rows: readonly ConsumptionRow[]): Consumption => {
  const consumption = new Consumption(sets);
  for (const [place, one] of rows.entries()) expect(consumption.add(one, place + 2)).to.deep.equal([]);
  return consumption;
};
const yearsOf = (...rows: readonly ConsumptionRow[]): ShipYear[] => [...filled(...rows).years()];

describe('a share of scope', () => {
  it('is one that FuelEU Maritime and the EU ETS know', () => {
    const shares = scopeSharesOf(sets);
    expect(shares.fueleu).to.deep.equal({ pct: [0, 50, 100], clause: 'Regulation (EU) 2023/1805 Art. 2(1)' });
    expect(shares.ets).to.deep.equal({ pct: [0, 50, 100], clause: 'Directive 2003/87/EC Art. 3ga' });
    for (const scopePct of [0, 50, 100])
      for (const etsScopePct of [undefined, 0, 50, 100])
        expect(new Consumption(sets).add(row({ scopePct, ...(etsScopePct !== undefined && { etsScopePct }) }))).to.deep.equal([]);
  });

  it('of 33 % is refused with those there are, by the column it stands in, beside what else is wrong', () => {
    const fueleu = {
      ...{ code: 'INPUT_UNFIT', field: 'scopePct', clause: 'Regulation (EU) 2023/1805 Art. 2(1)' },
      values: { why: 'FuelEU Maritime knows no share of 33 %; the shares there are: 0, 50, 100' },
    };
    const ets = {
      ...{ code: 'INPUT_UNFIT', field: 'etsScopePct', clause: 'Directive 2003/87/EC Art. 3ga' },
      values: { why: 'the EU ETS knows no share of 33 %; the shares there are: 0, 50, 100' },
    };
    const refused = (more: Partial<ConsumptionRow>) => new Consumption(sets).add(row(more));
    expect(refused({ scopePct: 33 })).to.deep.equal([fueleu]);
    expect(refused({ scopePct: 33, etsScopePct: 100 })).to.deep.equal([fueleu]);
    expect(refused({ scopePct: 50, etsScopePct: 33 })).to.deep.equal([ets]);
    expect(refused({ scopePct: 33, etsScopePct: 33 })).to.deep.equal([fueleu, ets]);
    expect(refused({ scopePct: 33, fuel: 'COAL' }).map(({ field }) => field)).to.deep.equal(['scopePct', 'fuel']);
  });

  it('that only FuelEU Maritime knows needs another for the EU ETS', () => {
    const narrow = { ...sets, ets: { ...sets.ets, scopes: sets.ets.scopes.filter(({ scopePct }) => scopePct !== 0) } };
    const of = (more: Partial<ConsumptionRow>) => new Consumption(narrow).add(row({ scopePct: 0, ...more })).map(({ field }) => field);
    expect(of({})).to.deep.equal(['etsScopePct']);
    expect(of({ etsScopePct: 50 })).to.deep.equal([]);
  });

  it('may differ for the EU ETS, and each system counts by its own', () => {
    const surrendered = (scopePct: number, massT: number) =>
      calculate(etsSurrender, { years: [2026], scopePct, lines: [{ fuel: 'HFO', massT }] }, sets).result['years'];
    const [year] = yearsOf(row({ scopePct: 50, etsScopePct: 100 }), row({ scopePct: 50 }), row({ scopePct: 50, etsScopePct: 100 }));
    // 30 t by half: 30·40.5/2 GJ.
    expect(year?.allocation?.result['scopeGj']).to.equal(607.5);
    expect(year?.surrender.map(({ result }) => result['years'])).to.deep.equal([surrendered(100, 20), surrendered(50, 10)]);
  });
});

describe('a ship’s year that one of the systems does not count', () => {
  it('before FuelEU Maritime has the allowances of the EU ETS and the reason', () => {
    const [year, next] = yearsOf(row({ year: 2024 }), row({ ship: 'Ship 2' }));
    expect(year).to.not.have.any.keys('allocation', 'balance', 'etsAbsent');
    // 10 t·3.114 g/g·40 %.
    expect(year?.surrenderT).to.be.closeTo(12.456, 1e-9);
    expect(year?.fueleuAbsent).to.deep.equal({
      why: 'refused',
      reasons: [{ code: 'YEAR_UNCOVERED', values: { year: 2024, known: 'from 2025 on' }, clause: sets.fueleu.rules.reference.clause }],
    });
    expect(next).to.have.all.keys(
      ...['ship', 'year', 'lines', 'incomplete', 'rowsLeftOut', 'rowsUnplaced', 'interpretations'],
      ...['allocation', 'balance', 'surrender', 'surrenderT'],
    );
  });

  it('before both has neither, and the next year is computed all the same', () => {
    const [year, next] = yearsOf(row({ year: 2023 }), row({ year: 2025 }));
    expect(year?.fueleuAbsent?.reasons.map(({ code }) => code)).to.deep.equal(['YEAR_UNCOVERED']);
    expect(year?.etsAbsent).to.deep.equal({
      why: 'refused',
      reasons: [{ code: 'YEAR_UNCOVERED', values: { year: 2023, known: '2024 and later' }, clause: sets.ets.clauses.phaseIn }],
    });
    expect(year?.surrender).to.deep.equal([]);
    expect(year).to.not.have.property('surrenderT');
    expect(next?.balance?.result['energyMj']).to.equal(405_000);
  });

  it('with nothing in scope has no result and no allowances, and is no fault in any year', () => {
    const outside = { why: 'outside-scope', reasons: [] };
    for (const year of [2023, 2026]) {
      const [found] = yearsOf(row({ year, scopePct: 0 }));
      expect(found).to.not.have.any.keys('allocation', 'balance');
      expect(found).to.deep.include({ fueleuAbsent: outside, etsAbsent: outside, surrender: [], surrenderT: 0, interpretations: [] });
    }
    const [ets] = yearsOf(row({ scopePct: 0, etsScopePct: 100 }));
    expect([ets?.fueleuAbsent, ets?.etsAbsent, ets?.surrender.length]).to.deep.equal([outside, undefined, 1]);
    const [fueleu] = yearsOf(row({ scopePct: 100, etsScopePct: 0 }));
    expect([fueleu?.fueleuAbsent, fueleu?.etsAbsent, fueleu?.surrenderT]).to.deep.equal([undefined, outside, 0]);
  });

  it('with one voyage in scope and one outside counts both', () => {
    const [year] = yearsOf(row({ scopePct: 0 }), row({ massT: 5 }));
    expect(year?.balance?.result['energyMj']).to.be.closeTo(202_500, 1e-6);
    expect(year?.surrender.length).to.equal(2);
  });

  it('by a defect of ours is no refusal', () => {
    const burnt = [{ fuel: { fuel: 'HFO' }, scopePct: 100, etsScopePct: 100, lcvMjPerG: 0.0405, massKg: 'ten' }] as unknown as Burnt[];
    expect(() => fueleuPart(2026, burnt, sets))
      .to.throw()
      .with.property('name', 'ZodError');
    expect(() => etsPart(2026, burnt, sets))
      .to.throw()
      .with.property('name', 'ZodError');
  });
});

describe('a ship’s year of which rows are left out', () => {
  it('is incomplete, with their number', () => {
    const consumption = filled(row({}), row({ year: 2025 }));
    expect(consumption.add(row({ fuel: 'COAL' }), 4)).to.have.length(1);
    consumption.leaveOut('Ship 1 ', 2026);
    expect(
      [...consumption.years()].map(({ year, incomplete, rowsLeftOut, rowsUnplaced }) => [year, incomplete, rowsLeftOut, rowsUnplaced]),
    ).to.deep.equal([
      [2026, true, 2, 0],
      [2025, false, 0, 0],
    ]);
  });

  it('may be any that the row can belong to, where its ship or its year cannot be read', () => {
    const marked = (ship: unknown, year: unknown) => {
      const consumption = filled(row({}), row({ year: 2025 }), row({ ship: 'Ship 2' }));
      consumption.leaveOut(ship, year);
      return [...consumption.years()].map(({ incomplete, rowsLeftOut, rowsUnplaced }) => [incomplete, rowsLeftOut, rowsUnplaced]);
    };
    const [whole, open, none] = [
      [true, 1, 0],
      [true, 0, 1],
      [false, 0, 0],
    ];
    expect(marked('Ship 1', 2026)).to.deep.equal([whole, none, none]);
    expect(marked('Ship 1', undefined)).to.deep.equal([open, open, none]);
    expect(marked(undefined, 2026)).to.deep.equal([open, none, open]);
    expect(marked('', 1999)).to.deep.equal([open, open, open]);
    expect(marked('Ship 3', 2026)).to.deep.equal([none, none, none]);
  });

  it('has no figures where no row is left, and is told all the same', () => {
    const consumption = filled(row({}));
    for (const [ship, year] of [
      ['Ship 1', 2026],
      ['Ship 2', 2026],
      ['Ship 2', 2026],
      ['Ship 2', undefined],
      [undefined, 2026],
    ])
      consumption.leaveOut(ship, year);
    expect([...consumption.empty()]).to.deep.equal([{ ship: 'Ship 2', year: 2026, rowsLeftOut: 2 }]);
    expect([...consumption.years()].map(({ ship }) => ship)).to.deep.equal(['Ship 1']);
  });
});

describe('the lines of a file that a ship’s year came from', () => {
  const told = (...lines: number[]): string => {
    const found = new FileLines();
    for (const line of lines) found.add(line);
    return `${found}`;
  };

  it('are told as ranges, after twenty of them only counted', () => {
    expect(told()).to.equal('');
    expect(told(2, 3, 4, 9, 11, 12)).to.equal('2-4, 9, 11-12');
    const apart = Array.from({ length: 23 }, (_, place) => 2 * place + 2);
    expect(told(...apart.slice(0, 20))).to.equal(apart.slice(0, 20).join(', '));
    expect(told(...apart)).to.equal(`${apart.slice(0, 20).join(', ')} … +3`);
  });

  it('are those that were counted', () => {
    const consumption = filled(row({}), row({ ship: 'Ship 2' }), row({}), row({}));
    consumption.add(row({ fuel: 'COAL' }), 6);
    consumption.add(row({}));
    expect([...consumption.years()].map(({ lines }) => lines)).to.deep.equal(['2, 4-5', '3']);
  });
});

describe('the readings of the law in a ship’s year', () => {
  it('are each told once, with the steps that rest on them', () => {
    const step = (label: string, fuel?: string, interpretation?: string) =>
      ({ label, ...(fuel !== undefined && { fuel }), ...(interpretation !== undefined && { interpretation }) }) as unknown as Step;
    const answers: Answer[] = [
      { result: {}, steps: [step('energy', 'HFO'), step('ets.co2', undefined, 'one'), step('energy', 'HVO', 'two')] },
      { result: {}, steps: [step('energy', 'LFO', 'one'), step('energy', 'HVO', 'two')] },
    ];
    expect(readingsOf(answers)).to.deep.equal([
      { interpretation: 'one', steps: ['ets.co2', 'energy LFO'] },
      { interpretation: 'two', steps: ['energy HVO'] },
    ]);
  });

  it('come from the allocation, the balance and the allowances', () => {
    // The note on the sub-target for RFNBO, a reading of its own, stands in the balance of a year as late as this.
    const [year] = yearsOf(row({ year: 2040, fuel: 'BIODIESEL', eGPerMj: 14.9, compliant: true }));
    const steps = year?.interpretations.flatMap((reading) => reading.steps);
    expect(steps).to.include.members(['fueleu.allocated 1 BIODIESEL', 'fueleu.rfnbo', 'ets.co2']);
  });
});
