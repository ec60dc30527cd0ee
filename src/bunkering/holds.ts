import type { Reason } from '../refusal.ts';
import type { NominationHolds } from '../tanks/rooms.ts';
import type { BunkeringStore } from './store.ts';

/** What the tanks ask of a nomination: whether its hold may move (until it has begun), and to note that a difference took from it. */
export const nominationHolds = (bunkering: BunkeringStore): NominationHolds => ({
  async mayMove(work, id): Promise<readonly Reason[]> {
    const nomination = await bunkering.nomination(id, work);
    if (nomination?.supplier !== work.actor.organisation) return [{ code: 'NOT_FOUND' }];
    const { state } = nomination;
    return state === 'nominated' || state === 'accepted' ? [] : [{ code: 'STATE_WRONG', values: { state, wanted: 'nominated, accepted' } }];
  },
  async changed(work, id, changeKg): Promise<void> {
    const before = await bunkering.nomination(id, work);
    if (!before) throw new Error(`a hold of nomination ${id}, which does not exist, was changed`);
    const after = { ...before, heldKg: before.heldKg + changeKg };
    await bunkering.changeNomination(work, id, { heldKg: after.heldKg });
    work.trace({ act: 'hold changed by a difference', about: `nomination:${id}`, before, after });
  },
});
