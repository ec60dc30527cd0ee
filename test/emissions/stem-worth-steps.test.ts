import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer } from '../../src/emissions/calculation.ts';
import { stemWorth } from '../../src/emissions/stem-worth.ts';
import type { Step } from '../../src/emissions/step.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
type Given = Readonly<Record<string, unknown>>;

const fame = { fuel: 'BIODIESEL', massT: 100, eGPerMj: -5, compliant: true };
const lng = { fuel: 'LNG_OTTO_MS', massT: 10 };
const methanol = { fuel: 'E_METHANOL', massT: 5, eGPerMj: 3, compliant: true, cfCO2GPerG: 1 };
const rest = [{ fuel: 'HFO', massT: 1000 }];
const ship = { capacity: 80_000, capacityUnit: 'DWT', distanceNm: 50_000, rest: [{ fuel: 'HFO', massT: 1000, cfCO2GPerG: 3.114 }] };
const stem = {
  ...{ year: 2026, scopePct: 50, lines: [fame, lng, methanol], baseline: { fuel: 'MDO_MGO' }, rest },
  ...{ priceEurPerAllowance: 80, priceEurPerTonneSurplus: 100, cii: ship },
};
const ask = (more: Given = {}): Answer => calculate(stemWorth, { ...stem, ...more }, sets);
const refusedFor = (more: Given): unknown[][] => reasonsOf(() => ask(more)).map(({ code, field }) => [code, field?.replace(/^body\./, '')]);

const all = (answer: Answer, label: string): Step[] => answer.steps.filter((step) => step.label === label);
/** Formula, inputs and value of each step with the label, a line each. */
const linesOf = (answer: Answer, label: string): string[] =>
  all(answer, label).map(({ formula, inputs, value, unit }) => [formula, ...inputs.map(inputLine), `= ${short(value)} ${unit}`].join('; '));
const inputLine = ({ name, value, unit, from }: Step['inputs'][number]): string =>
  `${name} ${short(value)} ${unit}${from === undefined ? '' : ` by ${from}`}`;
const short = (value: number): number => Number(value.toPrecision(6));

describe('the steps of what a stem is worth', () => {
  const year = ['fueleu.energy', 'fueleu.denominator', 'fueleu.wtt', 'fueleu.ttw', 'fueleu.intensity', 'fueleu.limit', 'fueleu.balance'];
  const ets = ['ets.co2', 'ets.ch4', 'ets.n2o', 'ets.co2e', 'ets.surrender', 'ets.cost'];
  const of = (fuels: readonly string[]): string[] => [
    ...fuels.flatMap((wtt) => [`wtt.${wtt}`, 'ttw', 'wtw']),
    ...fuels.map(() => 'energy'),
  ];
  const gains = ['worth.balance', 'worth.penalty', 'worth.surplus', 'worth.allowances', 'worth.cost'];

  it('lead from the energy over both years and their difference to the carbon intensity', () => {
    expect(ask().steps.map(({ label }) => label)).to.deep.equal([
      ...['energy', 'energy', 'energy', 'worth.energy', 'worth.baseline'],
      ...['worth.scope', 'worth.scope', 'worth.scope', ...of(['bio', 'default', 'rfnbo', 'default']), ...year, 'fueleu.penalty', ...ets],
      ...['worth.scope', ...of(['default', 'default']), ...year, 'fueleu.penalty', ...ets],
      ...[...gains, 'worth.surplusValue', 'worth.total'],
      ...['circ905.cf', 'cii.co2', 'cii.attained', 'cii.co2', 'cii.attained'],
    ]);
  });

  it('with nothing in scope have no balance, yet the allowances of nothing', () => {
    const { result, steps } = ask({ scopePct: 0, rest: [{ fuel: 'HFO', massT: 0 }], cii: undefined, priceEurPerTonneSurplus: undefined });
    expect(result).to.include({ balanceT: 0, penaltyEur: 0, allowancesT: 0, worthEur: 0 });
    expect(steps.map(({ label }) => label)).to.deep.equal([
      ...['energy', 'energy', 'energy', 'worth.energy', 'worth.baseline', 'worth.scope', 'worth.scope', 'worth.scope', ...ets],
      ...['worth.scope', ...ets, ...gains, 'worth.total'],
    ]);
    const outside = ask({ scopePct: 0 }).result;
    expect(outside['balanceT']).to.equal(outside['baselineBalanceT']);
    expect(outside['balanceT']).to.be.closeTo(((89.3368 - 13.5 - 78.2441975) * 40.5e6) / 1e6, 1e-3);
  });

  it('name the energy of each fuel, the baseline of the same energy and the part in scope', () => {
    const lcv = `by ${sets.fueleu.clauses.lcv}`;
    expect(linesOf(ask(), 'worth.energy')).to.deep.equal([
      'E = Σ energy; energy 1 BIODIESEL 3700000 MJ; energy 2 LNG_OTTO_MS 491000 MJ; energy 3 E_METHANOL 99500 MJ; = 4290500 MJ',
    ]);
    expect(linesOf(ask(), 'worth.baseline')).to.deep.equal([
      `mass = E / (LCV·10⁶); E 4290500 MJ; LCV 0.0427 MJ/g ${lcv}; = ${short(4290.5 / 42.7)} t`,
    ]);
    const scope = (which: string, mass: number): string =>
      `with the ${which}: mass in scope = mass·scope/100; mass ${mass} t; scope 50 %; = ${short(mass / 2)} t`;
    expect(linesOf(ask(), 'worth.scope')).to.deep.equal([
      ...[scope('stem', 100), scope('stem', 10), scope('stem', 5)],
      scope('baseline', short(4290.5 / 42.7)),
    ]);
  });

  it('add up what is avoided and gained', () => {
    const { balanceT, baselineBalanceT, penaltyAvoidedEur, surplusGainedEur, allowanceCostAvoidedEur, worthEur } = ask().result as Record<
      string,
      number
    >;
    const said = (value = Number.NaN): number => short(value);
    const change = (balanceT ?? NaN) - (baselineBalanceT ?? NaN);
    expect(linesOf(ask(), 'worth.balance')).to.deep.equal([
      `change = with the stem − with the baseline; with the stem ${said(balanceT)} tCO2eq; with the baseline ${said(baselineBalanceT)} tCO2eq; = ${said(change)} tCO2eq`,
    ]);
    expect(linesOf(ask(), 'worth.surplusValue')).to.deep.equal([
      `value = surplus gained·price; surplus gained ${said(balanceT)} tCO2eq; price 100 EUR/tCO2eq by given in the input; = ${said(surplusGainedEur)} EUR`,
    ]);
    expect(linesOf(ask(), 'worth.total')).to.deep.equal([
      `worth = penalty avoided + cost avoided + value of the surplus; penalty avoided ${said(penaltyAvoidedEur)} EUR; cost avoided ${said(allowanceCostAvoidedEur)} EUR; value of the surplus ${said(surplusGainedEur)} EUR; = ${said(worthEur)} EUR`,
    ]);
  });

  it('say why a renewable fuel counts as fossil', () => {
    const why = (line: Given): string | undefined => all(ask({ lines: [line], cii: undefined }), 'wtt.fallback')[0]?.formula;
    expect(why({ fuel: 'BIODIESEL', massT: 1, compliant: false })).to.match(/^with the stem: WtT = WtT of .* \(no-proof\)$/);
    expect(why({ ...fame, compliant: false })).to.match(/^with the stem: WtT = WtT of .* \(criteria-not-met\)$/);
    expect(why({ ...lng, compliant: false })).to.equal(undefined);
  });
});

describe('the Cf of the fuels of a stem', () => {
  const byProof = 'E of the proof is taken as WtW; a biofuel that does not qualify has the Cf of the baseline, whose place it takes.';

  it('is of the table by its name there, of the circular, or as given', () => {
    const from = (id: string): string => `by MEPC.364(79), ${id} (OCII, VERIFIED)`;
    const others = `mass HFO 1000 t; Cf HFO 3.114 g/g ${from('HFO')}`;
    const biofuel = 'mass BIODIESEL 100 t; Cf BIODIESEL 0 g/g by MEPC.1/Circ.905';
    const given = 'mass E_METHANOL 5 t; Cf E_METHANOL 1 g/g by given in the input';
    const baseline = `mass DIESEL_GAS_OIL 100.48 t; Cf DIESEL_GAS_OIL 3.206 g/g ${from('DIESEL_GAS_OIL')}`;
    for (const shipType of [undefined, 'bulk']) {
      const answer = ask({ cii: { ...ship, shipType } });
      expect(linesOf(answer, 'cii.co2')).to.deep.equal([
        `with the stem: CO2 = Σ mass·10⁶·Cf; ${biofuel}; mass LNG 10 t; Cf LNG 2.75 g/g ${from('LNG')}; ${given}; ${others}; = 3146500000 g`,
        `with the baseline: CO2 = Σ mass·10⁶·Cf; ${baseline}; ${others}; = 3436140000 g`,
      ]);
      expect(all(answer, 'cii.co2').map(({ interpretation }) => interpretation)).to.deep.equal(Array(2).fill(sets.imo.cfInterpretation));
      expect(all(answer, 'cii.attained')[0]).not.to.have.property('interpretation');
    }
    const own = ask({ lines: [{ ...methanol, cfCO2GPerG: undefined }] });
    expect(linesOf(own, 'cii.co2')[0]).to.include(`mass E_METHANOL 5 t; Cf E_METHANOL 1.375 g/g ${from('METHANOL')}`);
    expect(linesOf(ask({ lines: [{ ...lng, cfCO2GPerG: 1 }] }), 'cii.co2')[0]).to.include('Cf LNG 2.75 g/g');
  });

  it('of the stem is all of the year where nothing else was burnt', () => {
    const { rest: _, ...alone } = ship;
    expect(ask({ cii: alone }).result['attainedCii']).to.be.closeTo((10 * 2.75e6 + 5 * 1e6) / 4e9, 1e-12);
  });

  it('of a biofuel says that E is taken as well-to-wake, and what the circular leaves open', () => {
    const cf = (line: Given): Step => all(ask({ lines: [line] }), 'circ905.cf')[0] ?? expect.fail('no step');
    expect(cf(fame).interpretation).to.equal(`${byProof} ${sets.imo.circ905.note}`);
    expect(cf({ ...fame, eGPerMj: 20 })).to.include({ value: 20 * 0.037, interpretation: byProof });
    const without = cf({ fuel: 'BIODIESEL', massT: 1, compliant: false });
    expect(without).to.include({ value: 3.206, formula: 'with the stem: not certified: Cf = fossil Cf' });
  });

  it('is refused where the tables have none, with the field of the input', () => {
    const ammonia = { fuel: 'E_NH3_ICE', massT: 10, eGPerMj: 5, compliant: true };
    const clause = sets.imo.clauses.ciiCo2;
    expect(reasonsOf(() => ask({ lines: [fame, ammonia] }))).to.deep.equal([
      { code: 'FACTOR_MISSING', field: 'body.lines[1].cfCO2GPerG', values: { fuel: 'E_NH3_ICE', pathway: 'rfnbo' }, clause },
    ]);
    expect(reasonsOf(() => ask({ baseline: { fuel: 'NH3_NG_ICE' } }))).to.deep.equal([
      { code: 'FACTOR_MISSING', field: 'body.baseline.fuel', values: { fuel: 'NH3_NG_ICE', pathway: 'fossil' }, clause },
    ]);
    expect(refusedFor({ baseline: { fuel: 'PEAT' } })).to.deep.equal([['FUEL_UNKNOWN', 'baseline.fuel']]);
    expect(refusedFor({ lines: [ammonia], cii: { ...ship, shipType: 'raft' } })).to.deep.equal([['FACTOR_MISSING', 'lines[0].cfCO2GPerG']]);
  });

  it('of a fuel that the rating does not know is refused at its line, be it the eleventh', () => {
    const grey = { fuel: 'NH3_NG_ICE', massT: 10, cfCO2GPerG: 0 };
    const cii = { ...ship, shipType: 'bulk' };
    expect(refusedFor({ lines: [grey], cii })).to.deep.equal([['FUEL_UNKNOWN', 'lines[0].fuel']]);
    const ten = Array<object>(10).fill(fame);
    expect(refusedFor({ lines: [...ten, grey], cii })).to.deep.equal([['FUEL_UNKNOWN', 'lines[10].fuel']]);
    const coal = { fuel: 'COAL', massT: 1 };
    expect(
      refusedFor({ lines: [...ten, fame], rest: [...rest, coal], cii: { ...cii, rest: [...ship.rest, { ...coal, cfCO2GPerG: 3 }] } }),
    ).to.deep.equal([
      ['FUEL_UNKNOWN', 'rest[1].fuel'],
      ['FUEL_UNKNOWN', 'cii.rest[1].fuel'],
    ]);
    expect(refusedFor({ lines: [...ten, coal], cii: undefined })).to.deep.equal([['FUEL_UNKNOWN', 'lines[10].fuel']]);
  });
});
