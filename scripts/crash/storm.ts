import { randomInt } from 'node:crypto';
import { demoCast } from '../../test/journeys/cast.ts';
import { layGround, receive } from '../../test/journeys/ground.ts';
import { doorOf } from '../../test/journeys/house.ts';
import { childOn, type Program } from './child.ts';
import { loadOn, type Ledgered } from './load.ts';
import { verdictOn, type Verdict } from './verdict.ts';

export interface Storm {
  readonly folder: string;
  readonly program: Program;
  readonly kills: number;
  readonly clients: number;
  /** Told after each kill. */
  readonly killed?: (kills: number, told: Ledgered) => void;
}

/**
 * Starts the whole service, puts load on it, kills it without warning at random moments, starts it again on the same folder
 * while its clients repeat what was not answered; at last ends it properly and looks at what it kept.
 */
export async function storm({ folder, program, kills, clients, killed }: Storm): Promise<Verdict & { readonly told: Ledgered }> {
  const child = await childOn(folder, program);
  await child.start();
  try {
    const door = doorOf(child.url, child.people());
    const ground = await layGround(door, demoCast(door));
    await receive(ground, 20_000_000);
    for (const role of ground.cast.roles) await ground.cast.as(role).got('/v1/me');
    const load = loadOn(ground, clients);
    const running = load.run();
    const storming = async (): Promise<void> => {
      for (let count = 1; count <= kills; count += 1) {
        await someWork(load.told);
        await child.kill();
        killed?.(count, load.told);
        await child.start();
      }
    };
    await Promise.race([storming(), running.then(() => Promise.reject(new Error('the load ended before the storm')))]);
    load.end();
    await running;
    const code = await child.stop();
    if (code !== 0) load.told.faults.push(`the service ended with ${code} after SIGTERM`);
    return { ...(await verdictOn(folder, load.told)), told: load.told };
  } finally {
    await child.kill();
  }
}

/** A random moment under load: some commands later, and a little more. */
async function someWork({ acknowledged }: Ledgered): Promise<void> {
  const wanted = acknowledged.length + randomInt(30);
  const latest = Date.now() + 20_000;
  while (acknowledged.length < wanted && Date.now() < latest) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, randomInt(150)));
}

/** Every fault of a storm in one list; empty where it lost nothing and doubled nothing. */
export const faultsOf = ({ lost, twice, unsound, broken, told }: Awaited<ReturnType<typeof storm>>): readonly string[] => [
  ...told.faults,
  ...lost,
  ...twice,
  ...unsound,
  ...broken,
];
