import { expect } from 'chai';
import { fieldsOf, itemsFor, situations, type AskedItem, type Situation } from '../../src/fuels/bdn-items.ts';
import { readFuels } from '../../src/fuels/fuels.ts';
import { bdnFuels, type BdnFuel } from '../../src/fuels/grade.ts';

const { items } = readFuels();
const asked = (bdnFuel: BdnFuel, given: readonly Situation[] = [], day?: string): AskedItem[] =>
  itemsFor(items, { bdnFuel, situations: given, ...(day !== undefined && { day }) });
const mandatory = (...about: Parameters<typeof asked>): string[] =>
  asked(...about)
    .filter((item) => item.asked === 'mandatory')
    .map(({ field }) => field);

describe('the items of a delivery note', () => {
  it('of any fuel hold the ship, the port, the supplier, product, quantity, sulphur and both signatures', () => {
    for (const fuel of bdnFuels) {
      expect(mandatory(fuel)).to.include.members([
        'bdnNumber',
        'receivingShipName',
        'receivingShipImo',
        'port',
        'deliveryCommencedAt',
        'supplierName',
        'supplierAddress',
        'supplierPhone',
        'productName',
        'quantityMass',
        'sulphur',
        'declarationReg183',
        'supplierSignature',
        'shipSignature',
        'authentication',
      ]);
    }
  });

  it('of oil ask for density at 15 °C, flashpoint, sulphur declaration and sample seal; of gas and methanol they do not', () => {
    const ofOil = ['density', 'flashpoint', 'declarationBasis', 'marpolSampleSeal'];
    expect(mandatory('FUEL_OIL')).to.include.members(ofOil);
    expect(mandatory('BIOFUEL')).to.include.members([...ofOil, 'bioComponentPct', 'fameContent']);
    for (const fuel of ['LNG', 'METHANOL', 'AMMONIA'] as const) {
      expect(mandatory(fuel)).not.to.include.members(ofOil);
      expect(mandatory(fuel)).to.include('densityAndTemperature');
    }
  });

  it('of LNG ask for what the IGF Code lists', () => {
    expect(mandatory('LNG')).to.include.members([
      'lhv',
      'hhv',
      'methaneNumber',
      'wobbe',
      'lngDensity',
      'lngPressure',
      'lngTemperature',
      'lngComposition',
      'lngNetDelivered',
      'lngNetLiquid',
    ]);
  });

  it('about meter and ticket are asked of metered deliveries only', () => {
    const ofMeter = [
      'meterId',
      'meterSealReport',
      'totaliserNonResettableOpen',
      'totaliserNonResettableClose',
      'totaliserResettableOpen',
      'meteredMassInAir',
      'pumpStartAt',
      'pumpEndAt',
      'ticketPrintedAt',
    ];
    expect(asked('LNG').map(({ field }) => field)).not.to.include.members(ofMeter);
    expect(mandatory('LNG', ['metered'])).to.include.members(ofMeter);
  });

  it('name the craft of a supply by craft, the book of a bonded supply, the proof of what is sold as certified', () => {
    for (const [situation, field] of [
      ['supply-by-craft', 'bunkerCraftName'],
      ['bonded', 'bondedAccountBook'],
      ['sold-as-certified', 'posNumber'],
    ] as const) {
      expect(mandatory('METHANOL')).not.to.include(field);
      expect(mandatory('METHANOL', [situation])).to.include(field);
    }
  });

  it('are asked from their day on and optional before it', () => {
    expect(mandatory('FUEL_OIL', [], '2024-04-30')).not.to.include('flashpoint');
    expect(asked('FUEL_OIL', [], '2024-04-30').map(({ field }) => field)).to.include('flashpoint');
    expect(mandatory('FUEL_OIL', [], '2024-05-01')).to.include('flashpoint');
    expect(mandatory('METHANOL', [], '2025-07-31')).not.to.include('densityAndTemperature');
    expect(mandatory('METHANOL', [], '2025-08-01')).to.include('densityAndTemperature');
  });

  it('whose basis is from memory never stop a note', () => {
    for (const item of asked('AMMONIA', situations)) if (item.status === 'FROM-MEMORY') expect(item.mayStop, item.field).to.equal(false);
  });

  it('of water carry the unit of the fuel', () => {
    const unit = (fuel: BdnFuel) => asked(fuel).find(({ field }) => field === 'waterContent')?.unit;
    expect(unit('METHANOL')).to.equal('% m/m');
    expect(unit('FUEL_OIL')).to.equal('% v/v');
  });

  it('have a label in both languages, and their parts too', () => {
    for (const { field, label, parts = [] } of items) {
      for (const { en, zh } of [label, ...parts.map((part) => part.label)]) {
        expect(en, field).to.match(/[A-Za-z]/);
        expect(zh, field).to.match(/\p{Script=Han}/u);
      }
    }
  });

  it('are each named once and grow with every situation', () => {
    expect(new Set(items.flatMap(fieldsOf)).size).to.equal(items.flatMap(fieldsOf).length);
    for (const fuel of bdnFuels)
      for (const situation of situations) expect(mandatory(fuel, [situation])).to.include.members(mandatory(fuel));
  });
});
