import type { CustomsCodes } from '../fuels/hs.ts';
import type { TankRooms } from '../tanks/rooms.ts';

/** What customs' use cases and lists need of other rooms. */
export interface CustomsRooms extends Pick<TankRooms, 'tanks' | 'ledger' | 'people' | 'ports' | 'holds' | 'now'> {
  readonly customsCodes: CustomsCodes;
}
