import type { Head } from '../ledger/entry.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { mayClose, type Alert, type Closure } from './alert.ts';
import { openBooksOf, postDifference } from './post-difference.ts';
import type { TankRooms } from './rooms.ts';
import { seesStock, stockSight } from './sight.ts';

export interface Closing {
  readonly alert: string;
  readonly reason: string;
  /** Only for a sounding beyond tolerance: post the difference that it shows. */
  readonly post: boolean;
}

type Rooms = Pick<TankRooms, 'tanks' | 'ledger' | 'people' | 'holds'>;

/**
 * A second person closes an alert with a reason; of a sounding it may post the difference with it. Refuses NOT_FOUND,
 * ALERT_CLOSED, SECOND_PERSON_NEEDED, ALERT_POSTS_NOTHING, SOUNDING_SUPERSEDED and DIFFERENCE_UNPLACED.
 */
export async function closeAlert(rooms: Rooms, work: Work, { alert: id, reason, post }: Closing): Promise<Alert> {
  const outside = await rooms.tanks.alerts.alert(id);
  const tank = post && outside?.kind === 'sounding' ? outside.tank : null;
  const heads: ReadonlyMap<string, Head> = tank === null ? new Map<string, Head>() : await openBooksOf(rooms, work, tank);
  const alert = await rooms.tanks.alerts.alert(id, work);
  if (!alert || !seesStock(await stockSight(rooms.people, work.actor), alert)) return refuse('NOT_FOUND', { field: 'path.id' });
  if (alert.state === 'closed') refuse('ALERT_CLOSED', { field: 'path.id' });
  if (!mayClose(alert, work.actor)) refuse('SECOND_PERSON_NEEDED', { field: 'path.id' });
  const entries = post ? await difference(rooms, work, heads, alert) : [];
  const { person, organisation } = work.actor;
  const closure: Closure = { person, organisation, at: work.recordedAt.toISOString(), reason, entries };
  if (!(await rooms.tanks.alerts.close(work, id, closure))) refuse('ALERT_CLOSED', { field: 'path.id' });
  const after: Alert = { ...alert, state: 'closed', closure };
  work.trace({ act: 'close-alert', about: `alert:${id}`, before: alert, after });
  work.tell({ kind: 'alert closed', about: `alert:${id}`, data: { kind: alert.kind, of: alert.about, entries } });
  return after;
}

async function difference(rooms: Rooms, work: Work, heads: ReadonlyMap<string, Head>, alert: Alert): Promise<string[]> {
  const sounding = alert.kind === 'sounding' ? await rooms.tanks.soundings.sounding(alert.about.slice('sounding:'.length), work) : null;
  const tank = sounding && (await rooms.tanks.tank(sounding.tank, work));
  if (!sounding || !tank || sounding.differenceKg === null) return refuse('ALERT_POSTS_NOTHING', { field: 'body.post' });
  if (await rooms.tanks.soundings.superseded(sounding, work)) refuse('SOUNDING_SUPERSEDED', { field: 'body.post' });
  const about = [alert.about, `alert:${alert.id}`];
  const { differenceKg } = sounding;
  const entries = await postDifference(rooms, work, heads, { tank, differenceKg, about, document: alert.about });
  return entries.map(({ id }) => id);
}
