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
export function statementsOf({ line, boundary, gwpSet, transport }: FootprintInput, row: FuelRow, { fueleu }: FactorSets): Statement[] {
  const gwp = gwpSetOf(fueleu, gwpSet);
  const landUseTold = line.terms?.el !== undefined;
  return [
    said('unit'),
    said(boundary),
    said(`allocation-${row.pathway}`),
    said(line.terms ? 'data-by-term' : row.pathway === 'fossil' ? 'data-default' : 'data-total'),
    said('gwp', { set: gwp.id, ch4: gwp.ch4, n2o: gwp.n2o }),
    ...(gwp.id === latest ? [] : [said('gwp-not-latest', { latest })]),
    said('cut-off'),
    said(row.pathway === 'bio' ? 'biogenic' : row.pathway === 'rfnbo' ? 'captured' : 'fossil'),
    said(landUseTold ? 'land-use-separate' : 'land-use-not-told'),
    said(transport.length > 0 ? 'transport-given' : 'transport-none'),
    said('exclusions'),
  ];
}

/** The set that follows the newest report of the IPCC among those that the service has. */
const latest = 'AR6';

/** What the statement must not be taken for. */
export const whatItIsNot = (): Statement[] =>
  ['not-verified', 'not-declaration', 'not-compliance', 'not-comparison', 'not-neutral'].map((key) => said(key));
