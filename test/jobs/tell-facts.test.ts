import { expect } from 'chai';
import { commandRunner } from '../../src/facts/command.ts';
import { factsStore } from '../../src/facts/store.ts';
import type { Subscriber } from '../../src/facts/subscriber.ts';
import { tellFacts } from '../../src/jobs/tell-facts.ts';
import { prepare, stillWorld, withStore } from '../store/support.ts';

withStore('Telling facts', (store) => {
  it('goes on past a fact that fails, tells each of the others once, and tries the failed one again', async () => {
    const world = stillWorld(new Date('2026-03-03T00:00:00.000Z'));
    const heard: string[] = [];
    let broken = true;
    const subscriber: Subscriber = {
      name: 'listener',
      kinds: ['stone fell'],
      async handle(_work, { about }) {
        if (about === 'stone:1' && broken) throw new Error('the listener is not ready for the first stone');
        heard.push(about);
      },
    };
    const facts = factsStore(store.db, [subscriber]);
    await prepare(facts.models);
    const run = commandRunner({ db: store.db, facts, world, late: () => Promise.resolve({ reasonAfterHours: 24, clockSkewMinutes: 10 }) });
    const actor = { person: 'p', organisation: 'o', role: 'service' } as const;
    for (const stone of [1, 2, 3]) {
      await run({ actor, key: `stone-${stone}`, act: 'fall', input: stone }, async (work) => {
        work.tell({ kind: 'stone fell', about: `stone:${stone}` });
      });
      world.passMinutes(1);
    }
    const job = tellFacts(facts, [subscriber], run);
    const failure: unknown = await job.run().catch((error: unknown) => error);
    expect(String(failure)).to.include('not told: 1');
    expect(heard).to.deep.equal(['stone:2', 'stone:3']);
    broken = false;
    await job.run();
    await job.run();
    expect(heard).to.deep.equal(['stone:2', 'stone:3', 'stone:1']);
  });
});
