import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer, FactorSets } from '../../src/emissions/calculation.ts';
import { productFootprint } from '../../src/emissions/product-footprint.ts';
import type { Step } from '../../src/emissions/step.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
type Given = Readonly<Record<string, unknown>>;
const ask = (line: Given, rest: Given = {}, by: FactorSets = sets): Answer =>
  calculate(productFootprint, { line, boundary: 'cradle-to-grave', ...rest }, by);
const terms = (values: Readonly<Record<string, number>>): Given =>
  Object.fromEntries(Object.entries(values).map(([name, gPerMj]) => [name, { gPerMj, method: 'AV' }]));
const refused = (line: Given, by?: FactorSets): string[] =>
  reasonsOf(() => ask(line, {}, by)).map(({ code, field }) => `${code} ${field?.replace(/^body\./, '')}`);
const stepOf = ({ steps }: Answer, label: string): Step => steps.find((step) => step.label === label) ?? expect.fail(label);
const aboutOf = ({ result }: Answer): string[] => (result['statements'] as { about: string }[]).map(({ about }) => about);
const saidOf = ({ result }: Answer, key: string): { en: string; zh: string } =>
  (result['statements'] as { about: string; en: string; zh: string }[]).find(({ about }) => about === key) ?? expect.fail(key);

const toGate = { boundary: 'cradle-to-gate' };
const five = { ei: 20, ep: 3, etd: 1, eu: 0, eccs: 2 };
const blue = { fuel: 'E_NH3_ICE', origin: 'low-carbon' };

describe('the footprint of blue ammonia', () => {
  it('goes by the formula of low-carbon fuels, and says so', () => {
    const answer = ask({ ...blue, terms: terms(five) }, toGate);
    // (20 + 3 + 1 − 2) gCO2eq/MJ · 18 600 MJ/t
    expect(answer.result['totalKgCO2eqPerT']).to.be.closeTo(22 * 18.6, 1e-9);
    expect(answer.result).to.include({ fuel: 'E_NH3_ICE', origin: 'low-carbon' });
    expect(stepOf(answer, 'red.total').clause).to.equal('Delegated Regulation (EU) 2025/2359, Annex');
    expect(stepOf(answer, 'red.total').interpretation).to.include('from memory');
    expect(aboutOf(answer)).to.deep.equal([
      ...['unit', 'cradle-to-gate', 'origin-low-carbon', 'allocation-low-carbon', 'data-by-term', 'gwp', 'gwp-not-latest', 'cut-off'],
      ...['carbon-low-carbon', 'land-use-not-told', 'transport-none', 'exclusions'],
    ]);
    expect(saidOf(answer, 'origin-low-carbon').en).to.include('2025/2359');
    expect(saidOf(answer, 'origin-low-carbon').zh).to.include('低碳燃料');
  });

  it('takes a saving that the formula from memory does not have, as a stage of its own', () => {
    const answer = ask({ ...blue, terms: terms({ ...five, eccr: 4 }) }, toGate);
    // (20 + 3 + 1 − 2 − 4) gCO2eq/MJ · 18 600 MJ/t
    expect(answer.result['totalKgCO2eqPerT']).to.be.closeTo(18 * 18.6, 1e-9);
    expect(answer.result['stages']).to.deep.include({
      ...{ stage: 'capture-and-replacement', of: 'eccr', countedAs: 'fossil-and-other', kgCO2eqPerT: -74.4, primaryDataPct: 0 },
    });
    expect(stepOf(answer, 'red.total').interpretation).to.include('eccr');
  });

  it('by a total deducts eu as a low-carbon fuel does', () => {
    const answer = ask({ fuel: 'E_METHANOL', origin: 'low-carbon', eGPerMj: 74, euGPerMj: 60 }, toGate);
    expect(answer.steps.map(({ label }) => label).slice(0, 2)).to.deep.equal(['wtt.lowCarbon', 'energy']);
    expect(answer.result['totalKgCO2eqPerT']).to.be.closeTo(14 * 19.9, 1e-9);
  });

  it('keeps in E the potentials of the method of low-carbon fuels', () => {
    const use = (rest: Given, by: FactorSets = sets) => stepOf(ask({ ...blue, eGPerMj: 20 }, rest, by), 'footprint.use');
    expect(use({}).interpretation).to.equal('E of the proof keeps the potentials of its own method (AR5); only the use follows AR4.');
    expect(use({ gwpSet: 'AR5' })).not.to.have.property('interpretation');
    const { 'low-carbon': _none, ...formulas } = sets.red.formulas;
    expect(use({}, { ...sets, red: { ...sets.red, formulas } })).not.to.have.property('interpretation');
  });

  it('by terms is refused where the set has no formula for it', () => {
    const { 'low-carbon': _none, ...formulas } = sets.red.formulas;
    expect(refused({ ...blue, terms: terms(five) }, { ...sets, red: { ...sets.red, formulas } })).to.deep.equal([
      'FACTOR_MISSING line.origin',
    ]);
  });
});

describe('the origin of the fuel of a footprint', () => {
  it('is told of an RFNBO and of recycled carbon, both by the method of 2023/1185', () => {
    const by = (origin: string) => ask({ fuel: 'E_METHANOL', origin, terms: terms(five) });
    expect(aboutOf(by('rfnbo'))).to.include.members(['origin-rfnbo', 'allocation-rfnbo', 'captured']);
    expect(aboutOf(by('recycled-carbon'))).to.include.members(['origin-recycled-carbon', 'allocation-rfnbo', 'carbon-recycled-carbon']);
    for (const origin of ['rfnbo', 'recycled-carbon']) expect(stepOf(by(origin), 'red.total').clause, origin).to.include('2023/1185');
    expect(by('recycled-carbon').result['totalKgCO2eqPerT']).to.equal(by('rfnbo').result['totalKgCO2eqPerT']);
    expect(by('recycled-carbon').result).to.include({ origin: 'recycled-carbon' });
    expect(ask({ fuel: 'E_METHANOL', eGPerMj: 80 }).result).not.to.have.property('origin');
    expect(saidOf(by('recycled-carbon'), 'carbon-recycled-carbon').en).to.include('released in use');
  });

  it('says of the carbon that is released what is credited for it', () => {
    const use = (origin: string) =>
      stepOf(ask({ fuel: 'E_METHANOL', origin, eGPerMj: 80 }, { gwpSet: 'AR5' }), 'footprint.use').interpretation;
    expect(use('rfnbo')).to.include('Captured carbon is credited');
    expect(use('recycled-carbon')).to.include('Recycled carbon is credited').and.to.include('(AR4)');
    expect(use('low-carbon')).to.equal(
      'What is credited for the carbon of a low-carbon fuel is as the proof has it, and its release counts here.',
    );
  });

  it('is left out of a biofuel and of a fossil fuel', () => {
    expect(refused({ fuel: 'BIODIESEL', eGPerMj: 10, origin: 'low-carbon' })).to.deep.equal(['INPUT_UNFIT line.origin']);
    expect(refused({ fuel: 'BIODIESEL', terms: terms({ eec: 1 }), origin: 'low-carbon' })).to.deep.equal(['INPUT_UNFIT line.origin']);
    expect(refused({ fuel: 'HFO', origin: 'low-carbon' })).to.deep.equal(['INPUT_UNFIT line.origin']);
  });
});

describe('the newest potentials', () => {
  it('are named by the set of the standard, and by none from before it', () => {
    const { potentials, ...before } = sets.iso14067;
    const at = (newest: string) => ({ ...sets, iso14067: { ...before, potentials: { ...(potentials ?? expect.fail()), newest } } });
    expect(potentials?.newest).to.equal('AR6');
    expect(saidOf(ask({ fuel: 'HFO' }, {}, at('AR5')), 'gwp-not-latest').en).to.include('AR5 is offered');
    expect(aboutOf(ask({ fuel: 'HFO' }, {}, at('AR4')))).not.to.include('gwp-not-latest');
    expect(aboutOf(ask({ fuel: 'HFO' }, {}, { ...sets, iso14067: before }))).not.to.include('gwp-not-latest');
  });
});
