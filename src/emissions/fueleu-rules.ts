import { z } from 'zod';

const text = z.string().min(1);
const day = z.iso.date();
const positive = z.number().positive();
const percent = z.number().min(0).max(100);

/** What each rule carries beside its figures: where it stands, since when it holds, and how far it was verified. */
const cited = {
  clause: text,
  source: text,
  where: text,
  validFrom: day,
  status: z.enum(['VERIFIED', 'SECOND-HAND', 'FROM-MEMORY', 'INTERPRETATION']),
  interpretation: text.optional(),
};

const rule = <Fields extends z.ZodRawShape>(fields: Fields) => z.strictObject({ ...fields, ...cited });

export const iceClasses = ['IC', 'IB', 'IA', 'IA Super'] as const;

/** The rules of FuelEU Maritime that are figures: `rules` of config/fueleu.json. */
export const fuelEuRulesSchema = z.strictObject({
  reference: rule({ gPerMj: positive }),
  limits: z.array(rule({ reductionPct: percent, limitGPerMj: positive })).min(1),
  reward: rule({ factor: positive, validTo: day }),
  wind: rule({ byRatio: z.array(z.strictObject({ fromRatio: z.number().nonnegative(), factor: positive.max(1) })).min(1) }),
  shorePower: rule({}),
  balance: rule({}),
  penalty: rule({ eurPerTonne: positive, mjPerTonne: positive }),
  surcharge: rule({ pctPerPeriod: percent }),
  banking: rule({}),
  borrowing: rule({
    maxPctOfLimit: percent,
    repayFactor: z.number().min(1),
    conditions: z.strictObject({ equalsDeficit: z.boolean(), periodsRunning: z.int().positive(), withPooling: z.boolean() }),
  }),
  pooling: rule({}),
  correction: rule({}),
  scope: rule({
    pct: z.strictObject({
      stay: percent,
      betweenMemberStates: percent,
      outermostRegion: percent,
      thirdCountry: percent,
      outside: percent,
    }),
  }),
  ice: rule({ capOfOpenWater: positive, validTo: day }),
  iceClass: rule({ pct: percent, classes: z.array(z.enum(iceClasses)), validTo: day }),
  rfnboSubTarget: rule({ pctOfEnergy: percent }),
});

export type FuelEuRules = Readonly<z.infer<typeof fuelEuRulesSchema>>;

/**
 * What is wrong with the rules although each has its shape: a limit that is not its reduction of the reference, rows that
 * do not rise. Empty where nothing is.
 */
export function faultsOfRules({ reference, limits, wind }: FuelEuRules): string[] {
  const expected = (reductionPct: number): number => reference.gPerMj * (1 - reductionPct / 100);
  const uneven = limits
    .filter(({ reductionPct, limitGPerMj }) => Math.abs(expected(reductionPct) - limitGPerMj) > 1e-9)
    .map(({ validFrom }) => `the limit from ${validFrom}, which is not its reduction of the reference`);
  const days = limits.map(({ validFrom }) => validFrom);
  const ratios = wind.byRatio.map(({ fromRatio }) => fromRatio);
  return [
    ...uneven,
    ...(rises(days) ? [] : ['limits that do not follow each other']),
    ...(rises(ratios) && ratios[0] === 0 ? [] : ['wind factors that do not rise from the ratio 0']),
  ];
}

/** The sources that the rules cite. */
export function sourcesOfRules({ limits, ...rest }: FuelEuRules): string[] {
  return [...limits, ...Object.values(rest)].map(({ source }) => source);
}

function rises(values: readonly (string | number)[]): boolean {
  return values.every((value, place) => place === 0 || value > (values[place - 1] ?? value));
}
