import type { FleetStore } from '../fleet/store.ts';
import type { Fuels } from '../fuels/fuels.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { BuoyancySetting } from '../measure/settings.ts';
import type { PeopleStore } from '../people/store.ts';
import type { PortsStore } from '../ports/store.ts';
import type { TanksStore } from '../tanks/store.ts';
import type { Work } from '../work.ts';
import type { NoteRules } from './note-rules.ts';
import type { BunkeringStore } from './store.ts';

/** What the use cases of this room ask of the rooms below and of the world. */
export interface BunkeringRooms {
  readonly people: PeopleStore;
  readonly ports: PortsStore;
  readonly fleet: FleetStore;
  readonly fuels: Fuels;
  readonly ledger: LedgerStore;
  readonly tanks: TanksStore;
  readonly bunkering: BunkeringStore;
  readonly noteRules: NoteRules;
  readonly buoyancyOn: (day: string) => BuoyancySetting;
  readonly newId: () => string;
  readonly now: () => Date;
  /** The token of a link by which a ship signs, from the link's id and a key that lies outside the database. */
  readonly signToken: (link: string) => string;
  readonly publicUrl: string;
  /** Settles, in the transaction that seals a superseding note, what rests on the old one: proofs used and certificates. */
  readonly settleSupersession: (work: Work, correction: { readonly delivery: string; readonly note: string }) => Promise<void>;
  /** Seals a finished note: compact JWS of the note key over RFC 8785 JSON. */
  readonly seal: (content: unknown) => Promise<string>;
}
