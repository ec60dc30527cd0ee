import { lapseNomination } from '../bunkering/lapse-nomination.ts';
import type { BunkeringRooms } from '../bunkering/rooms.ts';
import type { CommandRunner } from '../facts/command.ts';
import { Refusal } from '../refusal.ts';
import type { Actor, World } from '../work.ts';
import type { Job } from './jobs.ts';

const service: Actor = { person: 'service', organisation: 'service', role: 'service' };
const batch = 100;

/** Every twenty seconds: what was made for the future, has not begun, and whose laycan is over gives its stock back. */
export const lapseNominations = (rooms: Pick<BunkeringRooms, 'ledger' | 'bunkering'>, run: CommandRunner, world: World): Job => ({
  name: 'lapse-nominations',
  every: '*/20 * * * * *',
  leaseSeconds: 30,
  async run() {
    for (const nomination of await rooms.bunkering.lapsed(world.now(), batch)) {
      const command = { actor: service, key: `lapse-${nomination.id}`, act: 'expire', input: { nomination: nomination.id } };
      await run(command, (work) => lapseNomination(rooms, work, nomination)).catch((error: unknown) => {
        // It was begun or cancelled in the meantime, or its book is busy: the next run looks again.
        if (!(error instanceof Refusal)) throw error;
      });
    }
  },
});
