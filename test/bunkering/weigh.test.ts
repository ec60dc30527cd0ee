import { expect } from 'chai';
import { energyDelivered } from '../../src/bunkering/energy-delivered.ts';
import { faultsOfMeasurement, massFault } from '../../src/bunkering/measurement-faults.ts';
import type { Gauge, Measurement, MeterTicket } from '../../src/bunkering/measurement.ts';
import { weigh, type WeighingRules } from '../../src/bunkering/weigh.ts';

const buoyancy = {
  id: 'conventional',
  validFrom: '2004-01-01',
  airDensityKgPerM3: 1.2,
  weightDensityKgPerM3: 8000,
  clause: 'R 111-1',
  source: { publisher: 'OIML', title: 'R 111-1', date: '2004' },
  status: 'FROM-MEMORY',
} as const;
const inAir: WeighingRules = { massBasis: 'in-air', buoyancy, ticketTolerancePct: 0.1 };
const asTrue: WeighingRules = { ...inAir, massBasis: 'true' };

const ticket = (change: Partial<MeterTicket> = {}): MeterTicket => ({
  number: 'T1',
  meter: 'M1',
  openT: '104233.4517',
  closeT: '104558.4517',
  resettableOpenT: '0',
  resettableCloseT: '325.0000',
  massInAirT: '325.0000',
  temperatureC: 45,
  densityKgPerM3: 912.4,
  pumpStartAt: '2026-03-02T08:00:00+08:00',
  pumpEndAt: '2026-03-02T10:00:00+08:00',
  printedAt: '2026-03-02T10:05:00+08:00',
  seals: { report: 'S1', intactBefore: true, intactAfter: true },
  ...change,
});
const gauge = (volumeM3: number, densityKgPerM3: number, change: Partial<Gauge> = {}): Gauge => ({
  ...{ tank: 'depot:T1', volumeM3, densityKgPerM3, temperatureC: -160, pressureMPa: 0.12, at: '2026-03-02T08:00:00+08:00' },
  ...change,
});
const metered = (...tickets: MeterTicket[]): Measurement => ({ method: 'meter', tickets });
const begun = new Date('2026-03-02T00:00:00Z');
const later = new Date('2026-03-02T04:00:00Z');

describe('Weighing a delivery', () => {
  it('takes the mass of the tickets together and rounds it once', () => {
    const halves = metered(ticket({ massInAirT: '100.0003' }), ticket({ number: 'T2', massInAirT: '100.0003' }));
    expect(weigh(halves, inAir).massKg).to.equal(200_001);
    expect(weigh(metered(ticket()), inAir)).to.deep.include({ massKg: 325_000, volumeM3: null, conversion: null, doubts: [] });
  });

  it('takes a ticket of a fuel traded by true mass as it stands, and says so', () => {
    expect(weigh(metered(ticket()), asTrue)).to.deep.include({ massKg: 325_000, takenAsTrue: true });
    expect(weigh(metered(ticket()), inAir).takenAsTrue).to.be.false;
  });

  it('doubts a ticket that is not its totalisers’ difference within the tolerance, a resettable one that was not reset, a broken seal', () => {
    expect(weigh(metered(ticket({ massInAirT: '325.3250' })), inAir).doubts).to.deep.equal([]);
    const odd = ticket({
      massInAirT: '325.3260',
      resettableOpenT: '0.0001',
      seals: { report: 'S1', intactBefore: false, intactAfter: true },
    });
    expect(weigh(metered(odd), inAir).doubts.map(({ code }) => code)).to.deep.equal([
      'TICKET_MASS_DIFFERS',
      'RESETTABLE_NOT_ZERO',
      'SEAL_BROKEN',
    ]);
  });

  it('finds the true mass of a gas from volume and density, and its energy by the formula of custody transfer', () => {
    const vapour = { volumeM3: 7000, temperatureC: -140, pressureMPa: 0.112, hhvMjPerSm3: 37.7 };
    const gauged: Measurement = { method: 'gauging', before: [gauge(9000, 450)], after: [gauge(2000, 450)], vapour };
    expect(weigh(gauged, asTrue)).to.deep.include({ massKg: 3_150_000, volumeM3: 7000, conversion: null });
    const energy = energyDelivered(gauged, 3_150_000, 54.8);
    expect(energy.netMj).to.be.closeTo(171_988_725.5, 0.1);
    expect(energy.liquidMj - energy.returnedMj).to.equal(energy.netMj);
    expect(energyDelivered({ ...gauged, vapour: null }, 3_150_000, 54.8).netMj).to.equal(3_150_000 * 54.8);
  });

  it('converts a gauged oil to mass in air and says how', () => {
    const gauged: Measurement = { method: 'gauging', before: [gauge(1000, 950)], after: [gauge(0, 950)], vapour: null };
    const { massKg, conversion } = weigh(gauged, inAir);
    expect(massKg).to.equal(Math.round((950_000 * (1 - 1.2 / 950)) / (1 - 1.2 / 8000)));
    expect(conversion).to.deep.include({ setting: 'conventional', status: 'FROM-MEMORY' });
  });

  it('adds what the weighbridge shows less', () => {
    const truck = { number: 'W1', weighbridge: 'Quay 1', fullKg: 39_500, emptyKg: 18_120, at: '2026-03-02T09:00:00+08:00' };
    expect(weigh({ method: 'weighbridge', tickets: [truck, { ...truck, number: 'W2' }] }, asTrue).massKg).to.equal(42_760);
  });
});

describe('What no instrument can have shown', () => {
  const fields = (measurement: Measurement) => faultsOfMeasurement(measurement, begun, later).map(({ field }) => field);

  it('is a year that was mistyped, and not a delivery that is recorded late', () => {
    const dated = (day: string) =>
      metered(ticket({ pumpStartAt: `${day}T08:00:00+08:00`, pumpEndAt: `${day}T10:00:00+08:00`, printedAt: `${day}T10:05:00+08:00` }));
    expect(fields(dated('2026-02-10'))).to.deep.equal([]);
    expect(fields(dated('2025-03-02'))).to.deep.equal(
      ['pumpStartAt', 'pumpEndAt', 'printedAt'].map((name) => `body.measurement.tickets.0.${name}`),
    );
  });

  it('is a totaliser that runs back, no mass, an end before its start, a print before the end', () => {
    const ticketBackwards = ticket({
      ...{ closeT: '104233.4517', massInAirT: '0' },
      ...{ pumpEndAt: '2026-03-02T07:00:00+08:00', printedAt: '2026-03-02T06:00:00+08:00' },
    });
    expect(fields(metered(ticketBackwards))).to.deep.equal(
      ['closeT', 'massInAirT', 'pumpEndAt', 'printedAt'].map((name) => `body.measurement.tickets.0.${name}`),
    );
    expect(fields(metered(ticket()))).to.deep.equal([]);
  });

  it('is a tank that is fuller afterwards, that was gauged once only, or whose difference is no liquid', () => {
    const gauged = (before: Gauge[], after: Gauge[]): Measurement => ({ method: 'gauging', before, after, vapour: null });
    expect(fields(gauged([gauge(10, 900)], [gauge(11, 900)]))).to.deep.equal(['body.measurement.after']);
    expect(fields(gauged([gauge(10, 900)], [gauge(5, 900, { tank: 'depot:T2' })]))).to.deep.equal(['body.measurement.after']);
    expect(fields(gauged([gauge(100, 900)], [gauge(99.9, 500)]))).to.deep.equal(['body.measurement.after']);
    expect(fields(gauged([gauge(10, 900)], [gauge(5, 901)]))).to.deep.equal([]);
  });

  it('is a truck that is heavier empty, and a reading of tomorrow', () => {
    const truck = { number: 'W1', weighbridge: 'Quay 1', fullKg: 18_000, emptyKg: 18_000, at: '2026-03-03T09:00:00+08:00' };
    expect(fields({ method: 'weighbridge', tickets: [truck] })).to.deep.equal([
      'body.measurement.tickets.0.emptyKg',
      'body.measurement.tickets.0.at',
    ]);
  });

  it('is a mass that no posting can carry', () => {
    expect([0, 1, 1_000_000_000, 1_000_000_001].map((massKg) => massFault(massKg).length)).to.deep.equal([1, 0, 0, 1]);
  });
});
