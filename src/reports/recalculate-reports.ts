import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { calculate, whyNot } from '../emissions/calculate.ts';
import type { FactorSets } from '../emissions/calculation.ts';
import { calculations } from '../emissions/topics.ts';
import { setNamed } from '../factors/choose-sets.ts';
import type { FactorSetKind } from '../factors/factor-set.ts';
import { Refusal } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Recalculated, Recalculation, Report } from './report.ts';
import type { ReportRooms } from './rooms.ts';
import { rememberedSets } from './sets-of-report.ts';

/** Reports of one step of a recalculation: each step is a command of its own, so that what is done stays done. */
export const batch = 500;
/** Reports computed in one go: between two goes the service answers others, and what was computed before is written. */
const atOnce = 20;

/**
 * Asks for all reports of the organisation that rest on this kind of factors to be computed by that version of it. The
 * service does so by itself, step by step; what was kept stays as it is. Refuses FACTOR_SET_UNKNOWN.
 */
export async function startRecalculation(
  rooms: ReportRooms,
  work: Work,
  asked: { readonly id?: string | undefined; readonly kind: FactorSetKind; readonly factorSet: string },
): Promise<Recalculation> {
  await setNamed(rooms.factorSets, asked.kind, asked.factorSet, 'body.factorSet');
  const recalculation: Recalculation = {
    id: asked.id ?? rooms.newId(),
    owner: work.actor.organisation,
    kind: asked.kind,
    factorSet: asked.factorSet,
    state: 'running',
    reached: null,
    counts: { reports: 0, differing: 0, refused: 0 },
    startedAt: work.recordedAt,
    startedBy: work.actor.person,
    endedAt: null,
  };
  await rooms.reports.addRecalculation(work, recalculation);
  work.trace({ act: 'report.recalculate', about: `recalculation:${recalculation.id}`, before: null, after: recalculation });
  return recalculation;
}

/** A batch of reports by the other version, and how far the recalculation is with it. */
export interface Step {
  readonly before: Recalculation;
  readonly after: Recalculation;
  readonly found: readonly Recalculated[];
}

/** The next reports of a recalculation, computed again; nothing is written, and reports never change. With the last it is done. */
export async function nextStep(rooms: ReportRooms, before: Recalculation, now: Date): Promise<Step> {
  const next = await rooms.reports.nextReports(before, batch);
  const last = next.at(-1);
  const set = await rooms.factorSets.named(before.kind, before.factorSet);
  const setsOf = rememberedSets(rooms, before.kind, set);
  const found: Recalculated[] = [];
  for (const [place, report] of next.entries()) {
    if (place % atOnce === 0) await setImmediate();
    if (report.factorSets[before.kind] !== undefined) found.push(recalculated(before, report, await setsOf(report)));
  }
  const ends = next.length < batch;
  const count = (outcome: Recalculated['outcome']): number => found.filter((one) => one.outcome === outcome).length;
  const { reports, differing, refused } = before.counts;
  const after: Recalculation = {
    ...before,
    ...(last && { reached: { recordedAt: last.recordedAt, id: last.id } }),
    counts: { reports: reports + found.length, differing: differing + count('different'), refused: refused + count('refused') },
    ...(ends && { state: 'done', endedAt: now }),
  };
  return { before, after, found };
}

/** Records a step in one transaction: what was computed, and how far the recalculation is. */
export async function recordStep({ reports }: ReportRooms, work: Work, { before, after, found }: Step): Promise<void> {
  if (found.length > 0) await reports.addRecalculated(work, found);
  const { reached, counts, state, endedAt } = after;
  await reports.moveOn(work, after.id, { reached, counts, state, endedAt });
  if (state !== 'done') return;
  const about = `recalculation:${after.id}`;
  work.trace({ act: 'report.recalculated', about, before, after });
  work.tell({ kind: 'reports recalculated', about, data: { factorSet: after.factorSet, ...counts } });
}

function recalculated({ id: recalculation }: Recalculation, report: Report, sets: FactorSets): Recalculated {
  const row = { recalculation, report: report.id };
  const calculation = calculations.get(report.topic);
  if (!calculation) return { ...row, outcome: 'refused', result: null, refusal: `there is no calculation ${report.topic}` };
  try {
    const result = JSON.stringify(calculate(calculation, JSON.parse(report.input), sets).result);
    return { ...row, outcome: result === report.result ? 'same' : 'different', result, refusal: null };
  } catch (error) {
    // A version may lack what a calculation takes for granted: that is told of the report, and holds up no other.
    if (error instanceof RangeError) return { ...row, outcome: 'refused', result: null, refusal: error.message };
    if (!(error instanceof Refusal || error instanceof z.ZodError)) throw error;
    return { ...row, outcome: 'refused', result: null, refusal: whyNot(error) };
  }
}
