import { z } from 'zod';
import type { Calculation, FactorSets } from '../emissions/calculation.ts';
import { explain, type Explanation } from '../emissions/explanation.ts';
import { factorSetId } from '../emissions/factor-set-id.ts';
import { calculations } from '../emissions/topics.ts';
import type { WorkedExample } from '../emissions/worked-example.ts';
import { imoOf, imoText } from '../fleet/imo.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { pageOf } from '../http/cursor.ts';
import { InvalidRequest } from '../http/errors.ts';
import { id, line, page, paging } from '../http/schemas.ts';
import type { Actor } from '../work.ts';
import { Refusal, refuse } from '../refusal.ts';
import { keepReport } from './keep-report.ts';
import { listKey } from './list-key.ts';
import { recalculationEndpoints } from './recalculation-endpoints.ts';
import type { Report } from './report.ts';
import type { ReportRooms } from './rooms.ts';
import { setsOfReport } from './sets-of-report.ts';
import { explainedReport, reportReply, shownReport } from './shown.ts';

const room = 'reports';

export interface ReportParts {
  readonly rooms: ReportRooms;
  /** The examples of the API page. */
  readonly examples: readonly WorkedExample[];
  /** Sets a calculation with its steps on paper. */
  readonly renderExplanation: (explanation: Explanation) => Promise<Buffer>;
}

/** The emissions reports that an organisation keeps; nobody else sees them. */
export const reportsEndpoints = (parts: ReportParts): readonly Endpoint[] => [
  ...reportEndpoints(parts),
  ...recalculationEndpoints(parts.rooms),
];

const reportEndpoints = ({ rooms, examples, renderExplanation }: ReportParts): readonly Endpoint[] => [
  command({
    method: 'POST',
    path: '/v1/reports',
    room,
    summary: 'Compute by the factors in force and keep the report',
    description: 'Any calculation of `/v1/emissions`, with its input as there. A report never changes.',
    who: 'report.keep',
    body: z.strictObject({
      id: id.optional(),
      title: line(200),
      imo: imoText.optional(),
      topic: z.enum([...calculations.keys()]),
      input: z.record(z.string(), z.unknown()).meta({ description: 'what the calculation of that topic takes' }),
      factorSet: factorSetId
        .optional()
        .meta({ description: 'the FuelEU set to compute by; absent: the one in force, of a year when it began' }),
    }),
    ...exampleAmong(examples),
    status: 201,
    reply: reportReply,
    refuses: ['IMO_INVALID', 'FUEL_UNKNOWN', 'FACTOR_MISSING', 'FACTOR_SET_UNKNOWN', 'INPUT_UNFIT', 'YEAR_UNCOVERED', 'ID_TAKEN'],
    async perform(work, { body: { topic, input, imo: printed, ...draft } }) {
      const calculation = calculations.get(topic) ?? refuse('NOT_FOUND');
      const parsed = calculation.input.safeParse(input);
      if (!parsed.success)
        throw new InvalidRequest(
          parsed.error.issues.map((issue) => ({ ...issue, path: ['input', ...issue.path] })),
          'body',
        );
      const imo =
        printed === undefined ? undefined : (imoOf(printed) ?? refuse('IMO_INVALID', { field: 'body.imo', values: { imo: printed } }));
      return shownReport(await keepReport(rooms, work, { ...draft, imo, calculation, input: parsed.data }));
    },
  }),
  query({
    method: 'GET',
    path: '/v1/reports',
    room,
    summary: 'The reports of your organisation, oldest first',
    who: 'report.read',
    query: z.strictObject({ ...paging, topic: z.enum([...calculations.keys()]).optional() }),
    reply: page(reportReply),
    refuses: ['CURSOR_INVALID'],
    async answer({ actor, query: { limit, after, topic } }) {
      const rows = await rooms.reports.listReports(actor.organisation, topic, limit + 1, listKey(after));
      const { items, next } = pageOf(rows, limit, (row) => [row.recordedAt.getTime(), row.id]);
      return { items: items.map(shownReport), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/reports/:id',
    room,
    summary: 'A report with the steps behind it, as JSON or as a paper in English and Chinese',
    who: 'report.read',
    params: z.strictObject({ id }),
    reply: explainedReport,
    renderings: { 'application/pdf': (reply) => renderExplanation(reply) },
    refuses: ['NOT_FOUND'],
    answer: async ({ params: { id: report }, actor }) => explained(rooms, await inSight(rooms, actor, report)),
  }),
];

function exampleAmong(examples: readonly WorkedExample[]) {
  const found = examples.find(({ topic }) => topic === 'fueleu.balance');
  return found && { example: { title: 'EXAMPLE STAR, 2026', imo: '9074729', topic: found.topic, input: found.inputs } };
}

async function inSight({ reports }: ReportRooms, actor: Actor, report: string): Promise<Report> {
  const found = await reports.report(report);
  return found?.owner === actor.organisation ? found : refuse('NOT_FOUND', { field: 'path.id' });
}

/** The steps are made anew, by the versions that the report names; there are none where the calculation would no longer be made. */
async function explained(rooms: ReportRooms, report: Report): Promise<z.input<typeof explainedReport>> {
  const shown = shownReport(report);
  const calculation = calculations.get(report.topic);
  const found = calculation && madeAgain(calculation, shown.input, await setsOfReport(rooms, report));
  if (!found) return { ...shown, reproduced: false, basis: calculation?.basis ?? '', interpretations: [], steps: [] };
  const { result, basis, interpretations, steps } = found;
  return { ...shown, reproduced: JSON.stringify(result) === report.result, basis, interpretations, steps };
}

function madeAgain(calculation: Calculation, given: unknown, sets: FactorSets) {
  const input = calculation.input.safeParse(given);
  if (!input.success) return undefined;
  try {
    const found = explain(calculation, input.data, sets);
    return { ...found, result: calculation.result.parse(found.result) };
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    return undefined;
  }
}
