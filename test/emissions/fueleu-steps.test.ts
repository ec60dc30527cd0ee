import { expect } from 'chai';
import { factors } from './factor-sets.ts';
import { ask, inputsOf, stepsOf, told, type Told } from './fueleu-ask.ts';

const { rules, clauses } = factors;
const annexII = 'Regulation (EU) 2023/1805 Annex II column 3';

describe('the steps of an allocation', () => {
  const topic = 'fueleu.allocation';
  const bio = { fuel: 'BIODIESEL', massT: 10, eGPerMj: 37, lcvMjPerG: 0.05 };
  const own = { fuel: 'HFO', massT: 100, wtwGPerMj: 90 };
  const mixed = {
    legs: [
      { energyGj: 3000, scopePct: 50 },
      { energyGj: 500, scopePct: 100 },
    ],
    lines: [own, bio],
  };

  it('name the fuels by their place, and say what was open before each, from the cleanest on', () => {
    const [first, second] = stepsOf(topic, mixed, 'fueleu.allocated');
    expect(first?.fuel).to.equal('2 BIODIESEL');
    expect(first?.inputs.map(told).map(([name, value, unit]) => (name === 'WtW' ? [name] : [name, value, unit]))).to.deep.equal([
      ['energy', 500, 'GJ'],
      ['WtW'],
      ['filled before', 0, 'GJ'],
    ]);
    expect(second?.fuel).to.equal('1 HFO');
    expect(second?.inputs.map(told)).to.deep.equal([
      ['energy', 4050, 'GJ'],
      ['WtW', 90, 'gCO2eq/MJ'],
      ['filled before', 500, 'GJ'],
    ]);
    expect([first?.value, second?.value]).to.deep.equal([500, 1500]);
    const three = { ...mixed, lines: [own, bio, { fuel: 'LFO', massT: 100, wtwGPerMj: 95 }], legs: [{ energyGj: 5000, scopePct: 100 }] };
    expect(stepsOf(topic, three, 'fueleu.allocated').map(({ inputs }) => inputs[2]?.value)).to.deep.equal([0, 500, 4550]);
  });

  it('weigh each fuel by what it fills, in the order of the lines', () => {
    const [intensity] = stepsOf(topic, mixed, 'fueleu.allocatedIntensity');
    const [wtw] = stepsOf(topic, mixed, 'wtw');
    expect(intensity?.inputs.map(told)).to.deep.equal([
      ['allocated 1 HFO', 1500, 'GJ'],
      ['WtW 1 HFO', 90, 'gCO2eq/MJ'],
      ['allocated 2 BIODIESEL', 500, 'GJ'],
      ['WtW 2 BIODIESEL', wtw?.value, 'gCO2eq/MJ'],
    ]);
    expect(intensity?.value).to.be.closeTo((1500 * 90 + 500 * (wtw?.value ?? NaN)) / 2000, 1e-9);
    const { allocations } = ask(topic, mixed).result as { allocations: object[] };
    expect(allocations).to.deep.equal([
      { fuel: 'HFO', energyGj: 1500, massT: 1500 / 40.5 },
      { fuel: 'BIODIESEL', energyGj: 500, massT: 10 },
    ]);
  });

  it('say where each calorific value stands: in the table of the fuel, or given with the line', () => {
    const lcvs = (lines: object[]): Told[] =>
      inputsOf(topic, { legs: [{ energyGj: 1, scopePct: 100 }], lines }, 'fueleu.energyGj').map(([, lcv]) => lcv ?? ['', 0, '']);
    expect(lcvs([own, bio, { ...own, lcvMjPerG: 0.04 }])).to.deep.equal([
      ['LCV', 0.0405, 'MJ/g', annexII],
      ['LCV', 0.05, 'MJ/g', 'given with the line'],
      ['LCV', 0.04, 'MJ/g', 'given with the line'],
    ]);
    const { lcvMjPerG: _, ...table } = bio;
    expect(lcvs([table, { ...table, wtwGPerMj: 3 }, { fuel: 'LFO', massT: 1 }])).to.deep.equal([
      ['LCV', 0.037, 'MJ/g', clauses.lcvBio],
      ['LCV', 0.037, 'MJ/g', clauses.lcvBio],
      ['LCV', 0.041, 'MJ/g', annexII],
    ]);
    expect(stepsOf(topic, mixed, 'fueleu.energyGj').map(({ fuel, value }) => [fuel, value])).to.deep.equal([
      ['1 HFO', 4050],
      ['2 BIODIESEL', 500],
    ]);
  });

  it('come with a scope that may exceed the fuels by a ten-thousandth, no more', () => {
    const of = (massT: number): unknown =>
      ask(topic, { legs: [{ energyGj: 1_000, scopePct: 100 }], lines: [{ fuel: 'own', lcvMjPerG: 0.1, wtwGPerMj: 1, massT }] });
    expect(() => of(9.999)).to.not.throw();
    expect(() => of(9.9989)).to.throw('INPUT_UNFIT');
  });

  it('number the legs of the scope from one', () => {
    expect(inputsOf(topic, mixed, 'fueleu.scope')).to.deep.equal([
      [
        ['energy 1', 3000, 'GJ'],
        ['share 1', 50, '%', rules.scope.clause],
        ['energy 2', 500, 'GJ'],
        ['share 2', 100, '%', rules.scope.clause],
      ],
    ]);
  });
});

describe('the steps of the adjustment for ice', () => {
  const topic = 'fueleu.ice';
  const ship = { year: 2025, iceClass: 'IA', distanceNm: 600, iceDistanceNm: 75 };
  const lfo = { fuel: 'LFO', massT: 51.25, iceMassT: 7.5 };

  it('number the fuels by their lines', () => {
    const lines = [lfo, { fuel: 'MDO_MGO', massT: 10, iceMassT: 0 }];
    expect(inputsOf(topic, { ...ship, lines }, 'fueleu.iceEnergy')).to.deep.equal([
      [
        ['mass in ice 1 LFO', 7.5, 't'],
        ['LCV 1 LFO', 0.041, 'MJ/g'],
        ['mass in ice 2 MDO_MGO', 0, 't'],
        ['LCV 2 MDO_MGO', 0.0427, 'MJ/g'],
      ],
    ]);
    expect(inputsOf(topic, { ...ship, lines }, 'fueleu.iceMass')[0]?.map(([name]) => name)).to.deep.equal(['mass 1 LFO', 'mass 2 MDO_MGO']);
  });

  it('take the energy off one fuel as long as it lasts, and what is then open off the next', () => {
    const [only, none] = inputsOf(topic, { ...ship, lines: [lfo, { fuel: 'MDO_MGO', massT: 10, iceMassT: 0 }] }, 'fueleu.iceTaken');
    expect(none).to.equal(undefined);
    expect(only?.[0]).to.deep.equal(['mass', 51.25, 't']);
    const small = { fuel: 'HFO', massT: 2, iceMassT: 0 };
    const nothing = { fuel: 'HFO', massT: 0, iceMassT: 0 };
    const taken = inputsOf(topic, { ...ship, lines: [lfo, nothing, small] }, 'fueleu.iceTaken');
    expect(taken).to.have.length(2);
    const [[, offHfo] = [], [, offLfo] = []] = taken;
    expect(offHfo?.[1]).to.be.above(2 * 40_500);
    expect((offHfo?.[1] ?? NaN) - (offLfo?.[1] ?? NaN)).to.be.closeTo(2 * 40_500, 1e-6);
    const left = stepsOf(topic, { ...ship, lines: [lfo, nothing, small] }, 'fueleu.iceTaken').map(({ value }) => value);
    expect(left[0]).to.equal(0);
    expect(left[1]).to.be.closeTo(51.25 - (offLfo?.[1] ?? NaN) / 41_000, 1e-9);
  });

  it('are refused where one fuel of several was burnt in ice without a distance there', () => {
    const lines = [{ fuel: 'HFO', massT: 1, iceMassT: 0 }, lfo];
    expect(() => ask(topic, { ...ship, iceDistanceNm: 0, lines })).to.throw('INPUT_UNFIT');
  });
});

describe('the steps of a ship’s year', () => {
  it('name each fuel by its place in energy, reward and weighting', () => {
    const lines = [
      { fuel: 'HFO', massT: 2 },
      { fuel: 'HFO', massT: 1 },
    ];
    expect(inputsOf('fueleu.balance', { year: 2025, lines, shorePowerMj: 5 }, 'fueleu.denominator')).to.deep.equal([
      [
        ['energy 1 HFO', 81_000, 'MJ'],
        ['energy 2 HFO', 40_500, 'MJ'],
        ['RWD 1 HFO', 1, '1', rules.reward.clause],
        ['RWD 2 HFO', 1, '1', rules.reward.clause],
        ['on-shore power', 5, 'MJ', rules.shorePower.clause],
      ],
    ]);
    expect(inputsOf('fueleu.balance', { year: 2025, lines }, 'fueleu.wtt')[0]?.map(([name]) => name)).to.deep.equal([
      'energy 1 HFO',
      'energy 2 HFO',
      'WtT 1 HFO',
      'WtT 2 HFO',
      'denominator',
    ]);
  });
});

describe('the steps of one fuel', () => {
  const topic = 'fueleu.intensity';
  const cellOf = (id: string): string => factors.rows.find((row) => row.id === id)?.cell ?? expect.fail(id);

  it('say of each factor where it stands: row, rule for missing cells, or potentials', () => {
    const potentials = factors.gwpSets.find(({ id }) => id === 'AR4')?.clause;
    const cell = cellOf('H2_NG_ICE');
    expect(cell).to.equal('Annex II, H2_NG_ICE (ESSF Table 2)');
    expect(inputsOf(topic, { lines: [{ fuel: 'H2_NG_ICE' }] }, 'ttw')).to.deep.equal([
      [
        ['slip', 0, '%', cell],
        ['CfCO2', 0, 'g/g', cell],
        ['CfCH4', 0, 'g/g', cell],
        ['CfN2O', 0.00018, 'g/g', clauses.missingCell],
        ['GWP_CO2', 1, 'g/g', potentials],
        ['GWP_CH4', 25, 'g/g', potentials],
        ['GWP_N2O', 298, 'g/g', potentials],
        ['LCV', 0.12, 'MJ/g', annexII],
      ],
    ]);
  });

  it('of what is not counted are those of the fossil row, whatever the line itself gives', () => {
    const line = { fuel: 'BIO_LNG_OTTO_MS', notCounted: 'criteria-not-met', slipPct: 1 };
    expect(inputsOf(topic, { lines: [line] }, 'wtt.fallback')).to.deep.equal([[['WtT', 18.5, 'gCO2eq/MJ', cellOf('LNG_OTTO_MS')]]]);
    expect(inputsOf(topic, { lines: [line] }, 'ttw.fallback')[0]?.[0]).to.deep.equal(['slip', 3.1, '%', cellOf('LNG_OTTO_MS')]);
    expect(
      ask(topic, { lines: [line] }).steps.map(({ inputs }) => inputs.some(({ from }) => from === 'given with the line')),
    ).to.deep.equal([false, false, false]);
  });

  it('that brings its own calorific value rest on a reading where it stands, and there alone', () => {
    const { steps } = ask('fueleu.allocation', {
      legs: [{ energyGj: 1, scopePct: 100 }],
      lines: [{ fuel: 'BIODIESEL', massT: 1, eGPerMj: 20, lcvMjPerG: 0.04 }],
    });
    const ofFuel = steps.slice(0, 3);
    expect(ofFuel.map(({ label, interpretation }) => [label, interpretation !== undefined])).to.deep.equal([
      ['wtt.bio', true],
      ['ttw', true],
      ['wtw', false],
    ]);
    const slip = ask(topic, { lines: [{ fuel: 'LNG_OTTO_MS', slipPct: 3.1 }] }).steps.find(({ label }) => label === 'ttw');
    expect(slip?.inputs.filter(({ from }) => from === 'given with the line')).to.deep.equal([
      { name: 'slip', value: 3.1, unit: '%', from: 'given with the line' },
    ]);
    expect(slip).to.not.have.property('interpretation');
  });
});
