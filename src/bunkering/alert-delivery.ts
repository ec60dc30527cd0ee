import { gradeOf } from '../fuels/grade.ts';
import type { Settlement } from '../ledger/lots.ts';
import { raiseAlert } from '../tanks/raise-alert.ts';
import type { Work } from '../work.ts';
import { followTotalisers, type Meters } from './check-meters.ts';
import type { Measurement } from './measurement.ts';
import type { BunkeringRooms } from './rooms.ts';
import type { StoredDelivery } from './store.ts';
import type { Doubt } from './weigh.ts';

/** What a measured delivery showed that somebody must look at. */
export interface Shown {
  readonly gain: Settlement['gain'];
  readonly doubts: readonly Doubt[];
  readonly measurement: Measurement;
  readonly meters: Meters;
  readonly day: string;
}

/** Puts on customs' list what a measured delivery showed: stock out of nowhere, a broken seal, a totaliser that did not go on. */
export async function alertDelivery(rooms: BunkeringRooms, work: Work, delivery: StoredDelivery, shown: Shown): Promise<void> {
  const { gain, doubts, measurement, meters, day } = shown;
  const { id, district, port, supplier: owner, craft, entry } = delivery;
  const ground = { district, port, owner, tank: null, craft, meter: null, entry, about: `delivery:${id}` };
  if (gain) {
    const values = { parcel: gain.item, measuredKg: delivery.massKg ?? 0 };
    await raiseAlert(rooms.tanks, work, { ...ground, kind: 'unexplained-gain', tank: gain.tank, massKg: gain.massKg, values });
  }
  if (measurement.method !== 'meter') return;
  for (const { ticket, values } of doubts.filter(({ code }) => code === 'SEAL_BROKEN')) {
    const printed = measurement.tickets.find(({ number }) => number === ticket)?.meter;
    const meter = (printed === undefined ? undefined : meters.get(printed))?.id ?? null;
    await raiseAlert(rooms.tanks, work, { ...ground, kind: 'seal-broken', meter, massKg: null, values: { ticket, ...values } });
  }
  const fuel = gradeOf(rooms.fuels.grades, delivery.grade)?.eligibilityFuel;
  const toleranceKg = await rooms.ports.setting('tolerance.totaliser-gap', { port, fuel }, day, work.session);
  await followTotalisers(rooms, work, measurement.tickets, meters, { ...ground, delivery: id, toleranceKg });
}
