import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import { consumptionRow, type ConsumptionRow } from '../../src/emissions/consumption-row.ts';
import { Consumption, type ShipYear } from '../../src/emissions/consumption.ts';
import { etsSurrender } from '../../src/emissions/ets-surrender.ts';
import { fueleuAllocation } from '../../src/emissions/fueleu-allocation.ts';
import { fueleuBalance } from '../../src/emissions/fueleu-balance.ts';
import { readReference } from '../../src/reference.ts';

const { sets } = readReference();
const voyage: ConsumptionRow = { ship: 'Ship 1', year: 2026, scopePct: 100, fuel: 'HFO', massT: 10 };
const row = (more: Partial<ConsumptionRow>): ConsumptionRow => ({ ...voyage, ...more });

function yearsOf(...rows: readonly ConsumptionRow[]): ShipYear[] {
  const consumption = new Consumption(sets);
  for (const one of rows) expect(consumption.add(one)).to.deep.equal([]);
  return [...consumption.years()];
}

describe('a row of a file of fuels', () => {
  const refused = (more: Partial<ConsumptionRow>) => {
    const consumption = new Consumption(sets);
    const reasons = consumption.add(row(more));
    if (reasons.length > 0) expect([...consumption.years()]).to.deep.equal([]);
    return reasons;
  };

  it('has a ship, a year, a fuel and what was burnt, each within its bounds', () => {
    const fits = (more: object): boolean => consumptionRow.safeParse({ ...voyage, ...more }).success;
    const inside = [
      ...[
        { ship: 'x'.repeat(100) },
        { fuel: 'x'.repeat(100) },
        { year: 2000 },
        { year: 2100 },
        { scopePct: 0 },
        { scopePct: 100 },
        { etsScopePct: 0 },
        { etsScopePct: 100 },
      ],
      ...[{ massT: 0.001 }, { massT: 1_000_000 }, { eGPerMj: -1_000 }, { eGPerMj: 1_000 }, { slipPct: 0 }, { slipPct: 100 }],
      ...[{ compliant: false }, { origin: 'recycled-carbon' }, {}],
    ];
    const outside = [
      ...[{ ship: ' ' }, { ship: 'x'.repeat(101) }, { fuel: ' ' }, { fuel: 'x'.repeat(101) }, { year: 1999 }, { year: 2101 }],
      ...[
        { year: 2026.5 },
        { scopePct: -1 },
        { scopePct: 101 },
        { etsScopePct: -1 },
        { etsScopePct: 101 },
        { massT: 0 },
        { massT: 1_000_000.001 },
        { eGPerMj: -1_000.1 },
      ],
      ...[{ eGPerMj: 1_000.1 }, { slipPct: -0.1 }, { slipPct: 100.1 }, { compliant: 'yes' }, { origin: 'bio' }, { more: 1 }],
    ];
    for (const more of inside) expect(fits(more), JSON.stringify(more)).to.equal(true);
    for (const more of outside) expect(fits(more), JSON.stringify(more)).to.equal(false);
    expect(consumptionRow.parse({ ...voyage, ship: ' Ship 1 ', fuel: ' HFO ' })).to.deep.equal(voyage);
  });

  it('has its mass in whole kilograms', () => {
    expect(refused({ massT: 3.0005 })).to.deep.equal([
      { code: 'INPUT_UNFIT', field: 'massT', values: { why: 'a mass in tonnes has at most three decimals, whole kilograms' } },
    ]);
    for (const massT of [0.001, 1.005, 2.675, 999_999.999]) expect(refused({ massT }), String(massT)).to.deep.equal([]);
  });

  it('names the column of what is unknown or missing', () => {
    expect(refused({ fuel: 'COAL' }).map(({ code, field }) => [code, field])).to.deep.equal([['FUEL_UNKNOWN', 'fuel']]);
    expect(refused({ fuel: 'BIODIESEL' })).to.deep.equal([
      {
        code: 'FACTOR_MISSING',
        field: 'eGPerMj',
        values: { fuel: 'BIODIESEL', pathway: 'bio' },
        clause: sets.fueleu.clauses.fallback,
      },
    ]);
  });

  it('calls no fossil fuel compliant, and gives no origin but to a fuel of non-biological origin', () => {
    expect(refused({ compliant: true })).to.deep.equal([
      { code: 'INPUT_UNFIT', field: 'compliant', values: { why: 'HFO is fossil and cannot be zero-rated' } },
    ]);
    expect(refused({ origin: 'low-carbon' })).to.deep.equal([
      { code: 'INPUT_UNFIT', field: 'origin', values: { why: 'HFO is no row for fuels of non-biological origin: leave the origin out' } },
    ]);
    expect(refused({ eGPerMj: 10 }).map(({ field }) => field)).to.deep.equal(['eGPerMj']);
    expect(refused({ compliant: false })).to.deep.equal([]);
    for (const compliant of [true, false]) expect(refused({ fuel: 'BIODIESEL', eGPerMj: 10, compliant })).to.deep.equal([]);
  });

  it('says of a renewable fuel whether it meets the criteria; one without proof needs no E', () => {
    const why = 'say whether BIODIESEL meets the criteria of Directive (EU) 2018/2001, with proof';
    expect(refused({ fuel: 'BIODIESEL', eGPerMj: 10 })).to.deep.equal([{ code: 'INPUT_UNFIT', field: 'compliant', values: { why } }]);
    expect(refused({ fuel: 'BIODIESEL', compliant: false })).to.deep.equal([]);
    expect(refused({ fuel: 'BIODIESEL', compliant: true }).map(({ field }) => field)).to.deep.equal(['eGPerMj']);
    const tooMuch = refused({ fuel: 'BIODIESEL', eGPerMj: 60, compliant: true });
    expect(tooMuch.map(({ code, field }) => [code, field])).to.deep.equal([['INPUT_UNFIT', 'compliant']]);
    expect(tooMuch[0]?.values?.['why']).to.include('E of BIODIESEL is 60 gCO2eq/MJ');
    expect(refused({ fuel: 'E_NH3_ICE', eGPerMj: 28.3, compliant: true, origin: 'low-carbon' }).map(({ field }) => field)).to.deep.equal([
      'compliant',
    ]);
  });
});

describe('the year of a ship', () => {
  const otto = { fuel: 'LNG_OTTO_MS', slipPct: 1.5 };
  const fame = { fuel: 'BIODIESEL', eGPerMj: 14.9, compliant: true };
  const rows = [
    row({ massT: 600.25 }),
    row({ scopePct: 50, massT: 700 }),
    row({ scopePct: 50, ...fame, massT: 300 }),
    row({ ...otto, massT: 40 }),
    row({ massT: 400.75 }),
    row({ scopePct: 0, ...fame, massT: 100 }),
  ];
  // LNG comes second by its intensity; the cleanest fuel fills the scope wherever it was burnt.
  const hfo = { fuel: 'HFO', massT: 1701 };
  const lng = { ...otto, massT: 40 };
  const bio = { fuel: 'BIODIESEL', massT: 400, eGPerMj: 14.9 };

  it('fills its scope with the cleanest fuel, in kilograms added up by fuel', () => {
    const [year] = yearsOf(...rows);
    const legs = [
      { energyGj: 1001 * 40.5, scopePct: 100 },
      { energyGj: 700 * 40.5, scopePct: 50 },
      { energyGj: 300 * 37, scopePct: 50 },
      { energyGj: 40 * 49.1, scopePct: 100 },
      { energyGj: 100 * 37, scopePct: 0 },
    ];
    const allocation = calculate(fueleuAllocation, { legs, lines: [hfo, bio, lng] }, sets);
    expect(year).to.include({ ship: 'Ship 1', year: 2026 });
    expect(year?.allocation?.result['scopeGj']).to.be.closeTo(1001 * 40.5 + 350 * 40.5 + 150 * 37 + 40 * 49.1, 1e-6);
    expect(JSON.stringify(year?.allocation?.result, rounded)).to.equal(JSON.stringify(allocation.result, rounded));
    const [inHfo = NaN, inBio, inLng] = (allocation.result['allocations'] as { massT: number }[]).map(({ massT }) => massT);
    expect(inBio).to.equal(400);
    expect(inLng).to.be.closeTo(40, 1e-9);
    expect(inHfo).to.be.closeTo(1351 - (250 * 37) / 40.5, 1e-9);
    const balance = calculate(fueleuBalance, { year: 2026, lines: [{ ...hfo, massT: inHfo }, bio, lng] }, sets);
    expect(JSON.stringify(year?.balance?.result, rounded)).to.equal(JSON.stringify(balance.result, rounded));
  });

  it('counts as fossil what does not meet the criteria, with proof or without', () => {
    const balanceOf = (more: Partial<ConsumptionRow>) =>
      yearsOf(row({ fuel: 'BIODIESEL', ...more }))[0]?.balance?.result['ghgIntensityGPerMj'];
    const counted = (notCounted: string) =>
      calculate(fueleuBalance, { year: 2026, lines: [{ fuel: 'BIODIESEL', massT: 10, notCounted }] }, sets).result['ghgIntensityGPerMj'];
    expect(balanceOf({ compliant: false })).to.equal(counted('no-proof'));
    expect(balanceOf({ compliant: false, eGPerMj: 14.9 })).to.equal(counted('criteria-not-met'));
    expect(balanceOf({ compliant: true, eGPerMj: 14.9 })).to.be.below(20);
    const [year] = yearsOf(row({ fuel: 'BIODIESEL', compliant: false, eGPerMj: 14.9 }));
    expect(year?.balance?.steps[0]).to.include({ label: 'wtt.fallback' });
  });

  it('owes allowances by the share of each voyage, zero-rated where the fuel is compliant', () => {
    const [year] = yearsOf(...rows);
    const owed = (scopePct: number, lines: readonly object[]) =>
      calculate(etsSurrender, { years: [2026], scopePct, lines }, sets).result['years'] as { surrenderT: number }[];
    const { eGPerMj: _, ...emitted } = bio;
    const whole = owed(100, [{ ...hfo, massT: 1001 }, lng]);
    const half = owed(50, [
      { ...hfo, massT: 700 },
      { ...emitted, massT: 300, compliant: true },
    ]);
    const none = owed(0, [{ ...emitted, massT: 100, compliant: true }]);
    expect(year?.surrender.map(({ result }) => result['years'])).to.deep.equal([whole, half, none]);
    expect(year?.surrenderT).to.equal([...whole, ...half, ...none].reduce((all, { surrenderT }) => all + surrenderT, 0));
    expect(year?.surrenderT).to.be.above(2000);
  });

  it('that has all its scope filled by a clean fuel counts no other', () => {
    const [year] = yearsOf(row({ massT: 10, scopePct: 0 }), row({ ...fame, massT: 10 }));
    const counted = year?.balance?.result['lines'] as { fuel: string }[];
    expect(counted.map(({ fuel }) => fuel)).to.deep.equal(['BIODIESEL']);
    expect(year?.balance?.result['energyMj']).to.be.closeTo(370_000, 1e-6);
  });

  it('is apart from its other years and from those of other ships, in the order of the file', () => {
    const years = yearsOf(row({}), row({ year: 2025 }), row({ ship: 'Ship 2', massT: 5 }), row({ massT: 20 }));
    expect(years.map(({ ship, year, balance }) => [ship, year, balance?.result['energyMj']])).to.deep.equal([
      ['Ship 1', 2026, 30 * 40_500],
      ['Ship 1', 2025, 10 * 40_500],
      ['Ship 2', 2026, 5 * 40_500],
    ]);
    expect(yearsOf()).to.deep.equal([]);
  });
});

/** The figures without what the order of a sum leaves in the last digits. */
const rounded = (_: string, value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(12)) : value);
