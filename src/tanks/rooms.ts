import type { Fuels } from '../fuels/fuels.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { MeasureSettings } from '../measure/settings.ts';
import type { PeopleStore } from '../people/store.ts';
import type { PortsStore } from '../ports/store.ts';
import type { Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { TanksStore } from './store.ts';

/** What the tanks ask of the nominations above them; wired by hand. */
export interface NominationHolds {
  /** Every reason why the hold of a nomination may not be moved to another tank now; none before its delivery begins. */
  mayMove(work: Work, nomination: string): Promise<readonly Reason[]>;
  /** A difference took from what a nomination holds (`changeKg` is below zero): its record must say the same as the ledger. */
  changed(work: Work, nomination: string, changeKg: number): Promise<void>;
}

/** What the use cases of the tanks need of other rooms; each takes its part. */
export interface TankRooms {
  readonly tanks: TanksStore;
  readonly ledger: LedgerStore;
  readonly people: Pick<PeopleStore, 'organisation'>;
  readonly ports: Pick<PortsStore, 'findPort' | 'setting'>;
  readonly fuels: Pick<Fuels, 'grades'>;
  readonly measure: MeasureSettings;
  readonly holds: NominationHolds;
  /** The organisation a craft of the register belongs to; null where there is no such craft. */
  craftOwner(craft: string, work?: Pick<Work, 'session'>): Promise<string | null>;
  newId(): string;
  /** For reading what holds today; a command takes its times from its work. */
  now(): Date;
}
