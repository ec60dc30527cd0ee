import { computed } from '../emissions/calculate.ts';
import type { Calculation, FactorSets } from '../emissions/calculation.ts';
import { setsForCalculation } from '../factors/choose-sets.ts';
import { Refusal, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Report } from './report.ts';
import type { ReportRooms } from './rooms.ts';

export interface ReportDraft {
  readonly id?: string | undefined;
  readonly title: string;
  readonly imo?: string | undefined;
  readonly calculation: Calculation;
  /** Of the shape that the calculation takes. */
  readonly input: unknown;
  /** The FuelEU set to compute by in place of the one in force. */
  readonly factorSet?: string | undefined;
}

/**
 * Computes by the factors in force and keeps the report: input, result, and the version of each kind of factors. Refuses as
 * the calculation does, with the fields of the report, and FACTOR_SET_UNKNOWN.
 */
export async function keepReport(rooms: ReportRooms, work: Work, draft: ReportDraft): Promise<Report> {
  const { calculation, input, title, factorSet: fuelEu } = draft;
  const sets = await setsForCalculation(rooms.factorSets, rooms.today(), { input, fuelEu, field: 'body.factorSet' });
  const report: Report = {
    id: draft.id ?? rooms.newId(),
    owner: work.actor.organisation,
    title,
    imo: draft.imo ?? null,
    topic: calculation.topic,
    input: JSON.stringify(input),
    factorSets: Object.fromEntries(calculation.reads.map((kind) => [kind, sets[kind].set])),
    result: JSON.stringify(resultOf(calculation, input, sets)),
    recordedAt: work.recordedAt,
    recordedBy: work.actor.person,
  };
  await rooms.reports.addReport(work, report);
  const about = `report:${report.id}`;
  work.trace({ act: 'report.keep', about, before: null, after: report });
  work.tell({ kind: 'report kept', about, data: { topic: report.topic, factorSets: report.factorSets } });
  return report;
}

function resultOf(calculation: Calculation, input: unknown, sets: FactorSets): unknown {
  try {
    return calculation.result.parse(computed(calculation, input, sets).result);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first, ...rest] = error.reasons.map(underInput);
    throw first ? new Refusal([first, ...rest]) : error;
  }
}

const underInput = (reason: Reason): Reason =>
  reason.field === undefined ? reason : { ...reason, field: reason.field.replace(/^body\./, 'body.input.') };
