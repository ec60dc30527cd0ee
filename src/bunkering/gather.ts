import { imoOf } from '../fleet/imo.ts';
import { inForce } from '../fleet/licence.ts';
import { ownerOn, voyageOn } from '../fleet/ship.ts';
import { gradeOf, type Grade, type GradeId } from '../fuels/grade.ts';
import { typicalProperty } from '../fuels/properties.ts';
import { roundKg } from '../measure/rounding.ts';
import { massFromVolumeKg } from '../measure/volume.ts';
import { mayActFor } from '../people/may-act-for.ts';
import { may } from '../people/permissions.ts';
import { firstDayOf } from '../ports/day.ts';
import { notEligible } from '../ports/decision.ts';
import { portDay, type Port } from '../ports/port.ts';
import type { Actor, Work } from '../work.ts';
import type { Known } from './checks.ts';
import type { Ask } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';

/** What the registers say of an ask, with the records a nomination is made of. */
export interface Gathered extends Known {
  readonly portRecord: Port | null;
  readonly gradeRecord: Grade | null;
  readonly shipName: string | null;
  readonly massAssumedFromVolume: boolean;
  readonly tanks: readonly string[];
}

type Needs = Pick<BunkeringRooms, 'people' | 'ports' | 'fleet' | 'fuels' | 'ledger' | 'tanks'>;

/** Looks up everything that an ask names; in a command, pass its work after the book is open, so that stock stands still. */
export async function gather(rooms: Needs, actor: Actor, ask: Ask, at: Date, work?: Work): Promise<Gathered> {
  const { people, ports, fleet, fuels } = rooms;
  const gradeRecord = (ask.grade === undefined ? undefined : gradeOf(fuels.grades, ask.grade)) ?? null;
  const portRecord = (ask.port === undefined ? undefined : await ports.findPort(ask.port)) ?? null;
  const firstDay = (ask.laycan?.from === undefined ? undefined : firstDayOf(ask.laycan.from)) ?? null;
  const lastDay = (ask.laycan?.to === undefined ? undefined : firstDayOf(ask.laycan.to)) ?? null;
  const endsAt = ask.laycan?.endsAt;
  const day = firstDay?.day;
  const imo = ask.imo === undefined ? undefined : imoOf(ask.imo);
  const ship = (imo === undefined ? undefined : await fleet.ship(imo, work)) ?? null;
  const line = ask.line ?? (actor.role === 'shipping-line' ? actor.organisation : undefined);
  const supplier = ask.supplier === undefined ? null : await people.organisation(ask.supplier, work?.session);
  const supplierId = supplier?.kind === 'supplier' ? supplier._id : null;
  const fuel = gradeRecord?.eligibilityFuel;
  const eligible =
    portRecord?.bondedRegime && fuel && day ? await ports.eligibilityOn(portRecord.unlocode, fuel, day, work?.session) : null;
  const wanted = portRecord && fuel && day ? { port: portRecord.unlocode, fuel, day } : null;
  const supplierLicences = supplierId && wanted ? await fleet.licencesOf({ kind: 'organisation', id: supplierId }, work) : null;
  const seesStock = supplierId !== null && actor.organisation === supplierId;
  // Whether a supplier's stock would do is for itself and for who may ask for it; anybody else could find its stock by asking.
  const stock = seesStock || may(actor.role, 'nomination.ask') ? await freeStock(rooms, supplierId, portRecord, gradeRecord, work) : null;
  const mass = massOf(ask, gradeRecord, fuels.typical);
  return {
    line: line === undefined ? null : { id: line, actedFor: await mayActFor(people, actor, line, imo ?? '', day ?? '', work?.session) },
    imoSound: imo !== undefined,
    ship: ship && {
      owner: day === undefined ? null : (ownerOn(ship, day) ?? null),
      voyage: imo === undefined || day === undefined ? null : knownVoyage(voyageOn(await fleet.voyagesOf(imo, work), day)),
    },
    shipName: ship?.name ?? null,
    firstDay,
    lastDay,
    endsOn: endsAt !== undefined && portRecord ? portDay(portRecord, new Date(endsAt)) : null,
    today: portRecord ? portDay(portRecord, at) : at.toISOString().slice(0, 10),
    laycanLimits: await ports.setting(
      'laycan.limits',
      { port: portRecord?.unlocode, fuel },
      day ?? at.toISOString().slice(0, 10),
      work?.session,
    ),
    supplier: supplierId,
    port: portRecord && { unlocode: portRecord.unlocode, bondedRegime: portRecord.bondedRegime },
    portRecord,
    grade: gradeRecord && { grade: gradeRecord.grade, fuel: gradeRecord.eligibilityFuel },
    gradeRecord,
    eligibility: eligible && { eligible: eligible.eligible, reason: notEligible(eligible, 'grade') },
    supplierLicensed: supplierLicences && wanted ? inForce(supplierLicences, wanted).length > 0 : null,
    craft: ask.craft !== undefined && supplierId ? await craftOf(rooms, ask.craft, supplierId, gradeRecord, wanted, work) : null,
    ...mass,
    freeKg: stock?.freeKg ?? null,
    tanks: stock?.tanks ?? [],
    seesStock,
  };
}

type Wanted = Parameters<typeof inForce>[1];

async function craftOf(
  { fleet, tanks }: Needs,
  id: string,
  supplier: string,
  grade: Grade | null,
  wanted: Wanted | null,
  work?: Work,
): Promise<Known['craft']> {
  const craft = await fleet.craft(id, work);
  if (craft?.owner !== supplier) return null;
  const licences = await fleet.licencesOf({ kind: 'craft', id }, work);
  const own = await tanks.tanksOfCraft(id, work);
  return {
    licensed: wanted && inForce(licences, wanted).length > 0,
    mayHold: grade && own.some(({ mayHold }) => mayHold.includes(grade.grade)),
  };
}

/** Free stock by book in the supplier's tanks at the port, its craft that work from there included. */
async function freeStock({ ledger, tanks }: Needs, supplier: string | null, port: Port | null, grade: Grade | null, work?: Work) {
  if (!supplier || !port || !grade) return null;
  const own = (await tanks.tanksAt(supplier, port.unlocode, work)).map(({ id }) => id);
  const freeKg = await ledger.freeKgByBook(supplier, grade.grade, own, work);
  return { tanks: own, freeKg };
}

function massOf(
  ask: Ask,
  grade: Grade | null,
  typical: Parameters<typeof typicalProperty>[0],
): Pick<Gathered, 'massKg' | 'massAssumedFromVolume'> {
  if (ask.massKg !== undefined) return { massKg: ask.massKg, massAssumedFromVolume: false };
  const density = grade && typicalDensity(typical, grade.grade);
  if (ask.volumeM3 === undefined || !density) return { massKg: null, massAssumedFromVolume: false };
  return { massKg: roundKg(massFromVolumeKg(ask.volumeM3, density)), massAssumedFromVolume: true };
}

/** The typical density of a grade, at the temperature that stands with it. */
export function typicalDensity(typical: Parameters<typeof typicalProperty>[0], grade: GradeId): number | null {
  const found = typicalProperty(typical, grade, 'density') ?? typicalProperty(typical, grade, 'densityAndTemperature.density');
  return typeof found?.value === 'number' ? found.value : null;
}

const knownVoyage = (voyage: { readonly kind: 'international' | 'domestic' | 'unknown' } | undefined) =>
  voyage === undefined || voyage.kind === 'unknown' ? null : voyage.kind;
