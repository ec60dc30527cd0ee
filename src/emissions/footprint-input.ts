import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import type { FactorSets } from './calculation.ts';
import { gwpSetField, lineFields } from './fuel-line.ts';
import { unfit } from './fueleu-line.ts';
import { termFaults, termMethods, type TermMethod } from './proof-emissions.ts';
import { emissionTerms, kindOfPathway, type EmissionTerm, type FuelKind, type ProofPathway } from './red-factors.ts';
import { told } from './told.ts';
import { uncertaintyField } from './uncertainty.ts';

const primaryData = z.boolean().default(false).meta({ description: 'measured or recorded for this very product, no default value' });

const term = z.strictObject({
  gPerMj: z.number().meta({ description: 'the term, gCO2eq/MJ; savings as positive numbers' }),
  method: z.enum(termMethods),
  primaryData,
});
const terms = z.strictObject(
  Object.fromEntries(emissionTerms.map((name) => [name, term.optional()])) as Record<EmissionTerm, z.ZodOptional<typeof term>>,
);

const line = z.strictObject({
  fuel: lineFields.fuel,
  terms: terms.optional().meta({ description: 'E of the proof by its terms; either this or eGPerMj, neither for a fossil fuel' }),
  eGPerMj: lineFields.eGPerMj.optional(),
  primaryDataPct: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .meta({ description: 'share of E that rests on primary data, %, where E is a total' }),
  euGPerMj: lineFields.euGPerMj.optional(),
  origin: lineFields.origin.optional(),
  slipPct: lineFields.slipPct.optional(),
  lcvMjPerG: lineFields.lcvMjPerG.optional(),
  uncertainty: uncertaintyField,
});

const reference = z.string().trim().min(1).max(200);

export const footprintInput = z.strictObject({
  line,
  boundary: z.enum(['cradle-to-gate', 'cradle-to-grave']).meta({ description: 'up to delivery on board, or the burning on board too' }),
  gwpSet: gwpSetField.optional(),
  transport: z
    .array(
      z.strictObject({
        name: reference.meta({ description: 'what the leg is called' }),
        kgCO2eqPerT: z.number().nonnegative().meta({ description: 'emissions of the leg, kgCO2eq per tonne delivered' }),
        primaryData,
      }),
    )
    .max(50)
    .default([])
    .meta({ description: 'legs beyond what the proof counts, kgCO2eq per tonne delivered' }),
  delivery: reference.optional().meta({ description: 'number of the delivery note' }),
  certificate: reference.optional().meta({ description: 'number of the certificate' }),
});
export type FootprintInput = z.output<typeof footprintInput>;
export type FootprintLine = FootprintInput['line'];

/** Default and regional values are nobody's own record. */
const neverPrimary: readonly TermMethod[] = ['DDV', 'NUTS2', 'DDV_NUTS2'];

/** The method of the law by which E is found; recycled carbon has that of the RFNBO, a low-carbon fuel one of its own. */
export function kindOfFuel(pathway: Exclude<ProofPathway, 'low-carbon'>, origin: FootprintLine['origin']): FuelKind {
  return pathway === 'rfnbo' && origin === 'low-carbon' ? 'low-carbon' : kindOfPathway(pathway);
}

/** What contradicts itself in the line: INPUT_UNFIT; and terms that are missing or do not belong there: FACTOR_MISSING. */
export function faultsOfLine(given: FootprintLine, { fueleu, red }: FactorSets): Reason[] {
  const row = fueleu.rows.find(({ id }) => id === given.fuel);
  const reasons: Reason[] = [];
  if (given.primaryDataPct !== undefined && given.eGPerMj === undefined)
    reasons.push(unfit('line.primaryDataPct', 'it is the share of a total E; of terms each one says whether it is primary data'));
  if (!given.terms) return reasons;
  if (given.eGPerMj !== undefined) reasons.push(unfit('line.eGPerMj', 'give E by its terms or as a total, not both'));
  if (given.euGPerMj !== undefined) reasons.push(unfit('line.euGPerMj', 'the terms have an eu of their own'));
  for (const name of emissionTerms) {
    const one = given.terms[name];
    if (one?.primaryData && neverPrimary.includes(one.method))
      reasons.push(unfit(`line.terms.${name}.primaryData`, `a value by ${one.method} is a default, not primary data`));
  }
  if (row?.pathway === 'fossil') reasons.push(unfit('line.terms', `${row.id} is a fossil fuel: it has the defaults of Annex II and no E`));
  else if (row) reasons.push(...faultsOfTerms(kindOfFuel(row.pathway, given.origin), given.terms, red));
  return reasons;
}

/** A set from before there were low-carbon fuels has no formula for one: FACTOR_MISSING of the origin. */
function faultsOfTerms(kind: FuelKind, given: NonNullable<FootprintLine['terms']>, red: FactorSets['red']): readonly Reason[] {
  const reasons: Reason[] = [];
  const faults = told(
    () => termFaults(kind, given, red, 'line.terms'),
    () => 'line.origin',
    reasons,
  );
  return faults ?? reasons;
}
