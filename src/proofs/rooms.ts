import type { Factors } from '../emissions/factors.ts';
import type { RedFactors } from '../emissions/red-factors.ts';
import type { Fuels } from '../fuels/fuels.ts';
import type { TankRooms } from '../tanks/rooms.ts';
import type { ProofsStore } from './store.ts';

/** What the use cases of proofs and receipts need of other rooms. */
export interface ProofRooms extends Pick<TankRooms, 'tanks' | 'ledger' | 'people' | 'ports' | 'newId'> {
  readonly proofs: ProofsStore;
  readonly fuels: Pick<Fuels, 'grades' | 'groups' | 'typical' | 'customs'>;
  readonly red: RedFactors;
  readonly factors: Factors;
}
