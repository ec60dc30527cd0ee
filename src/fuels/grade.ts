import { z } from 'zod';
import { fuelKeys } from '../ports/fuel-key.ts';

/** The fuels that the items of a delivery note tell apart. */
export const bdnFuels = ['LNG', 'METHANOL', 'AMMONIA', 'BIOFUEL', 'FUEL_OIL'] as const;
export type BdnFuel = (typeof bdnFuels)[number];

/** What a parcel is composed of, in kilograms each; a proof of a group is used for kilograms of that group alone. */
export const productGroups = ['LNG', 'METHANOL', 'AMMONIA', 'FAME', 'RESIDUAL_OIL', 'DISTILLATE_OIL'] as const;
export type ProductGroup = (typeof productGroups)[number];

export const grades = ['LNG', 'METHANOL', 'AMMONIA', 'BIOFUEL_B24', 'UCOME', 'VLSFO', 'LSFO', 'HSFO', 'MGO'] as const;
export type GradeId = (typeof grades)[number];

/** in-air: as the trade weighs oil, FAME and methanol; true: mass as LNG and ammonia are stated. Two bases never meet in a blend. */
export const massBases = ['in-air', 'true'] as const;
export type MassBasis = (typeof massBases)[number];

export const hsKeys = ['LNG', 'METHANOL', 'AMMONIA', 'BIODIESEL', 'OIL_WITH_BIODIESEL', 'LOW_SULPHUR_FUEL_OIL', 'FUEL_OIL'] as const;
export type HsKey = (typeof hsKeys)[number];

const composition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one'), group: z.enum(productGroups) }),
  z.strictObject({
    kind: z.literal('blend'),
    groups: z.array(z.enum(productGroups)).min(2),
    bases: z.array(z.enum(grades)).min(1),
    bio: z.enum(grades),
    bioByVolume: z.number().gt(0).lt(1),
  }),
]);

export const gradeSchema = z.strictObject({
  grade: z.enum(grades),
  name: z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
  eligibilityFuel: z.enum(fuelKeys),
  bdnFuel: z.enum(bdnFuels),
  massBasis: z.enum(massBases),
  /** Null where the fuel has no agreed reference: its density then carries its own temperature. */
  densityReferenceTemperatureC: z.number().nullable(),
  lowFlashpoint: z.boolean(),
  hs: z.array(z.enum(hsKeys)),
  composition,
});

/** `config/fuels.json`: what is nominated and tanked, and where its keys lead. */
export const fuelsConfigSchema = z.strictObject({
  validFrom: z.iso.date(),
  source: z.literal('ours'),
  explanation: z.array(z.string()),
  grades: z.array(gradeSchema).length(grades.length),
});

/** `config/product-groups.json`: which kilograms a proof may be used for. */
export const productGroupsConfigSchema = z.strictObject({
  validFrom: z.iso.date(),
  source: z.literal('ours'),
  explanation: z.array(z.string()),
  clause: z.string(),
  groups: z.array(
    z.strictObject({
      id: z.enum(productGroups),
      name: z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
      /** The word of the FuelEU factors for this group. */
      fuelEuFuel: z.string().min(1),
      /** The pathways of proofs the group can carry; none where it is always fossil. */
      proofs: z.array(z.enum(['bio', 'rfnbo', 'low-carbon'])),
    }),
  ),
});

export type Grade = Readonly<z.infer<typeof gradeSchema>>;
export type ProductGroupFacts = Readonly<z.infer<typeof productGroupsConfigSchema>['groups'][number]>;

/** The grade of a word, or undefined where it is none of ours. */
export const gradeOf = (all: readonly Grade[], word: string): Grade | undefined => all.find(({ grade }) => grade === word);

/** The product groups a grade may be composed of. */
export const groupsOf = ({ composition: made }: Grade): readonly ProductGroup[] => (made.kind === 'one' ? [made.group] : made.groups);
