import { idOf } from '../ledger/entry.ts';
import { gradeOf } from '../fuels/grade.ts';
import { gaugedMass } from '../measure/gauged-mass.ts';
import { roundKg } from '../measure/rounding.ts';
import { buoyancySettingOn } from '../measure/settings.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { siteDay } from './add-tank.ts';
import { raiseAlert } from './raise-alert.ts';
import type { TankRooms } from './rooms.ts';
import { compareSounding, type Comparison, type Sounding } from './sounding.ts';
import type { Tank } from './tank.ts';

export interface Readings {
  readonly id?: string | undefined;
  readonly tank: string;
  readonly volumeM3: number;
  readonly temperatureC: number;
  readonly densityKgPerM3: number;
  readonly pressureMPa?: number | undefined;
  readonly pumping: boolean;
}

type Rooms = Pick<TankRooms, 'tanks' | 'ledger' | 'ports' | 'fuels' | 'measure' | 'newId'>;

/**
 * Records what was read in a tank and holds it against the book by the tolerance in force there on the day. It posts
 * nothing: within the tolerance it is a reading, beyond it an alert until a second person closes it. Refuses TANK_UNKNOWN
 * and SOUNDING_IMPOSSIBLE (more than the tank can hold, colder than absolute zero).
 */
export async function soundTank(rooms: Rooms, work: Work, readings: Readings): Promise<Sounding> {
  const tank = await rooms.tanks.tank(readings.tank, work);
  if (!tank || tank.owner !== work.actor.organisation)
    return refuse('TANK_UNKNOWN', { field: 'body.tank', values: { tank: readings.tank } });
  possible(tank, readings);
  const day = await siteDay(rooms, work, tank);
  const massBasis = await basisIn(rooms, work, tank);
  const { volumeM3, densityKgPerM3, temperatureC, pressureMPa = null, pumping } = readings;
  const gauged = gaugedMass(volumeM3, densityKgPerM3, massBasis === 'true' ? 'vacuum' : 'air', buoyancySettingOn(rooms.measure, day));
  const massKg = roundKg(gauged.massKg);
  const at = work.occurredAt.toISOString();
  const tolerancePct = await rooms.ports.setting('tolerance.sounding', { port: tank.port }, day, work.session);
  const { massKg: bookKg, movedAt } = await rooms.ledger.content(tank.id, work);
  const comparison = compareSounding({ massKg, bookKg, at, pumping, movedAt, tolerancePct });
  const id = readings.id ?? rooms.newId();
  const alert = comparison.verdict === 'beyond' ? await raise(rooms, work, tank, id, massKg, comparison) : null;
  const sounding: Sounding = {
    id,
    tank: tank.id,
    owner: tank.owner,
    at,
    ...{ pumping, volumeM3, temperatureC, densityKgPerM3, pressureMPa },
    ...{ massKg, massBasis, conversion: gauged.conversion, ...comparison, tolerancePct, alert },
    person: work.actor.person,
    recordedAt: work.recordedAt.toISOString(),
  };
  await rooms.tanks.soundings.add(work, sounding);
  work.trace({ act: 'sound-tank', about: `sounding:${id}`, before: null, after: sounding });
  return sounding;
}

function possible(tank: Tank, { volumeM3, densityKgPerM3 }: Readings): void {
  if (volumeM3 > tank.capacityM3)
    refuse('SOUNDING_IMPOSSIBLE', { field: 'body.volumeM3', values: { why: `${volumeM3} m³ > ${tank.capacityM3} m³ (${tank.id})` } });
  if (!Number.isSafeInteger(Math.round(volumeM3 * densityKgPerM3)))
    refuse('SOUNDING_IMPOSSIBLE', { field: 'body.densityKgPerM3', values: { why: `${volumeM3} m³ × ${densityKgPerM3} kg/m³` } });
}

/** The basis of the stock that lies there; of an empty tank that of the first grade it may hold. */
async function basisIn({ ledger, fuels }: Rooms, work: Work, tank: Tank): Promise<Sounding['massBasis']> {
  const [lot] = await ledger.lotsOfTank(tank.id, work);
  const [parcel] = lot ? await ledger.parcels([idOf(lot.item)], work) : [];
  return parcel?.massBasis ?? gradeOf(fuels.grades, tank.mayHold[0] ?? '')?.massBasis ?? 'true';
}

async function raise(rooms: Rooms, work: Work, tank: Tank, sounding: string, soundedKg: number, comparison: Comparison): Promise<string> {
  const { bookKg, differenceKg, allowedKg } = comparison;
  const { id } = await raiseAlert(rooms.tanks, work, {
    kind: 'sounding',
    district: tank.district,
    port: tank.port,
    owner: tank.owner,
    tank: tank.id,
    craft: tank.craft,
    meter: null,
    entry: null,
    about: `sounding:${sounding}`,
    massKg: differenceKg,
    values: { soundedKg, bookKg, allowedKg },
  });
  return id;
}
