import { hashOf } from '../canonical.ts';
import { inForce } from '../fleet/licence.ts';
import { itemsFor, type Situation } from '../fuels/bdn-items.ts';
import { typicalProperty } from '../fuels/properties.ts';
import { portDay } from '../ports/port.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import { meterRemarks, metersOf } from './check-meters.ts';
import { noteContent, type DeliveryNote } from './delivery-note.ts';
import { faultsOfSaid } from './item-values.ts';
import type { Nomination, Remark } from './nomination.ts';
import type { NoteFacts, Said } from './note-facts.ts';
import { fillNote } from './note-items.ts';
import { judgeNote } from './note-remarks.ts';
import { mixOf } from './read-mix.ts';
import { distinctRemarks, remarkOf } from './remark.ts';
import type { BunkeringRooms } from './rooms.ts';
import type { StoredDelivery } from './store.ts';
import { weigh } from './weigh.ts';
import { weighingRules } from './weighing-rules.ts';

/** What a draft is made of, beside the records. */
export interface Saying extends Said {
  readonly soldAsCertified: boolean;
  readonly remarks: readonly Remark[];
}

export interface Composing {
  readonly number: string;
  readonly delivery: NoteFacts['delivery'] & StoredDelivery;
  readonly nomination: Nomination;
  readonly saying: Saying;
  /** The mass and the note that are corrected; null for the first note of a delivery. */
  readonly correction: { readonly massKg: number; readonly supersedes: string; readonly reason: string } | null;
}

/**
 * Writes a note from the records and what the supplier says. Refuses with every reason at once: ITEM_MISSING for each
 * mandatory item without a value, ITEM_INVALID for each that is not as its item asks.
 */
export async function composeNote(rooms: BunkeringRooms, work: Work, composing: Composing): Promise<DeliveryNote> {
  const { number, delivery, nomination, saying, correction } = composing;
  const day = await dayOf(rooms, work, delivery);
  const facts = await gatherFacts(rooms, work, composing, day);
  const { items, missing, absent } = fillNote(facts);
  const judged = judgeNote(facts, items, rooms.noteRules, rooms.fuels.customs, day);
  refuseAll([
    ...faultsOfSaid(saying.items, facts.asked, correction !== null),
    ...assumedFaults(saying.assumed, facts),
    ...missing,
    ...judged.faults,
  ]);
  const remarks = distinctRemarks([
    ...(correction ? [remarkOf('CORRECTION', { number: correction.supersedes, reason: correction.reason })] : []),
    ...nomination.remarks,
    ...saying.remarks,
    ...(await measuringRemarks(rooms, work, composing, day)),
    ...judged.remarks,
    ...absent.map((field) => absence(facts, field)),
  ]);
  const note: DeliveryNote = {
    number,
    state: 'draft',
    delivery: delivery.id,
    nomination: nomination.id,
    supplier: delivery.supplier,
    line: delivery.line,
    port: delivery.port,
    district: delivery.district,
    imo: delivery.imo,
    grade: delivery.grade,
    bdnFuel: facts.mix.grade.bdnFuel,
    massKg: facts.massKg,
    method: delivery.measurement.method,
    items,
    remarks,
    sources: nomination.sources,
    replay: delivery.replay,
    supersedes: correction?.supersedes ?? null,
    supersededBy: null,
    draftedAt: work.recordedAt.toISOString(),
    signatures: [],
    contentHash: '',
    seal: null,
    sealedAt: null,
  };
  return Object.freeze({ ...note, contentHash: hashOf(noteContent(note)) });
}

async function dayOf({ ports }: BunkeringRooms, work: Work, { port: code, completedAt, begunAt }: StoredDelivery): Promise<string> {
  const port = await ports.findPort(code);
  if (!port) throw new Error(`the port ${code} of a delivery is not listed`);
  return portDay(port, new Date(completedAt ?? begunAt));
}

async function gatherFacts(rooms: BunkeringRooms, work: Work, composing: Composing, day: string): Promise<NoteFacts> {
  const { fuels, people, fleet } = rooms;
  const { delivery, nomination, saying, correction } = composing;
  const mix = await mixOf(rooms, work, delivery.grade, delivery.drawn);
  const supplier = await people.organisation(delivery.supplier, work.session);
  if (!supplier) throw new Error(`the supplier ${delivery.supplier} of a delivery is not known`);
  const { composition } = mix.grade;
  const bio = composition.kind === 'blend' ? typicalProperty(fuels.typical, composition.bio, 'density')?.value : null;
  const situations: readonly (Situation | null)[] = [
    'bonded',
    delivery.craft === null ? null : 'supply-by-craft',
    delivery.measurement.method === 'meter' ? 'metered' : null,
    saying.soldAsCertified ? 'sold-as-certified' : null,
  ];
  return {
    number: composing.number,
    massKg: correction?.massKg ?? delivery.massKg ?? 0,
    corrected: correction !== null && correction.massKg !== delivery.massKg,
    nomination,
    delivery,
    mix,
    groups: fuels.groups,
    bioDensityKgPerM3: typeof bio === 'number' ? bio : null,
    supplier: {
      name: bothNames(supplier.name),
      address: supplier.address ? bothNames(supplier.address) : null,
      phone: supplier.phone ?? null,
    },
    grossTonnage: (await fleet.ship(delivery.imo, work))?.grossTonnage ?? null,
    craft: await craftText(rooms, work, delivery, nomination, day),
    asked: itemsFor(fuels.items, { bdnFuel: mix.grade.bdnFuel, situations: situations.filter((one) => one !== null), day }),
    said: saying,
  };
}

export const bothNames = ({ en, zh }: { readonly en: string; readonly zh?: string | undefined }): string =>
  zh === undefined || zh === en ? en : `${en} ${zh}`;

/** The name of the craft with its licence for the fuel there. */
async function craftText(
  { fleet }: BunkeringRooms,
  work: Work,
  { craft: id, port }: StoredDelivery,
  { fuelKey }: Nomination,
  day: string,
): Promise<string | null> {
  const craft = id === null ? undefined : await fleet.craft(id, work);
  if (!craft) return null;
  const licences = inForce(await fleet.licencesOf({ kind: 'craft', id: craft.id }, work), { port, fuel: fuelKey, day });
  return [craft.name, ...licences.map(({ number }) => number)].join(', ');
}

/** Only a replayed record may fill in what nobody published, and each such field is one of the note. */
function assumedFaults(assumed: readonly string[], { nomination, asked }: NoteFacts): Reason[] {
  const known = new Set(asked.map(({ field }) => field));
  return assumed
    .filter((field) => !nomination.replay || !known.has(field))
    .map((field): Reason => {
      const expected = nomination.replay
        ? 'an item of this note 应为本单项目'
        : 'only a replay may fill in what was not measured 仅回放演示可补填未实测的项目';
      return { code: 'ITEM_INVALID', field: 'body.assumed', values: { field, expected } };
    });
}

/** What the instruments leave to be said: doubts of the tickets, the meters' certificates, gaps, whether a mass was converted. */
async function measuringRemarks(rooms: BunkeringRooms, work: Work, { delivery, nomination }: Composing, day: string): Promise<Remark[]> {
  const { measurement, supplier } = delivery;
  const { doubts, conversion, takenAsTrue } = weigh(measurement, await weighingRules(rooms, work, nomination, day));
  const { meters } = await metersOf(rooms, work, supplier, measurement);
  const serials = new Map([...meters].map(([printed, { id }]) => [id, printed]));
  const gaps = (await rooms.tanks.alerts.alertsAbout(`delivery:${delivery.id}`)).filter(({ kind }) => kind === 'totaliser-gap');
  return [
    ...doubts.map(({ code, ticket, values }) => remarkOf(code, { ticket, ...values })),
    ...meterRemarks(meters, delivery, day),
    ...gaps.map(({ meter, values }) => remarkOf('TOTALISER_GAP', { meter: serials.get(meter ?? '') ?? '', gapKg: values['gapKg'] ?? '' })),
    ...(takenAsTrue ? [remarkOf('MASS_NOT_CONVERTED')] : []),
    ...(conversion ? [remarkOf('MASS_CONVERTED', { ...conversion, factor: conversion.factor.toFixed(6) })] : []),
  ];
}

function absence({ asked }: NoteFacts, field: string): Remark {
  const item = asked.find((one) => one.field === field);
  const clause = item?.clause ?? '';
  return remarkOf('ITEM_ABSENT', { label: item?.label.en ?? field, clause }, { label: item?.label.zh ?? field, clause });
}
