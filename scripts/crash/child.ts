import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DemoPerson } from '../../src/people/demo.ts';
import { clientOf } from '../../test/journeys/client.ts';

/** What starts the service: Node's arguments, such as `build/src/main.js`, or `--import tsx src/main.ts`. */
export type Program = readonly string[];

/** The whole service as a process of its own, that can be killed at any moment and started again on the same folder. */
export interface Child {
  readonly url: string;
  /** Starts it and waits until it is ready for work. */
  start(): Promise<void>;
  /** `kill -9`: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  people(): readonly DemoPerson[];
  pid(): number | undefined;
}

export async function childOn(folder: string, program: Program): Promise<Child> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let running: ChildProcess | undefined;
  const ended = async (signal: NodeJS.Signals): Promise<number | null> => {
    const child = running;
    running = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const exit = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await exit)[0];
  };
  return {
    url,
    async start() {
      const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'error', MONGODB_URI: '' };
      const child = spawn(process.execPath, [...program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      running = child;
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-4000)));
      await ready(url, child, () => said);
    },
    kill: async () => void (await ended('SIGKILL')),
    stop: () => ended('SIGTERM'),
    pid: () => running?.pid,
    people: () => JSON.parse(readFileSync(join(folder, 'demo-people.json'), 'utf8')) as DemoPerson[],
  };
}

async function ready(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const client = clientOf(url);
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the service ended as it started:\n${said()}`);
    const status = await client.get('/health/ready').then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the service was not ready within a minute:\n${said()}`);
}

/** A port that is free now, and stays the same over all starts, so that clients find the service again. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
