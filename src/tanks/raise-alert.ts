import type { Work } from '../work.ts';
import { openAlert, type Alert, type AlertDraft } from './alert.ts';
import type { TanksStore } from './store.ts';

/** Puts what a measured fact showed on the list, in the transaction of the command that recorded the fact. */
export async function raiseAlert(tanks: Pick<TanksStore, 'alerts'>, work: Work, draft: AlertDraft): Promise<Alert> {
  const alert = openAlert(draft, work);
  await tanks.alerts.add(work, alert);
  work.trace({ act: 'raise-alert', about: `alert:${alert.id}`, before: null, after: alert });
  work.tell({ kind: 'alert raised', about: `alert:${alert.id}`, data: { kind: alert.kind, of: alert.about, district: alert.district } });
  return alert;
}
