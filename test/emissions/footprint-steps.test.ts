import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer } from '../../src/emissions/calculation.ts';
import { parseFootprintClauses } from '../../src/emissions/footprint-clauses.ts';
import { productFootprint } from '../../src/emissions/product-footprint.ts';
import type { Step } from '../../src/emissions/step.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
type Given = Readonly<Record<string, unknown>>;
const ask = (line: Given, rest: Given = {}): Answer => calculate(productFootprint, { line, boundary: 'cradle-to-grave', ...rest }, sets);
const toGate = { boundary: 'cradle-to-gate' };
const terms = (values: Readonly<Record<string, number>>): Given =>
  Object.fromEntries(Object.entries(values).map(([name, gPerMj]) => [name, { gPerMj, method: 'AV' }]));

/** Formula, inputs and value of each step with the label, a line each. */
const linesOf = ({ steps }: Answer, label: string): string[] =>
  steps
    .filter((step) => step.label === label)
    .map(({ formula, inputs, value, unit }) =>
      [formula, ...inputs.map(inputLine), `= ${Number(value.toPrecision(12))} ${unit}`].join('; '),
    );
const inputLine = ({ name, value, unit, from }: Step['inputs'][number]): string =>
  `${name} ${Number(value.toPrecision(12))} ${unit}${from === undefined ? '' : ` by ${from}`}`;
const stepOf = ({ steps }: Answer, label: string): Step => steps.find((step) => step.label === label) ?? expect.fail(label);

const hvo = {
  fuel: 'HVO',
  terms: {
    ...terms({ eec: 4, el: 1, etd: 1.5, eu: 2, esca: 2, eccs: 3, eccr: 0.5 }),
    ep: { gPerMj: 9.5, method: 'DDV_AV', primaryData: true },
  },
};
const transport = [
  { name: 'barge', kgCO2eqPerT: 12, primaryData: true },
  { name: 'pipeline', kgCO2eqPerT: 3 },
];

describe('the steps of a footprint', () => {
  const full = (): Answer => ask(hvo, { transport, gwpSet: 'AR6' });
  const energy = 'energy of a tonne 44000 MJ/t';
  const proof = 'gCO2eq/MJ by proof of sustainability';

  it('by terms show each stage with its sign, its energy and how the term was found', () => {
    expect(linesOf(full(), 'footprint.stage')).to.deep.equal([
      `raw-materials = eec·energy of a tonne/10³; eec 4 ${proof} (AV); ${energy}; = 176 kgCO2eq/t`,
      `land-use-change = el·energy of a tonne/10³; el 1 ${proof} (AV); ${energy}; = 44 kgCO2eq/t`,
      `processing = ep·energy of a tonne/10³; ep 9.5 ${proof} (DDV_AV, primary data); ${energy}; = 418 kgCO2eq/t`,
      `distribution = etd·energy of a tonne/10³; etd 1.5 ${proof} (AV); ${energy}; = 66 kgCO2eq/t`,
      `soil-carbon = −esca·energy of a tonne/10³; esca 2 ${proof} (AV); ${energy}; = -88 kgCO2eq/t`,
      `capture-and-storage = −eccs·energy of a tonne/10³; eccs 3 ${proof} (AV); ${energy}; = -132 kgCO2eq/t`,
      `capture-and-replacement = −eccr·energy of a tonne/10³; eccr 0.5 ${proof} (AV); ${energy}; = -22 kgCO2eq/t`,
    ]);
    expect(linesOf(full(), 'footprint.leg')).to.deep.equal([
      'leg = as given (barge); leg 12 kgCO2eq/t by given in the input, primary data; = 12 kgCO2eq/t',
      'leg = as given (pipeline); leg 3 kgCO2eq/t by given in the input; = 3 kgCO2eq/t',
    ]);
  });

  it('of the use of a biofuel show what was taken up, what is burnt and what E leaves out', () => {
    const burnt = 3115 + 29.8 * 0.05 + 273 * 0.18;
    expect(linesOf(full(), 'footprint.uptake')).to.deep.equal([
      'biogenic-uptake = −CfCO2·10³; CfCO2 3.115 g/g by Regulation (EU) 2023/1805 Annex II, HVO (ESSF Table 4/5); = -3115 kgCO2eq/t',
    ]);
    expect(linesOf(full(), 'footprint.use')).to.deep.equal([
      `use = TtW·energy of a tonne/10³; TtW ${Number((burnt / 44).toPrecision(12))} gCO2eq/MJ by ${sets.fueleu.clauses.ttw}; ${energy}; = 3165.63 kgCO2eq/t`,
    ]);
    expect(stepOf(full(), 'footprint.use').interpretation).to.equal(
      'E of the proof keeps the potentials of its own method (AR4); only the use follows AR6. The term eu of the proof is left out; the use is computed instead.',
    );
  });

  it('sum up by name all stages, those of each part, and the contributions without sign', () => {
    const fossil = [
      'raw-materials (eec) 176',
      'processing (ep) 418',
      'distribution (etd) 66',
      'capture-and-storage (eccs) -132',
      'capture-and-replacement (eccr) -22',
      'transport-leg (barge) 12',
      'transport-leg (pipeline) 3',
    ];
    const biogenic = ['biogenic-uptake -3115', 'use 3165.63'];
    const part = (as: string, of: readonly string[], value: number): string =>
      [`${as} = sum of its stages`, ...of.map((one) => `${one} kgCO2eq/t`), `= ${value} kgCO2eq/t`].join('; ');
    expect(linesOf(full(), 'footprint.separate')).to.deep.equal([
      part('fossil-and-other', fossil, 521),
      part('biogenic', biogenic, 50.63),
      part('land-use-change', ['land-use-change (el) 44'], 44),
      part('soil-carbon', ['soil-carbon (esca) -88'], -88),
    ]);
    expect(
      full()
        .steps.filter(({ label }) => label === 'footprint.separate')
        .map(({ interpretation }) => interpretation),
    ).to.deep.equal([
      'Sources do not split their figures by origin of the carbon: what none calls biogenic counts as fossil and other.',
      ...[undefined, undefined, undefined],
    ]);
    expect(stepOf(full(), 'footprint.total').inputs.map(({ name }) => name)).to.deep.equal([
      ...['raw-materials (eec)', 'land-use-change (el)', 'processing (ep)', 'distribution (etd)', 'soil-carbon (esca)'],
      ...['capture-and-storage (eccs)', 'capture-and-replacement (eccr)', 'transport-leg (barge)', 'transport-leg (pipeline)'],
      ...['biogenic-uptake', 'use'],
    ]);
    const primary = stepOf(full(), 'footprint.primary');
    expect(primary.inputs.map(({ name, from }) => `${name} ${from}`)).to.deep.equal([
      ...['|raw-materials (eec)| primary data 0 %', '|land-use-change (el)| primary data 0 %', '|processing (ep)| primary data 100 %'],
      ...[
        '|distribution (etd)| primary data 0 %',
        '|soil-carbon (esca)| primary data 0 %',
        '|capture-and-storage (eccs)| primary data 0 %',
      ],
      ...['|capture-and-replacement (eccr)| primary data 0 %', '|transport-leg (barge)| primary data 100 %'],
      ...['|transport-leg (pipeline)| primary data 0 %', '|use with biogenic-uptake| primary data 0 %'],
    ]);
    const sizes = 176 + 44 + 418 + 66 + 88 + 132 + 22 + 12 + 3 + 50.63;
    expect(primary.value).to.be.closeTo((100 * (418 + 12)) / sizes, 1e-9);
  });

  it('add up to the figures that are stated apart', () => {
    const apart = full().result['separately'] as Record<string, number>;
    const expected = {
      ...{
        fossilAndOtherKgCO2eqPerT: 521,
        biogenicKgCO2eqPerT: 50.63,
        biogenicUptakeKgCO2eqPerT: -3115,
        biogenicReleaseKgCO2eqPerT: 3165.63,
      },
      ...{ landUseChangeKgCO2eqPerT: 44, soilCarbonKgCO2eqPerT: -88, biogenicContentKgCO2PerT: 3115 },
    };
    expect(apart).to.have.all.keys(expected);
    for (const [name, value] of Object.entries(expected)) expect(apart[name], name).to.be.closeTo(value, 1e-9);
    expect(ask({ fuel: 'E_METHANOL', eGPerMj: 80 }).result['separately']).to.have.all.keys('fossilAndOtherKgCO2eqPerT');
  });

  it('of a fossil fuel have one figure up to the gate, and no carbon cycle', () => {
    const hfo = ask({ fuel: 'HFO' }, { gwpSet: 'AR6' });
    const labels = ['wtt.default', 'energy', 'ttw', 'footprint.stage', 'footprint.use', 'footprint.total', 'footprint.separate'];
    expect(hfo.steps.map(({ label }) => label)).to.deep.equal([...labels, 'footprint.primary']);
    expect(linesOf(hfo, 'footprint.stage')).to.deep.equal([
      'production = WtT·energy of a tonne/10³; WtT 13.5 gCO2eq/MJ; energy of a tonne 40500 MJ/t; = 546.75 kgCO2eq/t',
    ]);
    expect(stepOf(hfo, 'footprint.stage')).not.to.have.property('interpretation');
    expect(stepOf(hfo, 'footprint.use')).not.to.have.property('interpretation');
    expect(stepOf(hfo, 'footprint.primary').inputs.map(({ name }) => name)).to.deep.equal(['|production|', '|use|']);
    expect(hfo.result).not.to.have.any.keys('delivery', 'certificate');
  });

  it('of a total E show it, and that it is taken to hold nothing for the use of a biofuel', () => {
    const answer = ask({ fuel: 'BIODIESEL', eGPerMj: 10 });
    expect(answer.steps.map(({ label }) => label).slice(0, 3)).to.deep.equal(['energy', 'ttw', 'footprint.stage']);
    expect(linesOf(answer, 'footprint.stage')).to.deep.equal([
      `production = E·energy of a tonne/10³; E 10 ${proof}; energy of a tonne 37000 MJ/t; = 370 kgCO2eq/t`,
    ]);
    expect(stepOf(answer, 'footprint.stage').interpretation).to.equal(
      'The total E of a biofuel is taken to hold nothing for its use (eu = 0).',
    );
    expect(stepOf(answer, 'footprint.use')).not.to.have.property('interpretation');
  });

  it('say of the slip whether the line gave it', () => {
    const from = (more: Given) => stepOf(ask({ fuel: 'LNG_OTTO_MS', ...more }), 'footprint.use').inputs[0]?.from;
    expect(from({})).to.equal(sets.fueleu.clauses.ttw);
    expect(from({ lcvMjPerG: 0.05 })).to.equal(sets.fueleu.clauses.ttw);
    expect(from({ slipPct: 2 })).to.equal(`${sets.fueleu.clauses.ttw}; slip given with the line`);
  });
});

describe('the footprint of a fuel of non-biological origin', () => {
  const captured =
    'Captured carbon is credited in the inputs as the proof has it, and its release counts here; whether it is biogenic is not told.';

  it('by terms leaves out their eu, and of a total deducts the eu of the table or of the line', () => {
    const byTerms = ask({ fuel: 'E_METHANOL', terms: terms({ ei: 12, ep: 3, etd: 1, eu: 60, eccs: 2 }) }, toGate);
    expect(byTerms.steps.map(({ label }) => label).slice(0, 3)).to.deep.equal(['red.total', 'energy', 'footprint.stage']);
    expect(byTerms.result['totalKgCO2eqPerT']).to.be.closeTo((12 + 3 + 1 - 2) * 19.9, 1e-9);
    const byTotal = ask({ fuel: 'E_METHANOL', eGPerMj: 74, euGPerMj: 60 }, toGate);
    expect(byTotal.steps.map(({ label }) => label).slice(0, 3)).to.deep.equal(['wtt.rfnbo', 'energy', 'footprint.stage']);
    expect(byTotal.result['totalKgCO2eqPerT']).to.be.closeTo(14 * 19.9, 1e-9);
    expect(ask({ fuel: 'E_METHANOL', eGPerMj: 74 }, toGate).result['totalKgCO2eqPerT']).to.be.closeTo((74 - 68.9) * 19.9, 1e-9);
  });

  it('says that its release counts where it holds carbon at all', () => {
    const use = (fuel: string): Step => stepOf(ask({ fuel, eGPerMj: 80 }), 'footprint.use');
    expect(use('E_METHANOL').interpretation).to.equal(captured);
    expect(use('E_NH3_ICE')).not.to.have.property('interpretation');
  });
});

describe('the statements of a footprint', () => {
  const about = (line: Given, rest?: Given): string[] =>
    (ask(line, rest).result['statements'] as { about: string }[]).map((one) => one.about);

  it('of a fossil fuel tell of defaults, in their order', () => {
    expect(about({ fuel: 'HFO' }, { gwpSet: 'AR6' })).to.deep.equal([
      ...['unit', 'cradle-to-grave', 'allocation-fossil', 'data-default', 'gwp', 'cut-off', 'fossil', 'land-use-not-told'],
      ...['transport-none', 'exclusions'],
    ]);
  });

  it('of a biofuel tell of its total or terms, of its carbon, and of legs that are given', () => {
    expect(about({ fuel: 'HVO', eGPerMj: 10 }, { ...toGate, transport: transport.slice(0, 1) })).to.deep.equal([
      ...['unit', 'cradle-to-gate', 'allocation-bio', 'data-total', 'gwp', 'gwp-not-latest', 'cut-off', 'biogenic', 'land-use-not-told'],
      ...['transport-given', 'exclusions'],
    ]);
    expect(about(hvo)).to.include.members(['data-by-term', 'land-use-separate', 'transport-none']);
  });

  it('of a fuel of non-biological origin tell of captured carbon', () => {
    expect(about({ fuel: 'E_NH3_ICE', eGPerMj: 10 }, { gwpSet: 'AR5' })).to.deep.equal([
      ...['unit', 'cradle-to-grave', 'allocation-rfnbo', 'data-total', 'gwp', 'gwp-not-latest', 'cut-off', 'captured'],
      ...['land-use-not-told', 'transport-none', 'exclusions'],
    ]);
  });

  it('name the potentials, and the newest ones where they are others', () => {
    const said = (gwpSet: string, key: string): string | undefined =>
      (ask({ fuel: 'HFO' }, { gwpSet }).result['statements'] as { about: string; en: string }[]).find(({ about: one }) => one === key)?.en;
    expect(said('AR5', 'gwp')).to.include('AR5, CH4 28, N2O 265');
    expect(said('AR4', 'gwp-not-latest')).to.include('AR6 is offered');
  });
});

describe('what a footprint is given', () => {
  const gives =
    (rest: Given, line: Given = {}) =>
    (): Answer =>
      ask({ fuel: 'BIODIESEL', eGPerMj: 10, ...line }, rest);

  it('has up to fifty legs, none below zero, and names of up to 200 letters', () => {
    const leg = { name: 'x'.repeat(200), kgCO2eqPerT: 0 };
    expect(gives({ transport: Array(50).fill(leg), delivery: 'x'.repeat(200) })).not.to.throw();
    expect(gives({ transport: Array(51).fill(leg) })).to.throw('transport');
    expect(gives({ transport: [{ ...leg, kgCO2eqPerT: -1 }] })).to.throw('kgCO2eqPerT');
    for (const name of [' ', 'x'.repeat(201)]) {
      expect(gives({ transport: [{ ...leg, name }] })).to.throw('name');
      expect(gives({ delivery: name })).to.throw('delivery');
      expect(gives({ certificate: name })).to.throw('certificate');
    }
    expect(gives({ delivery: ' BDN-1 ' })().result).to.include({ delivery: 'BDN-1' });
    expect(gives({ boundary: 'gate-to-grave' })).to.throw('boundary');
  });

  it('has a share of primary data from 0 to 100 %, and no default that is called primary', () => {
    for (const primaryDataPct of [0, 100]) expect(gives({}, { primaryDataPct })).not.to.throw();
    for (const primaryDataPct of [-1, 101]) expect(gives({}, { primaryDataPct })).to.throw('primaryDataPct');
    const by = (method: string) => ask({ ...hvo, terms: { ...hvo.terms, el: { gPerMj: 1, method, primaryData: true } } });
    for (const method of ['AV', 'DDV_AV']) expect(by(method).result['primaryDataPct']).to.be.above(30);
    for (const method of ['DDV', 'NUTS2', 'DDV_NUTS2'])
      expect(reasonsOf(() => by(method))).to.deep.equal([
        {
          code: 'INPUT_UNFIT',
          field: 'body.line.terms.el.primaryData',
          values: { why: `a value by ${method} is a default, not primary data` },
        },
      ]);
  });
});

describe('what a footprint lacks', () => {
  it('among its terms is told alone, without asking for a total too', () => {
    const four = terms({ ep: 3, etd: 1, eu: 60, eccs: 2 });
    expect(reasonsOf(() => ask({ fuel: 'E_METHANOL', terms: four })).map(({ code, field }) => [code, field])).to.deep.equal([
      ['FACTOR_MISSING', 'body.line.terms.ei'],
    ]);
  });
});

describe('the clauses of the standard for footprints', () => {
  it('stand each under a source of the file', () => {
    expect(parseFootprintClauses(sets.iso14067)).to.deep.equal(sets.iso14067);
    const { clauses } = sets.iso14067;
    const astray = {
      ...sets.iso14067,
      clauses: { ...clauses, use: { ...clauses.use, source: 'A' }, total: { ...clauses.total, source: 'B' } },
    };
    expect(() => parseFootprintClauses(astray)).to.throw(RangeError, 'iso-14067-2026-11 names sources it does not have: A, B');
    const hearsay = { ...sets.iso14067, potentials: { ...sets.iso14067.potentials, source: 'C' } };
    expect(() => parseFootprintClauses(hearsay)).to.throw(RangeError, 'iso-14067-2026-11 names sources it does not have: C');
  });
});
