import type { BunkeringStore } from '../bunkering/store.ts';
import type { FactorSetsStore } from '../factors/store.ts';
import type { FleetStore } from '../fleet/store.ts';
import type { Fuels } from '../fuels/fuels.ts';
import type { Keys } from '../keys.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { PeopleStore } from '../people/store.ts';
import type { PortsStore } from '../ports/store.ts';
import type { ProofsStore } from '../proofs/store.ts';
import type { TanksStore } from '../tanks/store.ts';
import type { World } from '../work.ts';
import type { CertificatesStore } from './store.ts';
import type { CertificateTerms } from './terms.ts';

/** What the use cases of this room ask of the rooms below and of the world. */
export interface CertificatesRooms {
  readonly people: Pick<PeopleStore, 'organisation' | 'mandates'>;
  readonly ports: Pick<PortsStore, 'findPort'>;
  readonly fleet: Pick<FleetStore, 'ship'>;
  readonly fuels: Pick<Fuels, 'grades' | 'groups'>;
  readonly ledger: LedgerStore;
  readonly bunkering: Pick<BunkeringStore, 'delivery' | 'noteInForce' | 'note' | 'nomination'>;
  readonly tanks: Pick<TanksStore, 'site'>;
  readonly proofs: Pick<ProofsStore, 'proof' | 'showTo'>;
  readonly certificates: CertificatesStore;
  /** The figures go by the sets in force on the day of the delivery. */
  readonly factorSets: Pick<FactorSetsStore, 'inForce' | 'named' | 'headings'>;
  readonly terms: CertificateTerms;
  readonly keys: Pick<Keys, 'issuerKey' | 'noteKey'>;
  readonly publicUrl: string;
  readonly world: World;
}
