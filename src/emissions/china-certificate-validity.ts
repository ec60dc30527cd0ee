import { z } from 'zod';
import { refuse } from '../refusal.ts';
import { calculation } from './calculation.ts';
import type { ChinaFactors } from './china-factors.ts';
import { reading } from './fueleu-quantity.ts';
import type { Step } from './step.ts';

const certificate = z.strictObject({
  generated: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .meta({ description: 'month of generation' }),
  source: z.enum(['wind', 'solar', 'biomass', 'geothermal', 'ocean', 'hydro']),
  count: z.int().positive().max(1_000_000_000).meta({ description: 'certificates of the month and source' }),
  selfUsed: z.boolean().default(false).meta({ description: 'generated for own use: issued, not tradable' }),
  hydroStartedOn: z.iso.date().optional().meta({ description: 'of a hydropower station, in operation since' }),
  hydroFullyMarket: z
    .boolean()
    .optional()
    .meta({ description: 'of a hydropower station, all of its electricity is sold on the market; not tradable where that is not told' }),
  state: z
    .enum(['cancelled', 'declared'])
    .optional()
    .meta({ description: 'cancelled, or used in a declaration of consumption: it stands no longer' }),
});
type Certificate = z.output<typeof certificate>;
type Rules = ChinaFactors['certificate'];

/**
 * Green electricity certificates on a day: which still stand, which may be traded, and the kilowatt-hours they stand for; whole
 * numbers, exact. Refuses INPUT_UNFIT beyond them.
 */
export const cnGecValidity = calculation({
  topic: 'cn.gec.validity',
  summary: 'Green electricity certificates on a day: valid, tradable, kilowatt-hours',
  basis: '国能发新能规〔2024〕67号',
  reads: ['china'],
  input: z.strictObject({
    on: z.iso.date().meta({ description: 'day asked about' }),
    certificates: z.array(certificate).min(1).max(10_000),
  }),
  result: z.strictObject({
    certificates: z.array(z.strictObject({ generated: z.string(), validTo: z.iso.date(), valid: z.boolean(), tradable: z.boolean() })),
    validCertificates: z.int(),
    tradableCertificates: z.int(),
    validKWh: z.int(),
  }),
  compute({ on, certificates }, { china: { certificate: rules } }) {
    const judged = certificates.map((one) => {
      const validTo = validToOf(one.generated, rules);
      const valid = one.state === undefined && on >= `${one.generated}-01` && on <= validTo;
      return { generated: one.generated, validTo, valid, tradable: valid && mayBeTraded(one, rules) };
    });
    const counted = (test: (one: (typeof judged)[number]) => boolean): number =>
      certificates.reduce((sum, { count }, place) => (judged[place] && test(judged[place]) ? sum + count : sum), 0);
    const validCertificates = counted(({ valid }) => valid);
    const validKWh = validCertificates * rules.kWh;
    if (!Number.isSafeInteger(validKWh))
      return refuse('INPUT_UNFIT', {
        field: 'certificates',
        values: { why: 'the kilowatt-hours of so many certificates cannot be counted exactly' },
        clause: rules.clause,
      });
    const tradable = tradableStep(certificates, judged, rules);
    return {
      result: { certificates: judged, validCertificates, tradableCertificates: tradable.value, validKWh },
      steps: [
        {
          label: 'cn.validCertificates',
          formula: 'valid = Σ count of the certificates within two years from the month of generation, neither cancelled nor declared',
          inputs: certificates.map(({ generated, count, state }, place) => ({
            name: `${generated} (${state ?? `to ${judged[place]?.validTo ?? ''}`})`,
            value: count,
            unit: 'certificates',
          })),
          value: validCertificates,
          unit: 'certificates',
          clause: rules.validityClause,
        },
        tradable,
        {
          label: 'cn.validEnergy',
          formula: 'energy = valid·one certificate',
          inputs: [
            { name: 'valid', value: validCertificates, unit: 'certificates' },
            { name: 'one certificate', value: rules.kWh, unit: 'kWh', from: rules.clause },
          ],
          value: validKWh,
          unit: 'kWh',
          clause: rules.clause,
        },
      ],
    };
  },
});

/** The last day of the last valid month: the month of generation is the first. */
function validToOf(generated: string, { validMonths, olderGeneratedBefore, olderValidTo }: Rules): string {
  if (generated < olderGeneratedBefore) return olderValidTo;
  const [year = 0, month = 0] = generated.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + validMonths, 0)).toISOString().slice(0, 10);
}

/** Of hydropower only a station of after the day, and all on the market. */
function mayBeTraded(one: Certificate, rules: Rules): boolean {
  if (one.selfUsed) return false;
  return rules.tradableSources.includes(one.source) || (isNewHydro(one, rules) && one.hydroFullyMarket === true);
}

const isNewHydro = ({ source, hydroStartedOn }: Certificate, { hydroTradableFrom }: Rules): boolean =>
  source === 'hydro' && hydroStartedOn !== undefined && hydroStartedOn >= hydroTradableFrom;

const marketNotTold = 'Hydropower of which it is not told that all of it is sold on the market counts as not tradable.';

/** How many may be traded; the judgement of each stands at its place. */
function tradableStep(certificates: readonly Certificate[], judged: readonly { readonly tradable: boolean }[], rules: Rules): Step {
  const traded = certificates.filter((_one, place) => judged[place]?.tradable);
  const untold = certificates.some((one) => isNewHydro(one, rules) && one.hydroFullyMarket === undefined);
  return {
    label: 'cn.tradableCertificates',
    formula: 'tradable = Σ count of the valid certificates of a source that is traded, without own use',
    inputs: traded.map(({ generated, source, count }) => ({ name: `${generated} ${source}`, value: count, unit: 'certificates' })),
    value: traded.reduce((total, { count }) => total + count, 0),
    unit: 'certificates',
    clause: rules.tradableClause ?? rules.clause,
    ...reading(untold ? marketNotTold : undefined),
  };
}
