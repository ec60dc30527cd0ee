import { portDay } from '../ports/port.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import { checklistFaults } from './checklist.ts';
import { checksOf, failuresOf } from './checks.ts';
import type { ChecklistAnswer, Delivery } from './delivery.ts';
import { gather } from './gather.ts';
import type { Nomination } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';
import type { StoredDelivery } from './store.ts';

export interface Beginning {
  readonly id?: string | undefined;
  readonly checklist: readonly ChecklistAnswer[];
  readonly openingReadings: Delivery['openingReadings'];
}

/**
 * The supplier begins an accepted nomination: every authority that the port asks for has permitted or cleared it;
 * eligibility, the licences of supplier and craft, and the voyage are judged again by the day at the port on which it begins;
 * the checklist of the fuel is answered. Refused with every reason at once.
 */
export async function beginDelivery(rooms: BunkeringRooms, work: Work, id: string, input: Beginning): Promise<StoredDelivery> {
  const { bunkering, ports } = rooms;
  const before = await bunkering.nomination(id, work);
  if (before?.supplier !== work.actor.organisation) return refuse('NOT_FOUND');
  if (before.state !== 'accepted') refuse('STATE_WRONG', { values: { state: before.state, wanted: 'accepted' } });
  const day = await dayAt(rooms, work, before.port);
  const asked = await ports.setting('delivery.checklist', { port: before.port, fuel: before.fuelKey }, day, work.session);
  refuseAll([...permitFaults(before), ...(await dayFaults(rooms, work, before, day)), ...checklistFaults(asked, input.checklist)]);

  const delivery = deliveryOf(rooms, work, before, input);
  if (await bunkering.delivery(delivery.id, work)) refuse('ID_TAKEN', { field: 'body.id' });
  const after: Nomination = { ...before, state: 'begun' };
  await bunkering.changeNomination(work, id, { state: after.state });
  await bunkering.addDelivery(work, delivery);
  work.trace({ act: 'begin', about: `nomination:${id}`, before, after });
  work.trace({ act: 'begin', about: `delivery:${delivery.id}`, before: null, after: delivery });
  work.tell({ kind: 'delivery begun', about: `delivery:${delivery.id}`, data: { nomination: id, port: before.port } });
  return delivery;
}

/** The calendar day at the port at which the command's matter happened. */
export async function dayAt({ ports }: Pick<BunkeringRooms, 'ports'>, work: Work, code: string): Promise<string> {
  const port = await ports.findPort(code);
  if (!port) throw new Error(`the port ${code} of a nomination is not listed`);
  return portDay(port, work.occurredAt);
}

const permitFaults = ({ asks, permits }: Nomination): Reason[] =>
  asks
    .filter((authority) => !permits.some((permit) => permit.authority === authority))
    .map((authority) => ({ code: 'PERMIT_MISSING', values: { authority } }));

/** What may have changed since the plan: the decision of the port, a licence, the voyage. */
async function dayFaults(rooms: BunkeringRooms, work: Work, nomination: Nomination, day: string): Promise<Reason[]> {
  const { line, supplier, port, grade, ship, craft } = nomination;
  const ask = { line, supplier, port, grade, imo: ship.imo, ...(craft !== null && { craft }), laycan: { from: day } };
  const known = await gather(rooms, work.actor, ask, work.recordedAt, work);
  const again = ['fuel-eligible', 'supplier-licensed', 'craft-known', 'craft-licensed'];
  const faults = failuresOf(checksOf(ask, known).filter(({ name }) => again.includes(name)));
  // A voyage that nobody recorded stays what the nomination says of it.
  return known.ship?.voyage === 'domestic' ? [...faults, { code: 'DOMESTIC_VOYAGE', field: 'voyage' }] : [...faults];
}

const deliveryOf = ({ newId }: BunkeringRooms, work: Work, nomination: Nomination, input: Beginning): StoredDelivery =>
  Object.freeze({
    id: input.id ?? newId(),
    nomination: nomination.id,
    state: 'begun',
    supplier: nomination.supplier,
    line: nomination.line,
    askedBy: nomination.askedBy.organisation,
    port: nomination.port,
    district: nomination.district,
    imo: nomination.ship.imo,
    grade: nomination.grade,
    book: nomination.book,
    craft: nomination.craft,
    begunAt: work.occurredAt.toISOString(),
    checklist: input.checklist,
    openingReadings: input.openingReadings,
    log: [],
    completedAt: null,
    measurement: null,
    massKg: null,
    energyMj: null,
    volumeM3: null,
    drawn: [],
    entry: null,
    overKg: 0,
    gainKg: 0,
    shortKg: 0,
    late: work.lateReason !== undefined,
    replay: nomination.replay,
  });
