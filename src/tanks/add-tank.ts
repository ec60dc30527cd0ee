import { gradeOf, type Grade } from '../fuels/grade.ts';
import { portDay } from '../ports/port.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { TankRooms } from './rooms.ts';
import { seesStock, stockSight } from './sight.ts';
import type { Site } from './site.ts';
import type { AttributeFrom, CustomsAttribute, Tank } from './tank.ts';

export interface TankDraft {
  readonly site: string;
  readonly name: string;
  readonly capacityM3: number;
  readonly fillingLimit?: number | undefined;
  readonly mayHold: readonly string[];
  readonly attribute?: CustomsAttribute | undefined;
}

type Rooms = Pick<TankRooms, 'tanks' | 'people' | 'ports' | 'fuels'>;

/**
 * Adds a tank to a site in one's sight. Without a filling limit it takes the strictest setting of the fuels it may hold;
 * only customs may give it an attribute at once. Refuses SITE_UNKNOWN, TANK_TAKEN, GRADE_UNKNOWN and NOT_ALLOWED.
 */
export async function addTank(rooms: Rooms, work: Work, draft: TankDraft): Promise<Tank> {
  const site = await rooms.tanks.site(draft.site, work);
  if (!site || !seesStock(await stockSight(rooms.people, work.actor), site))
    return refuse('SITE_UNKNOWN', { field: 'body.site', values: { site: draft.site } });
  const { attribute } = draft;
  if (attribute !== undefined && work.actor.role !== 'customs')
    refuse('NOT_ALLOWED', { field: 'body.attribute', values: { action: 'tank.attribute', role: work.actor.role } });
  refuseAll(
    draft.mayHold
      .filter((grade) => !gradeOf(rooms.fuels.grades, grade))
      .map((grade): Reason => ({ code: 'GRADE_UNKNOWN', field: 'body.mayHold', values: { grade } })),
  );
  const id = `${site.id}:${draft.name}`;
  if (await rooms.tanks.tank(id, work)) refuse('TANK_TAKEN', { field: 'body.name', values: { tank: id } });
  const day = await siteDay(rooms, work, site);
  const tank: Tank = {
    id,
    site: site.id,
    name: draft.name,
    owner: site.owner,
    port: site.port,
    district: site.district,
    craft: site.craft,
    capacityM3: draft.capacityM3,
    fillingLimit: draft.fillingLimit ?? (await strictestLimit(rooms, work, site, draft.mayHold, day)),
    mayHold: [...new Set(draft.mayHold)],
    attributes: attribute === undefined ? [] : [attributeLine(work, attribute, day, 'as the tank was added')],
    addedAt: work.recordedAt.toISOString(),
  };
  await rooms.tanks.addTank(work, tank);
  work.trace({ act: 'add-tank', about: `tank:${id}`, before: null, after: tank });
  return tank;
}

export const attributeLine = ({ actor, recordedAt }: Work, attribute: CustomsAttribute, from: string, reason: string): AttributeFrom => ({
  attribute,
  from,
  reason,
  setBy: { organisation: actor.organisation, person: actor.person },
  recordedAt: recordedAt.toISOString(),
});

/** The day at the site's port on which a command happened. */
export async function siteDay({ ports }: Pick<TankRooms, 'ports'>, work: Work, { port: code }: Pick<Site, 'port'>): Promise<string> {
  const port = await ports.findPort(code);
  if (!port) throw new Error(`the port ${code} of a site is gone from the list`);
  return portDay(port, work.occurredAt);
}

async function strictestLimit(
  { ports, fuels }: Rooms,
  work: Work,
  { port }: Site,
  mayHold: readonly string[],
  day: string,
): Promise<number> {
  const fuelsHeld = new Set(
    mayHold.flatMap((grade) => gradeOf(fuels.grades, grade) ?? []).map(({ eligibilityFuel }: Grade) => eligibilityFuel),
  );
  const limits = await Promise.all([...fuelsHeld].map((fuel) => ports.setting('tank.filling-limit', { port, fuel }, day, work.session)));
  return Math.min(...limits);
}
