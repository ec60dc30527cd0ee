import { z } from 'zod';
import { titledStep } from '../emissions/explanation.ts';
import { factorSetKinds } from '../factors/factor-set.ts';
import { id } from '../http/schemas.ts';
import { figuresCompared } from './comparison.ts';
import type { Recalculated, Recalculation, Report } from './report.ts';

const moment = z.iso.datetime();
const values = z.record(z.string(), z.unknown());
const factorSets = z.partialRecord(z.enum(factorSetKinds), z.string());

export const reportReply = z
  .strictObject({
    id,
    owner: z.string(),
    title: z.string(),
    imo: z.string().nullable(),
    topic: z.string(),
    input: values,
    factorSets: factorSets.meta({ description: 'the version of each kind of factors that the calculation read' }),
    result: values.meta({ description: 'as the calculation gave it then, unrounded' }),
    recordedAt: moment,
    recordedBy: z.string(),
  })
  .meta({ id: 'EmissionsReport' });

export const shownReport = ({ input, result, recordedAt, ...report }: Report): z.input<typeof reportReply> => ({
  ...report,
  input: JSON.parse(input) as Record<string, unknown>,
  result: JSON.parse(result) as Record<string, unknown>,
  recordedAt: recordedAt.toISOString(),
});

export const explainedReport = reportReply
  .extend({
    reproduced: z.boolean().meta({ description: 'whether the same factors still lead to the result that was kept' }),
    basis: z.string(),
    interpretations: z.array(z.string()),
    steps: z.array(titledStep),
  })
  .meta({ id: 'ExplainedReport' });

export const recalculationReply = z
  .strictObject({
    id,
    owner: z.string(),
    kind: z.enum(factorSetKinds),
    factorSet: z.string(),
    state: z.enum(['running', 'done']),
    counts: z.strictObject({
      reports: z.int().meta({ description: 'computed again so far' }),
      differing: z.int().meta({ description: 'whose result is another' }),
      refused: z.int().meta({ description: 'that the other version cannot compute' }),
    }),
    startedAt: moment,
    startedBy: z.string(),
    endedAt: moment.nullable(),
  })
  .meta({ id: 'ReportsRecalculation' });

export const shownRecalculation = ({ reached: _reached, ...one }: Recalculation): z.input<typeof recalculationReply> => ({
  ...one,
  startedAt: one.startedAt.toISOString(),
  endedAt: one.endedAt?.toISOString() ?? null,
});

export const outcomes = ['same', 'different', 'refused'] as const satisfies readonly Recalculated['outcome'][];

export const recalculatedReply = z
  .strictObject({
    report: id,
    title: z.string(),
    topic: z.string(),
    outcome: z.enum(outcomes),
    factorSets: z.strictObject({ old: z.string(), new: z.string() }),
    refusal: z.string().nullable().meta({ description: 'why the other version does not compute it' }),
    figures: z.array(
      z.strictObject({
        figure: z.string().meta({ description: 'where it stands in the result; its unit is the end of its name' }),
        old: z.number().nullable(),
        new: z.number().nullable(),
        difference: z.number().nullable().meta({ description: 'new − old, unrounded' }),
      }),
    ),
  })
  .meta({ id: 'RecalculatedReport', description: 'a report as kept and by another version of the factors; what was kept stays' });

export const shownRecalculated = (
  { kind, factorSet }: Recalculation,
  { report: id, outcome, result, refusal }: Recalculated,
  report: Report | undefined,
): z.input<typeof recalculatedReply> => ({
  report: id,
  title: report?.title ?? '',
  topic: report?.topic ?? '',
  outcome,
  factorSets: { old: report?.factorSets[kind] ?? '', new: factorSet },
  refusal,
  figures: result === null || !report ? [] : figuresCompared(JSON.parse(report.result), JSON.parse(result)),
});
