import { refuse } from '../refusal.ts';
import type { Work, World } from '../work.ts';
import { shownMandate, type Mandate } from './mandate.ts';
import type { PeopleStore } from './store.ts';

/**
 * A shipping line lets an agent act for one of its ships, or for all of them, from a day on. Whether the ship is the line's
 * is asked when the agent acts, on that day. Refuses MANDATE_AGENT_UNFIT, MANDATE_DAYS_WRONG.
 */
export async function giveMandate(
  { people, world }: { people: PeopleStore; world: World },
  work: Work,
  input: { id?: string | undefined; agent: string; imo?: string | undefined; from: string; to?: string | undefined },
) {
  const agent = await people.organisation(input.agent, work.session);
  if (agent?.kind !== 'ships-agent') refuse('MANDATE_AGENT_UNFIT', { field: 'body.agent' });
  if (input.to !== undefined && input.to < input.from) refuse('MANDATE_DAYS_WRONG', { field: 'body.to', values: { earliest: input.from } });
  const mandate: Mandate = {
    _id: input.id ?? world.newId(),
    line: work.actor.organisation,
    agent: input.agent,
    imo: input.imo ?? null,
    from: input.from,
    to: input.to ?? null,
    givenAt: work.recordedAt,
    endedAt: null,
  };
  await people.mandates.give(mandate, work.session);
  const shown = shownMandate(mandate);
  work.trace({ act: 'mandate.give', about: `mandate:${mandate._id}`, before: null, after: shown });
  return shown;
}
