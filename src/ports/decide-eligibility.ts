import { refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import { firstDayOf } from './day.ts';
import type { Decision } from './decision.ts';
import type { FuelKey } from './fuel-key.ts';
import type { Port } from './port.ts';
import type { PortsRooms } from './rooms.ts';
import type { Source } from './source.ts';
import { portUnknown } from './unknown-port.ts';

export interface DecisionDraft {
  readonly id?: string | undefined;
  readonly port: string;
  readonly fuel: FuelKey;
  readonly bonded: boolean | null;
  readonly authority: string | null;
  /** A day, a month or a year; a month and a year count from their first day. */
  readonly from: string;
  readonly to?: string | null | undefined;
  readonly basis: 'rule' | 'evidence';
  readonly source: Source;
  readonly note?: string | undefined;
}

/**
 * Enters a dated decision that a port admits a fuel, or does not. Refuses PORT_UNKNOWN, PORT_NOT_BONDED, PERIOD_INVERTED,
 * RULE_WITHOUT_AUTHORITY, DECISION_STANDS, each with all others that apply.
 */
export async function decideEligibility({ ports, world }: PortsRooms, work: Work, draft: DecisionDraft): Promise<Decision> {
  const port = await ports.findPort(draft.port);
  const standing = port ? await ports.decisionsOf(port.unlocode, draft.fuel, work.session) : [];
  refuseAll(faultsOf(draft, port, standing));
  const first = firstDayOf(draft.from);
  if (!port || !first) throw new TypeError('a decision without port or day passed its checks');
  const decision: Decision = {
    id: draft.id ?? world.newId(),
    port: port.unlocode,
    fuel: draft.fuel,
    bonded: draft.bonded,
    authority: draft.authority,
    from: first.day,
    datePrecision: first.precision,
    to: draft.to ?? null,
    basis: draft.basis,
    source: draft.source,
    ...(draft.note !== undefined && { note: draft.note }),
    endings: [],
    recordedAt: work.recordedAt,
    recordedBy: work.actor.organisation,
  };
  await ports.addDecision(work.session, decision);
  const about = `decision:${decision.id}`;
  work.trace({ act: 'eligibility.decide', about, before: null, after: decision });
  work.tell({
    kind: 'eligibility decided',
    about,
    data: { port: decision.port, fuel: decision.fuel, from: decision.from, bonded: decision.bonded },
  });
  return decision;
}

/** Every reason why a decision cannot be entered as drafted. */
export function faultsOf(draft: DecisionDraft, port: Port | undefined, standing: readonly Decision[]): Reason[] {
  const faults: Reason[] = [];
  if (!port) faults.push(portUnknown(draft.port));
  if (port && !port.bondedRegime && draft.bonded !== false)
    faults.push({ code: 'PORT_NOT_BONDED', field: 'body.bonded', values: { port: port.unlocode } });
  if (draft.basis === 'rule' && draft.authority === null) faults.push({ code: 'RULE_WITHOUT_AUTHORITY', field: 'body.authority' });
  const first = firstDayOf(draft.from);
  const from = first?.day ?? draft.from;
  if (draft.to && draft.to < from) faults.push({ code: 'PERIOD_INVERTED', field: 'body.to', values: { from } });
  const same = standing.find((decision) => decision.from === from && decision.bonded === draft.bonded && decision.to === null);
  if (same) faults.push({ code: 'DECISION_STANDS', field: 'body.from', values: { decision: same.id } });
  return faults;
}
