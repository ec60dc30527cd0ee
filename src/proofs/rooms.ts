import type { FactorSetsStore } from '../factors/store.ts';
import type { Fuels } from '../fuels/fuels.ts';
import type { TankRooms } from '../tanks/rooms.ts';
import type { ProofsStore } from './store.ts';

/** What the use cases of proofs and receipts need of other rooms. */
export interface ProofRooms extends Pick<TankRooms, 'tanks' | 'ledger' | 'people' | 'ports' | 'newId'> {
  readonly proofs: ProofsStore;
  readonly fuels: Pick<Fuels, 'grades' | 'groups' | 'typical' | 'customs'>;
  /** A proof goes by the sets in force on the day it is received. */
  readonly factorSets: Pick<FactorSetsStore, 'inForce'>;
}
