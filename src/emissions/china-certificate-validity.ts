import { z } from 'zod';
import { calculation } from './calculation.ts';
import type { ChinaFactors } from './china-factors.ts';

const certificate = z.strictObject({
  generated: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .meta({ description: 'month of generation' }),
  source: z.enum(['wind', 'solar', 'biomass', 'geothermal', 'ocean', 'hydro']),
  count: z.int().positive().max(1_000_000_000).meta({ description: 'certificates of the month and source' }),
  selfUsed: z.boolean().default(false).meta({ description: 'generated for own use: issued, not tradable' }),
  hydroStartedOn: z.iso.date().optional().meta({ description: 'of a hydropower station, in operation since' }),
});
type Certificate = z.output<typeof certificate>;
type Rules = ChinaFactors['certificate'];

/** Green electricity certificates on a day: which still stand, which may be traded, and the kilowatt-hours they stand for. */
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
      const valid = on >= `${one.generated}-01` && on <= validTo;
      return { generated: one.generated, validTo, valid, tradable: valid && mayBeTraded(one, rules) };
    });
    const counted = (test: (one: (typeof judged)[number]) => boolean): number =>
      certificates.reduce((sum, { count }, place) => (judged[place] && test(judged[place]) ? sum + count : sum), 0);
    const validCertificates = counted(({ valid }) => valid);
    const validKWh = validCertificates * rules.kWh;
    return {
      result: { certificates: judged, validCertificates, tradableCertificates: counted(({ tradable }) => tradable), validKWh },
      steps: [
        {
          label: 'cn.validCertificates',
          formula: 'valid = Σ count of the certificates within two years from the month of generation',
          inputs: certificates.map(({ generated, count }, place) => ({
            name: `${generated} (to ${judged[place]?.validTo ?? ''})`,
            value: count,
            unit: 'certificates',
          })),
          value: validCertificates,
          unit: 'certificates',
          clause: rules.validityClause,
        },
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

function mayBeTraded({ source, selfUsed, hydroStartedOn }: Certificate, { tradableSources, hydroTradableFrom }: Rules): boolean {
  if (selfUsed) return false;
  return tradableSources.includes(source) || (source === 'hydro' && hydroStartedOn !== undefined && hydroStartedOn >= hydroTradableFrom);
}
