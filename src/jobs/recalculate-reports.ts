import type { CommandRunner } from '../facts/command.ts';
import { nextStep, recordStep, type Step } from '../reports/recalculate-reports.ts';
import type { ReportRooms } from '../reports/rooms.ts';
import type { Actor, World } from '../work.ts';
import type { Job } from './jobs.ts';

const service: Actor = { person: 'service', organisation: 'service', role: 'service' };
/** How long one run goes on, so that it ends before the next is due. */
const runMs = 1_500;

/** Every two seconds: the recalculation that was asked for first goes on, one batch of reports after the other, and then the next one. */
export const recalculateReports = (rooms: ReportRooms, run: CommandRunner, world: World): Job => ({
  name: 'recalculate-reports',
  every: '*/2 * * * * *',
  leaseSeconds: 30,
  async run() {
    const end = performance.now() + runMs;
    for (let next = await rooms.reports.underWay(); next && performance.now() < end; next = await rooms.reports.underWay()) {
      let step: Step | undefined = await nextStep(rooms, next, world.now());
      // While a step is written, the next one is computed.
      while (step) {
        const goesOn: boolean = step.after.state === 'running' && performance.now() < end;
        [, step] = await Promise.all([recorded(rooms, run, step), goesOn ? nextStep(rooms, step.after, world.now()) : undefined]);
      }
    }
  },
});

/** A step that was recorded is not recorded again: its key is where it began. */
function recorded(rooms: ReportRooms, run: CommandRunner, step: Step): Promise<unknown> {
  const input = { recalculation: step.before.id, reached: step.before.reached?.id ?? null };
  const command = { actor: service, key: `recalculate-${input.recalculation}-${input.reached}`, act: 'recalculate reports', input };
  return run(command, (work) => recordStep(rooms, work, step));
}
