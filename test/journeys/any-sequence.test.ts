import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { lapseNominations } from '../../src/jobs/lapse-nominations.ts';
import { commandRunner } from '../../src/facts/command.ts';
import { stillWorld, type StillWorld } from '../store/support.ts';
import { demoCast } from './cast.ts';
import { layGround, type Ground } from './ground.ts';
import { withHouse } from './house.ts';
import { expectLawsHold } from './laws.ts';
import { isLong } from './long.ts';
import { driverOf, type Deed, type Outcome } from './sequence/driver.ts';
import { learn } from './sequence/stems.ts';
import { deeds, steps, type Sofar, type Step } from './sequence/steps.ts';
import { watchOn } from './sequence/watch.ts';
import { beginning } from './stem.ts';

const seed = 20_261_125;
const length = isLong ? 6_000 : 800;
let world: StillWorld;

withHouse(
  'Any sequence of commands',
  (house) => {
    let ground: Ground;
    before(async function () {
      this.timeout(60_000);
      ground = await layGround(house(), demoCast(house()), 'UCOME');
    });

    it(`keeps the laws after each of ${length} steps, and all of them at the end (seed ${seed})`, async function () {
      this.timeout(isLong ? 1_800_000 : 120_000);
      const { stores, db } = house().service;
      const { perform } = driverOf(house(), world);
      const watch = watchOn(stores);
      const { checklist } = await beginning(ground);
      const sofar: Sofar = { ground, checklist, stems: new Map(), proofs: [], parcels: [], alerts: [], certificates: [] };
      const run = commandRunner({
        db,
        facts: stores.facts,
        world,
        late: () => Promise.resolve({ reasonAfterHours: 24, clockSkewMinutes: 10 }),
      });
      const lapsing = lapseNominations(stores, run, world);
      const told = new Map<string, number>();
      const diary: string[] = [];

      for (const [index, step] of fc.sample(steps, { numRuns: length, seed }).entries()) {
        world.passMinutes((1 + (step.pick % 7)) / 8);
        const outcomes = await taken(step, sofar, perform);
        for (const outcome of outcomes) {
          learn(sofar, outcome);
          const line = `${outcome.deed.act} ${outcome.code ?? 'done'}`;
          told.set(line, (told.get(line) ?? 0) + 1);
        }
        if (step.pick % 10 === 0) await lapsing.run();
        await learnOfOthers(sofar);
        const posted = await watch.news();
        diary.push(`${index} ${step.kind}, ${step.how}: ${outcomes.map(({ deed, code }) => `${deed.act} ${code ?? 'done'}`).join(' | ')}`);
        const context = `after step ${index} (seed ${seed}):\n${diary.slice(-12).join('\n')}`;
        expect(watch.breaches(), context).to.deep.equal([]);
        expect(watch.lostKg(), `kilograms lost or made ${context}`).to.equal(0);
        const commanded = posted.filter(({ actor }) => actor.person !== 'service');
        const mayPost = outcomes.filter(({ code }) => code === null).length;
        expect(commanded.length, `entries of ${mayPost} commands that were done ${context}`).to.be.at.most(mayPost * 3);
        if (mayPost === 0) expect(commanded, `a refused step posted ${context}`).to.deep.equal([]);
      }
      if (process.env['TELL'] !== undefined)
        process.stderr.write(
          `${[...told]
            .sort()
            .map((pair) => pair.join(' × '))
            .join('\n')}\n`,
        );
      await expectLawsHold(house());
      expect(new Set([...told.keys()].filter((line) => line.endsWith(' done')).map((line) => line.split(' done')[0])).size).to.be.above(22);
    });

    /** What the service itself has done meanwhile: what lapsed, what was put on the list of customs. */
    async function learnOfOthers(sofar: Sofar): Promise<void> {
      const { stores } = house().service;
      for (const stem of [...sofar.stems.values()].filter(
        ({ state }) => state === 'nominated' || state === 'accepted' || state === 'begun',
      )) {
        const now = await stores.bunkering.nomination(stem.id);
        if (now) sofar.stems.set(stem.id, { ...stem, state: now.state, heldKg: now.heldKg });
      }
      const open = await stores.tanks.alerts.list({ all: true }, { state: 'open' }, 20);
      sofar.alerts.splice(0, sofar.alerts.length, ...open.map(({ id }) => id));
    }

    async function taken(step: Step, sofar: Sofar, perform: (deed: Deed) => Promise<Outcome>): Promise<readonly Outcome[]> {
      const made = deeds[step.kind](sofar, step, world.now());
      if (!made) return [];
      const deed = { ...made, key: randomUUID() };
      const earlier = new Date(world.now().getTime() - 30 * 3_600_000).toISOString();
      switch (step.how) {
        case 'plain':
          return [await perform(deed)];
        case 'late':
          return [await perform({ ...deed, occurredAt: earlier, lateReason: 'The quay had no network' })];
        case 'late without a reason': {
          const outcome = await perform({ ...deed, occurredAt: earlier });
          if (deed.who !== 'anyone') expect(outcome.code).to.equal('LATE_REASON_MISSING');
          return [outcome];
        }
        case 'repeated': {
          const first = await perform(deed);
          return once([first, await perform(deed)]);
        }
        case 'twice at once':
          return once(await Promise.all([perform(deed), perform(deed)]));
        case 'beside a rival': {
          const rival = deeds[step.kind](sofar, { ...step, pick: step.pick + 1 }, world.now()) ?? made;
          return Promise.all([perform(deed), perform({ ...rival, key: randomUUID() })]);
        }
      }
    }

    /** One key is one command: both answers are the same, and one of them counts. */
    function once([first, second]: readonly Outcome[]): readonly Outcome[] {
      if (!first || !second) return [];
      if (first.code === null || second.code === null) {
        expect(second.code, `${second.deed.act}, repeated`).to.equal(first.code);
        expect('reply' in second && second.reply).to.deep.equal('reply' in first && first.reply);
      }
      return [first];
    }
  },
  { world: () => (world = stillWorld()) },
);
