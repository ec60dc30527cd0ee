import { portDay } from '../ports/port.ts';
import { releasePostings, settleDelivery, type Settlement } from '../ledger/lots.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import { alertDelivery } from './alert-delivery.ts';
import { metersOf } from './check-meters.ts';
import { drawnOf, suppliedBy } from './drawn.ts';
import { energyDelivered } from './energy-delivered.ts';
import { endOfMeasurement, faultsOfMeasurement, massFault } from './measurement-faults.ts';
import type { Measurement } from './measurement.ts';
import { byMass } from './mix.ts';
import { mixOf } from './read-mix.ts';
import type { Nomination } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';
import { stockOf } from './stock-drawn.ts';
import type { StoredDelivery } from './store.ts';
import { weigh, type Weighed } from './weigh.ts';
import { weighingRules } from './weighing-rules.ts';

/**
 * The supplier enters what was measured. A measured fact is never refused, only what no instrument can have shown: the mass
 * comes out of the hold, beyond it out of free stock of the same tanks and book, beyond that as an unexplained gain on
 * customs' list; what of the hold was not delivered is free stock again, where it lies.
 */
export async function deliver(rooms: BunkeringRooms, work: Work, id: string, measurement: Measurement): Promise<StoredDelivery> {
  const { bunkering, ledger } = rooms;
  const book = (await bunkering.delivery(id))?.book ?? refuse('NOT_FOUND');
  const head = await openBook(ledger, work, book);
  const before = await bunkering.delivery(id, work);
  if (before?.supplier !== work.actor.organisation) return refuse('NOT_FOUND');
  if (before.state !== 'begun') refuse('STATE_WRONG', { values: { state: before.state, wanted: 'begun' } });
  const nomination = await bunkering.nomination(before.nomination, work);
  if (!nomination) throw new Error(`the delivery ${id} has no nomination`);

  const day = await dayOfEnd(rooms, work, before, measurement);
  refuseAll(await tankFaults(rooms, work, before, measurement));
  const { meters, faults } = await metersOf(rooms, work, before.supplier, measurement);
  refuseAll(faults);
  const weighed = weigh(measurement, await weighingRules(rooms, work, nomination, day));
  refuseAll(massFault(weighed.massKg));
  const stock = await stockOf(rooms, work, before, measurement, day);
  const settled = settleDelivery({ measuredKg: weighed.massKg, imo: before.imo, ...stock, ...(stock.last && { lastParcel: stock.last }) });
  const postings = [...settled.postings, ...releasePostings(stock.elsewhere)];
  const about = [`delivery:${id}`, `nomination:${nomination.id}`];
  const entry = await postEntry(ledger, work, head, { act: 'deliver', about, document: documentOf(measurement), postings });

  const after = await measured(rooms, work, { before, nomination, measurement, weighed, settled, entry: entry.id, postings });
  const ended: Nomination = { ...nomination, state: 'delivered', heldKg: 0 };
  await bunkering.changeNomination(work, nomination.id, { state: ended.state, heldKg: ended.heldKg });
  await alertDelivery(rooms, work, after, { gain: settled.gain, doubts: weighed.doubts, measurement, meters, day });
  work.trace({ act: 'deliver', about: `delivery:${id}`, before, after });
  work.trace({ act: 'deliver', about: `nomination:${nomination.id}`, before: nomination, after: ended });
  work.tell({ kind: 'delivery measured', about: `delivery:${id}`, data: { massKg: weighed.massKg, nomination: nomination.id } });
  return after;
}

/** A reading may be this far ahead of the moment of the command and still be no slip: clocks at a quay differ. */
async function dayOfEnd(
  { ports }: BunkeringRooms,
  work: Work,
  { port: code, begunAt }: StoredDelivery,
  measurement: Measurement,
): Promise<string> {
  const port = await ports.findPort(code);
  if (!port) throw new Error(`the port ${code} of a delivery is not listed`);
  const skewMinutes = await ports.setting('clock.skew', { port: code }, portDay(port, work.recordedAt), work.session);
  refuseAll(faultsOfMeasurement(measurement, new Date(begunAt), new Date(work.recordedAt.getTime() + skewMinutes * 60_000)));
  return portDay(port, new Date(endOfMeasurement(measurement)));
}

async function tankFaults(
  { tanks }: BunkeringRooms,
  work: Work,
  { supplier }: StoredDelivery,
  measurement: Measurement,
): Promise<Reason[]> {
  if (measurement.method !== 'gauging') return [];
  const known = await tanks.tanks(
    measurement.before.map(({ tank }) => tank),
    work,
  );
  return measurement.before.flatMap(({ tank: id }, place): Reason[] => {
    const own = known.some((tank) => tank.id === id && tank.owner === supplier);
    return own ? [] : [{ code: 'TANK_UNKNOWN', field: `body.measurement.before.${place}.tank`, values: { tank: id } }];
  });
}

const documentOf = (measurement: Measurement): string | null =>
  measurement.method === 'gauging'
    ? null
    : measurement.tickets
        .map(({ number }) => number)
        .join(', ')
        .slice(0, 200);

interface Posted {
  readonly before: StoredDelivery;
  readonly nomination: Nomination;
  readonly measurement: Measurement;
  readonly weighed: Weighed;
  readonly settled: Settlement;
  readonly entry: string;
  readonly postings: Settlement['postings'];
}

async function measured(rooms: BunkeringRooms, work: Work, posted: Posted): Promise<StoredDelivery> {
  const { before, nomination, measurement, weighed, settled, entry, postings } = posted;
  const { massKg, volumeM3 } = weighed;
  const drawn = drawnOf(suppliedBy([{ postings }], before.imo));
  const mix = await mixOf(rooms, work, before.grade, drawn);
  const hhv = mix.grade.bdnFuel === 'LNG' ? byMass(mix, 'hhv') : null;
  const change = {
    state: 'measured',
    completedAt: endOfMeasurement(measurement),
    measurement,
    massKg,
    volumeM3,
    energyMj: hhv && hhv.value > 0 ? energyDelivered(measurement, massKg, hhv.value).netMj : null,
    drawn,
    entry,
    overKg: settled.fromFreeKg + settled.gainKg,
    gainKg: settled.gainKg,
    shortKg: Math.max(0, nomination.massKg - massKg),
    late: before.late || work.lateReason !== undefined,
  } as const;
  await rooms.bunkering.changeDelivery(work, before.id, change);
  return { ...before, ...change };
}
