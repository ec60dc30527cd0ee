import { setTimeout as pause } from 'node:timers/promises';
import { setUp, type Scenario, type Stage } from '../stage.ts';
import * as stem from '../stem.ts';

const supplier = 'Supplier 4 of Shanghai';
const stateOf = async ({ line }: Stage, id: string): Promise<stem.Nomination> => line.first.gets<stem.Nomination>(`/v1/nominations/${id}`);

export const cancelled: Scenario = {
  id: 'c-cancelled',
  title: 'A nomination called off by the line: its stock is free again',
  port: 'CNSHA',
  grade: 'METHANOL',
  async play(stage) {
    const set = await setUp(stage, { scenario: cancelled, ship: 15, supplier, massKg: 90_000, daysBefore: 2 });
    const nomination = await stem.nominate(set.stem);
    await stem.accept(set.stem, nomination);
    await stage.line.first.does('cancel c-cancelled', `/v1/nominations/${nomination.id}/cancellation`, {
      reason: 'The ship was ordered elsewhere',
      ...stem.at(set.stem.clock, 100),
    });
    const { state, heldKg } = await stateOf(stage, nomination.id);
    return { right: state === 'cancelled' && heldKg === 0, result: `${state}, ${heldKg} kg held` };
  },
};

const secondsAhead = 5;
const today = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export const lapsed: Scenario = {
  id: 'c-lapsed',
  title: 'A nomination whose laycan ends seconds later: the service itself posts its expiry',
  port: 'CNSHA',
  grade: 'METHANOL',
  async play(stage) {
    const id = stem.nominationId(lapsed.id);
    const known = await stateOf(stage, id).catch(() => null);
    // Where an earlier run was cut off before it nominated, its moment has passed: a new one is chosen.
    if (!known || stage.state.moment('lapse') === undefined)
      stage.state.setMoment('lapse', new Date(Date.now() + secondsAhead * 1000).toISOString());
    const endsAt = stage.state.moment('lapse') ?? '';
    const set = await setUp(stage, {
      scenario: lapsed,
      ship: 16,
      supplier,
      massKg: 80_000,
      daysBefore: 2,
      laycan: { from: today(new Date(endsAt)), endsAt },
    });
    if (!known) await stage.line.first.does(`nominate lapsed ${endsAt}`, '/v1/nominations', { id, ...set.stem.ask });
    for (let second = 0; second < 75; second += 1) {
      const { state, heldKg } = await stateOf(stage, id);
      if (state === 'lapsed') return { right: heldKg === 0, result: `${state}, ${heldKg} kg held` };
      await pause(1000);
    }
    return { right: false, result: 'not lapsed', why: 'the job did not post the expiry within 75 s' };
  },
};
