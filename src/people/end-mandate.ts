import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { dayBefore, dayInChina, shownMandate } from './mandate.ts';
import type { PeopleStore } from './store.ts';

/**
 * The line ends its mandate: from the given day on (today where none is given) it covers nothing more. What the agent did
 * before stands. Refuses NOT_FOUND, MANDATE_ENDED, MANDATE_DAYS_WRONG (an end in the past).
 */
export async function endMandate({ people }: { people: PeopleStore }, work: Work, input: { id: string; on?: string | undefined }) {
  const mandate = await people.mandates.mandate(input.id, work.session);
  if (mandate?.line !== work.actor.organisation) return refuse('NOT_FOUND');
  const today = dayInChina(work.occurredAt);
  const on = input.on ?? today;
  if (on < today) refuse('MANDATE_DAYS_WRONG', { field: 'body.on', values: { earliest: today } });
  const to = dayBefore(on);
  if (mandate.to !== null && mandate.to <= to) refuse('MANDATE_ENDED', { values: { to: mandate.to } });
  await people.mandates.end(input.id, to, work.recordedAt, work.session);
  const ended = { ...mandate, to, endedAt: work.recordedAt };
  work.trace({ act: 'mandate.end', about: `mandate:${input.id}`, before: shownMandate(mandate), after: shownMandate(ended) });
  return shownMandate(ended);
}
