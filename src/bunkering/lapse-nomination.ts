import type { Work } from '../work.ts';
import { endNomination } from './end-nomination.ts';
import type { Nomination } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';

/** The laycan is over and nothing has begun: the hold expires. The service does it on schedule; nobody asks for it. */
export const lapseNomination = (
  rooms: Pick<BunkeringRooms, 'ledger' | 'bunkering'>,
  work: Work,
  nomination: Pick<Nomination, 'id' | 'book'>,
): Promise<Nomination> =>
  endNomination(rooms, work, nomination.book, nomination.id, {
    state: 'lapsed',
    while: ['nominated', 'accepted'],
    why: 'the laycan is over',
    act: 'expire',
  });
