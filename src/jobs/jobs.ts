import { schedule, type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import type { Leases } from '../store/leases.ts';
import type { World } from '../work.ts';

/** Something the service does by itself, again and again; each run must be harmless to repeat. */
export interface Job {
  readonly name: string;
  /** Cron expression with seconds. */
  readonly every: string;
  /** How long one run may take before another service may take over; after a crash nobody does the job for so long. */
  readonly leaseSeconds: number;
  run(): Promise<void>;
}

/** Starts the jobs on their schedules; `stop` waits for what is under way. */
export function startJobs(jobs: readonly Job[], leases: Leases, world: World, log: Logger): { stop(): Promise<void> } {
  const holder = world.newId();
  const under = new Set<Promise<void>>();
  const tasks = jobs.map((job): ScheduledTask => {
    const once = (): Promise<void> => {
      const running = runOnce(job, holder, leases, world, log).finally(() => under.delete(running));
      under.add(running);
      return running;
    };
    return schedule(job.every, once, { name: job.name, noOverlap: true, suppressMissedWarning: true });
  });
  return {
    async stop() {
      for (const task of tasks) await task.destroy();
      await Promise.allSettled(under);
    },
  };
}

async function runOnce(job: Job, holder: string, leases: Leases, world: World, log: Logger): Promise<void> {
  const now = world.now();
  try {
    const until = new Date(now.getTime() + job.leaseSeconds * 1000);
    if (await leases.take(job.name, holder, now, until)) await job.run();
  } catch (error) {
    log.error({ err: error, job: job.name }, 'a job failed; it runs again on its schedule');
  }
}
