import type { CommandRunner } from '../facts/command.ts';
import type { FactsStore } from '../facts/store.ts';
import type { Subscriber } from '../facts/subscriber.ts';
import type { Actor } from '../work.ts';
import type { Job } from './jobs.ts';

const service: Actor = { person: 'service', organisation: 'service', role: 'service' };
const batch = 100;

/**
 * Every few seconds: each fact that still waits for a subscriber is handled by it, once, whatever happens in between. One
 * that fails holds up nothing but itself: it is tried again with the next run, and the run says so when it has told the rest.
 */
export const tellFacts = (facts: FactsStore, subscribers: readonly Subscriber[], run: CommandRunner): Job => ({
  name: 'tell-facts',
  every: '*/2 * * * * *',
  leaseSeconds: 20,
  async run() {
    const failures: unknown[] = [];
    for (const subscriber of subscribers) {
      for (const fact of await facts.waitingFor(subscriber.name, batch)) {
        const command = { actor: service, key: `${subscriber.name}/${fact.id}`, act: `fact: ${fact.kind}`, input: { fact: fact.id } };
        const told = run(command, async (work) => {
          await subscriber.handle(work, fact);
          await facts.told(work.session, fact.id, subscriber.name);
        });
        await told.catch((error: unknown) => failures.push(error));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `facts that were not told: ${failures.length}`);
  },
});
