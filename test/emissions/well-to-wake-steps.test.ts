import { expect } from 'chai';
import { wellToWake, type ClassResult, type FuelComponent } from '../../src/emissions/well-to-wake.ts';
import { stepLabels, type Step } from '../../src/emissions/step.ts';
import { factors } from './factor-sets.ts';
import { inputsOf } from './inputs-of.ts';

/** The result for a ship with a slow dual-fuel Otto engine. */
function one(components: readonly FuelComponent[]): ClassResult {
  const [result] = wellToWake({ components, engineClass: 'OTTO_SS', factors }).results;
  return result ?? expect.fail('one result was expected');
}

const ton = 1000;
const tankToWake = 'TtW = [(1 − slip/100)·(CfCO2·GWP_CO2 + CfCH4·GWP_CH4 + CfN2O·GWP_N2O) + slip/100·GWP_CH4] / LCV';
const bioLng = { fuel: 'LNG', pathway: 'bio', massKg: 400 * ton, eGPerMj: 19.17 } as const;

describe('the steps of a result', () => {
  const mixed = (): ClassResult =>
    one([
      bioLng,
      { fuel: 'AMMONIA', pathway: 'rfnbo', massKg: 7 * ton, eGPerMj: 12 },
      { fuel: 'HFO', pathway: 'fossil', massKg: 9 * ton },
      { fuel: 'FAME', pathway: 'bio', massKg: ton },
    ]);

  it('lead from the factors to the figure, each with its clause and its units', () => {
    const result = mixed();
    expect(result.steps.map((step) => step.label)).to.deep.equal([
      ...['energy', 'wtt.bio', 'ttw', 'wtw'],
      ...['energy', 'wtt.rfnbo', 'ttw', 'wtw'],
      ...['energy', 'wtt.default', 'ttw', 'wtw'],
      ...['energy', 'wtt.fallback', 'ttw.fallback', 'wtw'],
      ...['mix.energy', 'mix.wtt', 'mix.ttw', 'mix.wtw'],
    ]);
    for (const step of result.steps) {
      expect(stepLabels).to.include(step.label);
      expect(step.clause, step.label).to.match(/Regulation|Directive/);
      expect(
        step.inputs.every((input) => input.unit !== '' && Number.isFinite(input.value)),
        step.label,
      ).to.equal(true);
    }
    expect(result.steps.at(-1)?.value).to.equal(result.wtwGPerMj);
  });

  it('print the formula that was used', () => {
    const formulas = new Map(mixed().steps.map((step) => [step.label, step.formula]));
    expect(Object.fromEntries(formulas)).to.deep.equal({
      energy: 'energy = mass·1000·LCV',
      'wtt.bio': 'WtT = E − CfCO2/LCV',
      'wtt.rfnbo': 'WtT = E − eu',
      'wtt.default': 'WtT = default',
      'wtt.fallback': 'WtT = WtT of HFO (no-proof)',
      ttw: tankToWake,
      'ttw.fallback': tankToWake,
      wtw: 'WtW = WtT + TtW',
      'mix.energy': 'energy = Σ energy',
      'mix.wtt': 'WtT = Σ energy·WtT / Σ energy',
      'mix.ttw': 'TtW = Σ energy·TtW / Σ energy',
      'mix.wtw': 'WtW = WtT + TtW',
    });
  });

  it('can be followed by hand', () => {
    for (const step of mixed().steps)
      expect(step.value, `${step.label} ${step.fuel}`).to.be.closeTo(byHand(step), 1e-9 * Math.abs(step.value) + 1e-9);
  });

  it('weigh each fuel by its energy under its name', () => {
    const { steps, wttGPerMj, ttwGPerMj } = one([
      { fuel: 'HFO', pathway: 'fossil', massKg: 9 * ton },
      { fuel: 'MDO_MGO', pathway: 'fossil', massKg: ton },
    ]);
    const lcv = 'Regulation (EU) 2023/1805 Annex II column 3';
    expect(inputsOf(steps, 'energy')).to.deep.equal([
      [
        ['mass', 9 * ton, 'kg'],
        ['LCV', 0.0405, 'MJ/g', lcv],
      ],
      [
        ['mass', ton, 'kg'],
        ['LCV', 0.0427, 'MJ/g', lcv],
      ],
    ]);
    expect(inputsOf(steps, 'mix.energy')).to.deep.equal([
      [
        ['energy HFO', 364_500, 'MJ'],
        ['energy MDO_MGO', 42_700, 'MJ'],
      ],
    ]);
    expect(inputsOf(steps, 'mix.wtt')).to.deep.equal([
      [
        ['energy HFO', 364_500, 'MJ'],
        ['WtT HFO', 13.5, 'gCO2eq/MJ'],
        ['energy MDO_MGO', 42_700, 'MJ'],
        ['WtT MDO_MGO', 14.4, 'gCO2eq/MJ'],
      ],
    ]);
    expect(inputsOf(steps, 'mix.wtw')).to.deep.equal([
      [
        ['WtT', wttGPerMj, 'gCO2eq/MJ'],
        ['TtW', ttwGPerMj, 'gCO2eq/MJ'],
      ],
    ]);
  });

  it('say where each factor stands, a filled cell by the rule that fills it', () => {
    const result = mixed();
    const ttw = result.steps.find((step) => step.label === 'ttw' && step.fuel === 'E_NH3_ICE');
    expect(ttw?.inputs.find((input) => input.name === 'CfN2O')?.from).to.include('TBM or N/A');
    expect(ttw?.inputs.find((input) => input.name === 'CfCO2')?.from).to.equal('Annex II, E_NH3_ICE (ESSF Table 6/7)');
    expect(ttw?.inputs.find((input) => input.name === 'GWP_CH4')?.from).to.include('Annex V part C point 4');
    const energy = result.steps.filter((step) => step.label === 'energy').map((step) => step.clause);
    expect(energy[0]).to.include('Annex III');
    expect(energy[2]).to.include('column 3');
  });
});

/** The value of a step, worked out anew from its inputs by its formula. */
function byHand({ label, inputs }: Step): number {
  const get = (name: string): number => inputs.find((input) => input.name === name)?.value ?? Number.NaN;
  const all = (prefix: string): number[] => inputs.filter((input) => input.name.startsWith(prefix)).map((input) => input.value);
  const total = (values: number[]): number => values.reduce((a, b) => a + b, 0);
  const mean = (name: string): number =>
    total(all('energy ').map((energy, place) => energy * (all(`${name} `)[place] ?? 0))) / total(all('energy '));
  if (label === 'energy') return get('mass') * 1000 * get('LCV');
  if (label === 'wtt.bio') return get('E') - get('CfCO2') / get('LCV');
  if (label === 'wtt.rfnbo') return get('E') - get('eu');
  if (label === 'wtt.default' || label === 'wtt.fallback') return get('WtT');
  if (label === 'wtw' || label === 'mix.wtw') return get('WtT') + get('TtW');
  if (label === 'mix.energy') return total(all('energy '));
  if (label === 'mix.wtt') return mean('WtT');
  if (label === 'mix.ttw') return mean('TtW');
  const slip = get('slip') / 100;
  const burnt = get('CfCO2') * get('GWP_CO2') + get('CfCH4') * get('GWP_CH4') + get('CfN2O') * get('GWP_N2O');
  return ((1 - slip) * burnt + slip * get('GWP_CH4')) / get('LCV');
}
