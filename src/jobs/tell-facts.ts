import type { CommandRunner } from '../facts/command.ts';
import type { FactsStore } from '../facts/store.ts';
import type { Subscriber } from '../facts/subscriber.ts';
import type { Actor } from '../work.ts';
import type { Job } from './jobs.ts';

const service: Actor = { person: 'service', organisation: 'service', role: 'service' };
const batch = 100;

/** Every few seconds: each fact that still waits for a subscriber is handled by it, once, whatever happens in between. */
export const tellFacts = (facts: FactsStore, subscribers: readonly Subscriber[], run: CommandRunner): Job => ({
  name: 'tell-facts',
  every: '*/2 * * * * *',
  leaseSeconds: 60,
  async run() {
    for (const subscriber of subscribers) {
      for (const fact of await facts.waitingFor(subscriber.name, batch)) {
        const command = { actor: service, key: `${subscriber.name}/${fact.id}`, act: `fact: ${fact.kind}`, input: { fact: fact.id } };
        await run(command, async (work) => {
          await subscriber.handle(work, fact);
          await facts.told(work.session, fact.id, subscriber.name);
        });
      }
    }
  },
});
