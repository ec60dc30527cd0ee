import { certificateOn, type Meter } from '../fleet/meter.ts';
import { roundKg } from '../measure/rounding.ts';
import type { Reason } from '../refusal.ts';
import { raiseAlert } from '../tanks/raise-alert.ts';
import type { AlertDraft } from '../tanks/alert.ts';
import type { Work } from '../work.ts';
import type { Delivery } from './delivery.ts';
import type { Measurement, MeterTicket } from './measurement.ts';
import type { Remark } from './nomination.ts';
import { remarkOf } from './remark.ts';
import type { BunkeringRooms } from './rooms.ts';
import { gapsOf, type TotaliserSpan } from './totaliser-chain.ts';

type Needs = Pick<BunkeringRooms, 'fleet' | 'tanks'>;

/** The registered meters of some tickets, by what is printed on them. */
export type Meters = ReadonlyMap<string, Meter>;

/** Looks the meters of a delivery up; METER_UNKNOWN for each that is none of the supplier's. */
export async function metersOf(
  rooms: Needs,
  work: Work,
  supplier: string,
  measurement: Measurement,
): Promise<{ readonly meters: Meters; readonly faults: readonly Reason[] }> {
  const tickets = measurement.method === 'meter' ? measurement.tickets : [];
  const found = new Map<string, Meter>();
  const faults: Reason[] = [];
  for (const [place, { meter: printed }] of tickets.entries()) {
    if (found.has(printed)) continue;
    const meter = (await rooms.fleet.meters.findBySerial(printed, work)) ?? (await rooms.fleet.meters.find(printed, work));
    if (meter && (await ownerOf(rooms, work, meter)) === supplier) found.set(printed, meter);
    else faults.push({ code: 'METER_UNKNOWN', field: `body.measurement.tickets.${place}.meter`, values: { meter: printed } });
  }
  return { meters: found, faults };
}

async function ownerOf({ fleet, tanks }: Needs, work: Work, { mountedOn }: Meter): Promise<string | null> {
  if (mountedOn.kind === 'craft') return (await fleet.craft(mountedOn.id, work))?.owner ?? null;
  return (await tanks.site(mountedOn.id, work))?.owner ?? null;
}

/** What a meter's register entry says of a delivery that it did not measure as it should have. */
export function meterRemarks(meters: Meters, { craft }: Pick<Delivery, 'craft'>, day: string): Remark[] {
  return [...meters.values()].flatMap((meter) => [
    ...(certificateOn(meter, day) ? [] : [remarkOf('METER_UNCERTIFIED', { meter: meter.serial, day })]),
    ...(craft !== null && meter.mountedOn.id !== craft ? [remarkOf('METER_ELSEWHERE', { meter: meter.serial })] : []),
  ]);
}

type AlertGround = Omit<AlertDraft, 'kind' | 'meter' | 'massKg' | 'values'>;

/**
 * Keeps what the tickets say of the totalisers and raises an alert where one did not go on from the reading before it in
 * time: that of the ticket before, or of the register where no ticket is later.
 */
export async function followTotalisers(
  rooms: Pick<BunkeringRooms, 'fleet' | 'tanks' | 'bunkering'>,
  work: Work,
  tickets: readonly MeterTicket[],
  meters: Meters,
  ground: AlertGround & { readonly delivery: string; readonly toleranceKg: number },
): Promise<void> {
  const { delivery, toleranceKg, ...alert } = ground;
  const spans = tickets.map((ticket) => spanOf(ticket, meters.get(ticket.meter)?.id ?? ticket.meter, delivery));
  for (const meter of [...new Map([...meters.values()].map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const fresh = spans.filter((span) => span.meter === meter.id).sort((a, b) => (a.from < b.from ? -1 : 1));
    const [first, last] = [fresh[0], fresh.at(-1)];
    if (!first || !last) continue;
    await work.turn(`meter:${meter.id}`);
    const known = await rooms.bunkering.spansAround(work, meter.id, new Date(first.from));
    for (const { gapTenthsKg, closeT, closedBy, openT, openedBy } of gapsOf(
      [...known, ...registeredBefore(meter, first.from)],
      fresh,
      toleranceKg,
    )) {
      const values = { closeT, closedBy, openT, openedBy, gapKg: gapTenthsKg / 10 };
      await raiseAlert(rooms.tanks, work, {
        ...alert,
        kind: 'totaliser-gap',
        meter: meter.id,
        massKg: roundKg(Math.abs(gapTenthsKg) / 10),
        values,
      });
    }
    await rooms.fleet.meters.keepReading(work.session, meter.id, last.closeT, new Date(last.to));
  }
  await rooms.bunkering.addSpans(work, spans);
}

const spanOf = (ticket: MeterTicket, meter: string, delivery: string): TotaliserSpan => ({
  meter,
  openT: ticket.openT,
  closeT: ticket.closeT,
  from: new Date(ticket.pumpStartAt).toISOString(),
  to: new Date(ticket.pumpEndAt).toISOString(),
  ticket: ticket.number,
  delivery,
});

/** The reading that stands in the register, where it was taken before; one entered later says nothing of an earlier ticket. */
function registeredBefore({ id, lastTotaliser, lastReadAt }: Meter, from: string): TotaliserSpan[] {
  const at = lastReadAt.toISOString();
  return at <= from ? [{ meter: id, openT: lastTotaliser, closeT: lastTotaliser, from: at, to: at, ticket: 'register', delivery: '' }] : [];
}
