import { expect } from 'chai';
import fc from 'fast-check';
import { bySigning, faultsOfSaid } from '../../src/bunkering/item-values.ts';
import { byMass, compositionOf, densityAt } from '../../src/bunkering/mix.ts';
import { fillNote } from '../../src/bunkering/note-items.ts';
import { judgeNote } from '../../src/bunkering/note-remarks.ts';
import { readNoteRules } from '../../src/bunkering/note-rules.ts';
import type { NoteFacts } from '../../src/bunkering/note-facts.ts';
import type { GradeId } from '../../src/fuels/grade.ts';
import { bridge, declared, factsOf, fuels, gauged, oilDeclared, parcelOf, ticketed } from './note-of-test.ts';

const item = (facts: NoteFacts, field: string) => fillNote(facts).items.find((one) => one.field === field);
const missing = (facts: NoteFacts) => fillNote(facts).missing.map(({ field }) => field?.replace('body.items.', ''));
const judged = (facts: NoteFacts) => judgeNote(facts, fillNote(facts).items, readNoteRules(), fuels.customs, '2026-03-02');

describe('The items of a delivery note', () => {
  const saidFor: Readonly<Record<GradeId, object>> = {
    ...{ LNG: declared, METHANOL: declared, AMMONIA: declared },
    ...{ BIOFUEL_B24: oilDeclared, UCOME: oilDeclared, VLSFO: oilDeclared, LSFO: oilDeclared, HSFO: oilDeclared, MGO: oilDeclared },
  };

  for (const { grade } of fuels.grades) {
    it(`are whole for ${grade} with nothing but the supplier's declarations, what is typical marked assumed`, () => {
      const composition =
        grade === 'BIOFUEL_B24' ? { FAME: 226_000, RESIDUAL_OIL: 774_000 } : { [grade === 'UCOME' ? 'FAME' : 'RESIDUAL_OIL']: 1_000_000 };
      const massBasis = grade === 'LNG' || grade === 'AMMONIA' ? 'true' : 'in-air';
      const parts = [{ parcel: parcelOf(grade, { composition, massBasis, densityKgPerM3: 930 }), massKg: 300_000 }];
      const facts = factsOf({ grade, massKg: 300_000, measurement: bridge(300_000), parts, said: { items: { ...saidFor[grade] } } });
      const { items, missing: lacks, absent } = fillNote(facts);
      expect([lacks, absent]).to.deep.equal([[], []]);
      const asked = facts.asked.filter((one) => one.asked === 'mandatory' && !bySigning.has(one.field)).map(({ field }) => field);
      expect(items.map(({ field }) => field)).to.include.members(asked);
      const typical = new Set(facts.mix.typical.map(({ field }) => field.split('.')[0]));
      const assumed = items.filter(({ basis }) => basis === 'assumed').map(({ field }) => field);
      expect(assumed.filter((field) => !typical.has(field))).to.deep.equal([]);
    });

    it(`are missing for ${grade} where the supplier declares nothing, all at once`, () => {
      const bare = factsOf({ grade, massKg: 1000, measurement: bridge(1000), parts: [{ parcel: parcelOf(grade), massKg: 1000 }] });
      expect(missing(bare)).to.have.members(Object.keys(saidFor[grade]));
    });
  }

  it('come from the instruments of a metered delivery as printed, and are asked of that method alone', () => {
    const facts = factsOf({
      grade: 'VLSFO',
      massKg: 300_000,
      measurement: ticketed('300.0000'),
      situations: ['metered', 'supply-by-craft'],
      said: { items: oilDeclared },
    });
    expect(item(facts, 'totaliserNonResettableOpen')).to.deep.include({ value: '100.0000', unit: 't', basis: 'measured' });
    expect(item(facts, 'meterSealReport')).to.deep.include({
      value: { report: 'S1', intactBefore: true, intactAfter: true },
      basis: 'measured',
    });
    expect(item(facts, 'deliveryCommencedAt')).to.deep.include({ value: '2026-03-02T08:00:00+08:00', basis: 'measured' });
    expect(missing(facts)).to.deep.equal(['bunkerCraftName']);
    expect(item(factsOf({ grade: 'VLSFO', massKg: 1, measurement: bridge(1) }), 'meterId')).to.equal(undefined);
  });

  it('give the quantity in tonnes from the whole kilograms, whatever they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (massKg) => {
        const value = item(factsOf({ grade: 'VLSFO', massKg, measurement: bridge(massKg), parts: [] }), 'quantityMass')?.value;
        expect(Number(value).toFixed(3)).to.equal(`${Math.floor(massKg / 1000)}.${String(massKg % 1000).padStart(3, '0')}`);
      }),
      { numRuns: 200 },
    );
  });

  it('compute energy and volume of LNG by the formula of custody transfer, and take off the vapour that came back', () => {
    const vapour = { volumeM3: 7000, temperatureC: -140, pressureMPa: 0.112, hhvMjPerSm3: 37.7 };
    const parts = [
      { parcel: parcelOf('LNG', { properties: { hhv: 54.8 }, massBasis: 'true', composition: { LNG: 1_000_000 } }), massKg: 3_150_000 },
    ];
    const facts = factsOf({
      grade: 'LNG',
      massKg: 3_150_000,
      measurement: gauged(9000, 2000, 450, vapour),
      parts,
      volumeM3: 7000,
      said: { items: declared },
    });
    expect(item(facts, 'hhv')).to.deep.include({ value: 54.8, basis: 'declared' });
    expect(item(facts, 'lngNetDelivered')).to.deep.include({ value: { mass: 3150, energy: 171_988_725, volume: 7000 }, basis: 'computed' });
    expect(item(facts, 'lngNetLiquid')).to.deep.include({ value: 172_620, basis: 'computed' });
    expect(item(facts, 'densityAndTemperature')?.value).to.deep.equal({ density: 450, temperature: -161.2 });
    expect(item(facts, 'lngPressure')).to.deep.include({ value: { delivered: 0.115, tank: 0.12 }, basis: 'assumed' });
    expect(judged(facts).remarks.map(({ code }) => code)).to.include('GAS_ENERGY_PRACTICE');
  });

  it('state biodiesel by mass from the kilograms and by volume with what had to be assumed for it', () => {
    const b24 = parcelOf('BIOFUEL_B24', { densityKgPerM3: 933.9, composition: { FAME: 227_000, RESIDUAL_OIL: 773_000 } });
    const facts = factsOf({
      grade: 'BIOFUEL_B24',
      massKg: 400_000,
      measurement: bridge(400_000),
      parts: [{ parcel: b24, massKg: 400_000 }],
      craft: 'Barge 1',
    });
    expect(item(facts, 'bioComponentPct')).to.deep.include({ value: { volumePct: 24.0085, massPct: 22.7 }, basis: 'assumed' });
    const told = { ...b24, properties: { 'bioComponentPct.volumePct': 31.2 } };
    const heavy = factsOf({
      grade: 'BIOFUEL_B24',
      massKg: 400_000,
      measurement: bridge(400_000),
      parts: [{ parcel: told, massKg: 400_000 }],
      craft: 'Barge 1',
    });
    expect(item(heavy, 'bioComponentPct')?.value).to.deep.include({ volumePct: 31.2 });
    expect(judged(heavy).remarks.map(({ code }) => code)).to.include('CARRIAGE_LIMIT');
  });

  it('mix by mass what goes by mass, by volume what goes by volume, and name the lowest flashpoint', () => {
    const parts = [
      { parcel: parcelOf('VLSFO', { id: 'a', densityKgPerM3: 900, properties: { sulphur: 0.2, flashpoint: 80 } }), massKg: 900 },
      { parcel: parcelOf('VLSFO', { id: 'b', densityKgPerM3: 990, properties: { sulphur: 0.5, flashpoint: 66 } }), massKg: 990 },
    ];
    const facts = factsOf({ grade: 'VLSFO', massKg: 1890, measurement: bridge(1890), parts });
    expect(item(facts, 'density')).to.deep.include({ value: 945, basis: 'computed' });
    expect(item(facts, 'sulphur')).to.deep.include({ value: 0.357, basis: 'computed' });
    expect(item(facts, 'flashpoint')).to.deep.include({ value: 66, basis: 'computed' });
    const half = { ...facts.mix, parts: [parts[0]!, { ...parts[1]!, parcel: { ...parts[1]!.parcel, properties: {} } }] };
    expect(byMass(half, 'sulphur')?.basis).to.equal('assumed');
    expect(densityAt({ ...half, parts: [{ ...parts[0]!, parcel: { ...parts[0]!.parcel, densityAtC: 20 } }] }, 15)).to.equal(null);
  });

  it('keep the composition of a part, and of more than there ever was, in proportion and to the kilogram', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 5_000 }), (fame, massKg) => {
        const parcel = parcelOf('BIOFUEL_B24', { massKg: 1000, composition: { FAME: fame, RESIDUAL_OIL: 1000 - fame } });
        const parts = compositionOf({ parts: [{ parcel, massKg }] });
        expect(Object.values(parts).reduce((sum, kg) => sum + kg, 0)).to.equal(massKg);
        expect(Math.abs((parts['FAME'] ?? 0) - (fame * massKg) / 1000)).to.be.below(1);
      }),
    );
  });

  it('are not filled in by assumption where they need not stand', () => {
    const facts = factsOf({ grade: 'METHANOL', massKg: 1000, measurement: bridge(1000), said: { items: declared } });
    expect(fillNote(facts).items.filter(({ field }) => ['lhv', 'waterContent'].includes(field))).to.deep.equal([]);
  });

  it('mark what a replay fills in', () => {
    const said = { items: oilDeclared, assumed: ['marpolSampleSeal'] };
    const facts = factsOf({ grade: 'VLSFO', massKg: 1000, measurement: bridge(1000), said, replay: true });
    expect(item(facts, 'marpolSampleSeal')?.basis).to.equal('assumed');
    expect(item(facts, 'declarationBasis')?.basis).to.equal('declared');
  });
});

describe('The values of a delivery note', () => {
  const { asked } = factsOf({ grade: 'LNG', massKg: 1, measurement: bridge(1) });
  const faults = (items: Parameters<typeof faultsOfSaid>[0], mayCorrect = false) =>
    faultsOfSaid(items, asked, mayCorrect).map(({ values }) => values?.['field']);

  it('are of the kind that their item asks', () => {
    expect(faults({ methaneNumber: 82, 'lngPressure.tank': 0.13, lngComposition: { CH4: 96 }, declarationReg183: true })).to.deep.equal([]);
    const wrong = { methaneNumber: 'high', 'lngPressure.hose': 1, lngComposition: { XE: 1 }, declarationReg183: false, sampleOfGold: 1 };
    expect(faults(wrong)).to.deep.equal(Object.keys(wrong));
  });

  it('are never those of the ledger and the registers, and those of the instruments only in a correction', () => {
    const ours = { quantityMass: 1, bdnNumber: 'X', receivingShipImo: '9074729', deliveryCommencedAt: '2026-03-02T08:00:00+08:00' };
    expect(faults(ours)).to.deep.equal(Object.keys(ours));
    expect(faults(ours, true)).to.deep.equal(['quantityMass', 'bdnNumber', 'receivingShipImo']);
  });

  it('add up to a hundred per cent of a gas', () => {
    const composed = (CH4: number) => {
      const items = { ...declared, lngComposition: { CH4, C2H6: 5, C3H8: 0, iC4: 0, nC4: 0, C5: 0, C6: 0, C7: 0, N2: 0, S: 0 } };
      return judged(factsOf({ grade: 'LNG', massKg: 1000, measurement: bridge(1000), said: { items } })).faults.map(({ code }) => code);
    };
    expect([composed(95), composed(95.1), composed(95.2)]).to.deep.equal([[], [], ['ITEM_INVALID']]);
  });

  it('are remarked where they are unusual of the fuel, and not where they are only assumed', () => {
    const said = { items: { ...oilDeclared, sulphur: 0.47, flashpoint: 58 } };
    const facts = factsOf({ grade: 'VLSFO', massKg: 1000, measurement: bridge(1000), said });
    expect(judged(facts).remarks.map(({ code }) => code)).to.deep.equal(['ITEM_UNUSUAL', 'ITEM_OUTSIDE_LIMIT']);
    expect(judged(factsOf({ grade: 'HSFO', massKg: 1000, measurement: bridge(1000), said: { items: oilDeclared } })).faults).to.deep.equal(
      [],
    );
  });

  it('doubt a declaration against an assumed sulphur, and refuse it against a declared one', () => {
    const assumed = judged(factsOf({ grade: 'HSFO', massKg: 1000, measurement: bridge(1000), said: { items: oilDeclared } }));
    expect(assumed.remarks.map(({ code }) => code)).to.include('DECLARATION_DOUBTFUL');
    const said = { items: { ...oilDeclared, sulphur: 0.51 } };
    expect(
      judged(factsOf({ grade: 'VLSFO', massKg: 1000, measurement: bridge(1000), said })).faults.map(({ field }) => field),
    ).to.deep.equal(['body.items.declarationBasis']);
  });
});
