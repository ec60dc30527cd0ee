import { z } from 'zod';

const percent = z.number().min(0).max(100);
const bilingual = (max: number) => z.string().trim().min(1).max(max);

export const checklistItem = z
  .strictObject({ item: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), en: bilingual(300), zh: bilingual(300) })
  .meta({ id: 'ChecklistItem' });

/** What a delivery may be asked to have before it begins. */
export const clearingRoles = ['port-operator', 'customs', 'maritime-authority'] as const;
export const parcelOrders = ['first-in-first-out', 'last-in-first-out'] as const;

const distinct = <T>(values: readonly T[]): boolean => new Set(values).size === values.length;

/** The closed list of settings: each with what its value must be and its unit. Values are numbers unless said otherwise. */
export const settingKinds = {
  'tolerance.meter-against-note': {
    unit: '%',
    value: z
      .strictObject({ noticePct: percent, reviewPct: percent, alertPct: percent })
      .refine(({ noticePct, reviewPct, alertPct }) => noticePct <= reviewPct && reviewPct <= alertPct),
  },
  'tolerance.book-against-stock': { unit: '% a month', value: percent },
  'tolerance.declared-against-measured': { unit: '%', value: percent },
  'tolerance.lng-energy': { unit: '%', value: percent },
  'tolerance.sounding': { unit: '%', value: percent },
  'tolerance.totaliser-gap': { unit: 'kg', value: z.number().min(0).max(1_000_000) },
  'tolerance.ticket': { unit: '%', value: percent },
  'meter.accuracy': { unit: '%', value: percent },
  'clearance.asked-of': { unit: null, value: z.array(z.enum(clearingRoles)).max(clearingRoles.length).refine(distinct) },
  'book.parcel-order': { unit: null, value: z.enum(parcelOrders) },
  'late-entry.reason-after': { unit: 'hours', value: z.number().min(0).max(8_760) },
  'clock.skew': { unit: 'minutes', value: z.number().min(0).max(1_440) },
  'signature.link-lasts': { unit: 'minutes', value: z.number().min(1).max(1_440) },
  'laycan.limits': { unit: 'days', value: z.strictObject({ longestDays: z.int().min(1).max(366), aheadDays: z.int().min(0).max(3_660) }) },
  'tank.filling-limit': { unit: 'of the capacity', value: z.number().gt(0).max(1) },
  'delivery.checklist': {
    unit: null,
    value: z
      .array(checklistItem)
      .max(60)
      .refine((items) => distinct(items.map(({ item }) => item))),
  },
} as const;

export type SettingKey = keyof typeof settingKinds;
export type SettingValue<K extends SettingKey> = z.infer<(typeof settingKinds)[K]['value']>;

export const settingKeys = Object.keys(settingKinds) as [SettingKey, ...SettingKey[]];
