import type { Port } from '../ports/port.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import { warning, type Warning } from '../words/warning.ts';
import type { Work } from '../work.ts';
import type { TankRooms } from './rooms.ts';
import { covers, stockSight } from './sight.ts';
import type { Site } from './site.ts';

export interface SiteDraft {
  readonly id: string;
  readonly kind: Site['kind'];
  readonly owner?: string | undefined;
  readonly port: string;
  readonly district: string;
  readonly craft?: string | undefined;
  readonly name: Site['name'];
}

type Rooms = Pick<TankRooms, 'tanks' | 'people' | 'ports' | 'craftOwner'>;

/**
 * Opens a site: a supplier its own, customs one of a supplier in its districts. Refuses SITE_TAKEN, SITE_OWNER_UNFIT,
 * PORT_UNKNOWN, DISTRICT_UNFIT and SITE_CRAFT_UNFIT; warns of a district that is not known of the port.
 */
export async function openSite(rooms: Rooms, work: Work, draft: SiteDraft): Promise<{ site: Site; warnings: Warning[] }> {
  const owner = draft.owner ?? work.actor.organisation;
  const port = await rooms.ports.findPort(draft.port);
  refuseAll([
    ...(await placeReasons(rooms, work, draft, owner)),
    ...(port ? [] : [{ code: 'PORT_UNKNOWN' as const, field: 'body.port', values: { port: draft.port } }]),
    ...(await craftReasons(rooms, work, draft, owner)),
  ]);
  if (await rooms.tanks.site(draft.id, work)) refuse('SITE_TAKEN', { field: 'body.id', values: { site: draft.id } });
  const { id, kind, district, name } = draft;
  const place = { port: port?.unlocode ?? draft.port, district, craft: draft.craft ?? null };
  const site: Site = { id, kind, owner, ...place, name, openedAt: work.recordedAt.toISOString() };
  await rooms.tanks.addSite(work, site);
  work.trace({ act: 'open-site', about: `site:${id}`, before: null, after: site });
  return { site, warnings: port ? districtWarnings(port, district) : [] };
}

async function placeReasons({ people }: Rooms, work: Work, { district }: SiteDraft, owner: string): Promise<Reason[]> {
  const own = owner === work.actor.organisation;
  const sight = await stockSight(people, work.actor);
  const reasons: Reason[] = [];
  if (
    own
      ? work.actor.role !== 'supplier'
      : work.actor.role !== 'customs' || (await people.organisation(owner, work.session))?.kind !== 'supplier'
  )
    reasons.push({ code: 'SITE_OWNER_UNFIT', field: 'body.owner' });
  if ('districts' in sight && !covers(sight.districts, district))
    reasons.push({ code: 'DISTRICT_UNFIT', field: 'body.district', values: { districts: sight.districts.join(', ') } });
  return reasons;
}

async function craftReasons(rooms: Rooms, work: Work, { kind, craft }: SiteDraft, owner: string): Promise<Reason[]> {
  const unfit: Reason[] = [{ code: 'SITE_CRAFT_UNFIT', field: 'body.craft' }];
  if (kind === 'shore') return craft === undefined ? [] : unfit;
  if (craft === undefined || (await rooms.craftOwner(craft, work)) !== owner) return unfit;
  return (await rooms.tanks.siteOfCraft(craft, work)) ? unfit : [];
}

/** Two digits name the district, four an office of it; most are from memory, so another one only warns. */
function districtWarnings({ unlocode, customs }: Port, district: string): Warning[] {
  const known = customs.districts.map(({ code }) => code);
  if (known.length === 0 || known.some((code) => district.startsWith(code))) return [];
  return [warning('DISTRICT_UNUSUAL', 'body.district', { district, port: unlocode, known: known.join(', ') })];
}
