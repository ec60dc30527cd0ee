import { z } from 'zod';
import { word } from '../words/words.ts';
import type { FactorSets } from './calculation.ts';
import { gwpSetOf, type FuelRow } from './factors.ts';
import type { FootprintInput } from './footprint-input.ts';

export const statementSchema = z.strictObject({ about: z.string(), en: z.string(), zh: z.string() });
export type Statement = Readonly<z.infer<typeof statementSchema>>;

const said = (key: string, values?: Readonly<Record<string, string | number>>): Statement => ({
  about: key,
  en: word('en', `footprint.${key}`, values),
  zh: word('zh', `footprint.${key}`, values),
});

/** What the figure rests on, sentence by sentence, in English and Chinese. */
export function statementsOf(
  { line, boundary, gwpSet, transport }: FootprintInput,
  row: FuelRow,
  { fueleu, iso14067 }: FactorSets,
): Statement[] {
  const gwp = gwpSetOf(fueleu, gwpSet);
  const newest = iso14067.potentials?.newest ?? gwp.id;
  const landUseTold = line.terms?.el !== undefined;
  return [
    said('unit'),
    said(boundary),
    ...(line.origin === undefined ? [] : [said(`origin-${line.origin}`)]),
    said(line.origin === 'low-carbon' ? 'allocation-low-carbon' : `allocation-${row.pathway}`),
    said(line.terms ? 'data-by-term' : row.pathway === 'fossil' ? 'data-default' : 'data-total'),
    said('gwp', { set: gwp.id, ch4: gwp.ch4, n2o: gwp.n2o }),
    ...(gwp.id === newest ? [] : [said('gwp-not-latest', { latest: newest })]),
    said('cut-off'),
    said(carbonOf(row, line.origin)),
    said(landUseTold ? 'land-use-separate' : 'land-use-not-told'),
    said(transport.length > 0 ? 'transport-given' : 'transport-none'),
    said('exclusions'),
  ];
}

function carbonOf({ pathway }: FuelRow, origin: FootprintInput['line']['origin']): string {
  if (pathway === 'rfnbo') return origin === undefined || origin === 'rfnbo' ? 'captured' : `carbon-${origin}`;
  return pathway === 'bio' ? 'biogenic' : 'fossil';
}

/** What the statement must not be taken for. */
export const whatItIsNot = (): Statement[] =>
  ['not-verified', 'not-declaration', 'not-compliance', 'not-comparison', 'not-neutral'].map((key) => said(key));
