import { z } from 'zod';
import { Refusal, refuseAll, type Reason } from '../refusal.ts';
import { lineFields } from './fuel-line.ts';
import { givenInInput, slipFrom, type Combustion } from './imo-combustion.ts';
import type { ImoFactors } from './imo-factors.ts';

const { fuel, wttGPerMj, lcvMjPerG, cfCO2GPerG, cfCH4GPerG, cfN2OGPerG, slipPct } = lineFields;

/** A fuel of the life-cycle guidelines; its slip is given, or taken by its consumer. */
export const lcaLine = z.strictObject({
  ...{ fuel, wttGPerMj, lcvMjPerG, cfCO2GPerG, cfCH4GPerG, cfN2OGPerG },
  slipPct: slipPct.optional().meta({ description: 'methane slip, % of the mass of the fuel; none where neither it nor consumer is given' }),
  consumer: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'consumer of LNG by which the slip is taken from the table, such as LNG_OTTO_MS; in place of slipPct' }),
});
type Given = z.output<typeof lcaLine>;
type Pathway = ImoFactors['lca']['pathways'][number];

/** The factors that a pathway has a default for. */
const defaults = { lcvMjPerG: 'LCV', cfCO2GPerG: 'CfCO2', cfCH4GPerG: 'CfCH4', cfN2OGPerG: 'CfN2O', wttGPerMj: 'WtT' } as const;
export type Factor = keyof typeof defaults | 'slipPct';

/** What burns by a line, with where each factor stands and what has to be said of it. */
export interface LineBurnt {
  readonly burnt: Combustion;
  readonly from: (factor: Factor) => string;
  readonly reading: readonly string[];
}

/**
 * The factors of a line, whose `fuel` is a pathway code. Refuses FUEL_UNKNOWN for a code that the table does not have, and
 * INPUT_UNFIT for slip and consumer together, a consumer that is not in the table of slips, one of a fuel that is not LNG.
 */
export function lineBurnt(given: Given, imo: ImoFactors): LineBurnt {
  const { pathways, slips } = imo.lca;
  const pathway = pathways.find(({ code }) => code === given.fuel);
  const row = slips.find(({ consumer }) => consumer === given.consumer);
  const reasons = given.consumer === undefined ? [] : consumerUnfit(given, row !== undefined, pathway !== undefined, imo);
  if (!pathway) {
    const values = { fuel: given.fuel, known: pathways.map(({ code }) => code).join(', ') };
    throw new Refusal([{ code: 'FUEL_UNKNOWN', field: 'lines[0].fuel', values, clause: imo.clauses.lca }, ...reasons]);
  }
  refuseAll(reasons);
  const noSlip = isLng(given.fuel) && given.consumer === undefined && given.slipPct === undefined;
  return {
    burnt: { ...given, slipPct: row?.slipPct ?? given.slipPct ?? 0 },
    from: (factor) => {
      if (factor !== 'slipPct') return pathway[factor] === given[factor] ? cited(pathway, pathway.code) : givenInInput;
      return row ? cited(row, row.consumer) : slipFrom;
    },
    reading: [...(noSlip ? [slipTakenAsNone] : []), ...othersThanDefault(given, pathway)],
  };
}

const cited = ({ clause, source, status }: Pick<Pathway, 'clause' | 'source' | 'status'>, name: string): string =>
  `${clause}, ${name} (${source}, ${status})`;

/** A pathway code of the guidelines begins with its fuel; only methane slips. */
const isLng = (code: string): boolean => code.startsWith('LNG');

const slipTakenAsNone =
  'Neither slip nor consumer is given: methane slip is taken as none, though the guidelines have one for every consumer of LNG.';

function consumerUnfit({ fuel: code, slipPct: slip, consumer }: Given, inTable: boolean, known: boolean, imo: ImoFactors): Reason[] {
  const unfit = (why: string): Reason => ({
    ...{ code: 'INPUT_UNFIT', field: 'lines[0].consumer', values: { why }, clause: imo.clauses.lcaTtw },
  });
  const consumers = imo.lca.slips.map((one) => one.consumer).join(', ');
  return [
    ...(slip === undefined ? [] : [unfit('give the slip or the consumer by which it is taken, not both')]),
    ...(inTable ? [] : [unfit(`${consumer} is not a consumer of the table of slips (${consumers})`)]),
    ...(known && !isLng(code) ? [unfit(`the table of slips is of LNG, and ${code} is not LNG`)] : []),
  ];
}

/** Calorific value and Cf that are given in place of a verified default of the pathway. */
function othersThanDefault(given: Given, pathway: Pathway): string[] {
  if (pathway.status !== 'VERIFIED') return [];
  const others = (['lcvMjPerG', 'cfCO2GPerG', 'cfCH4GPerG', 'cfN2OGPerG'] as const).filter(
    (factor) => pathway[factor] !== undefined && pathway[factor] !== given[factor],
  );
  if (others.length === 0) return [];
  return [`Given with the line in place of the verified default of ${pathway.code}: ${others.map((one) => defaults[one]).join(', ')}.`];
}
