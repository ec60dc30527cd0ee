import { z } from 'zod';
import type { FuelKey } from './fuel-key.ts';
import { settingKeys, settingKinds, type SettingKey, type SettingValue } from './setting-kinds.ts';
import { certainties, sourceSchema, type Certainty, type Source } from './source.ts';

/** What a setting holds for: everything, a port (main code), a fuel, a fuel at a port, or one book. */
export const scopeSchema = z
  .string()
  .max(120)
  .regex(
    /^(all|port:[A-Z]{2}[A-Z2-9]{3}(,fuel:(LNG|METHANOL|BIOFUEL|AMMONIA|FUEL_OIL))?|fuel:(LNG|METHANOL|BIOFUEL|AMMONIA|FUEL_OIL)|book:[\w.:-]{1,100})$/,
  )
  .meta({ id: 'SettingScope', example: 'port:CNZOS,fuel:LNG' });

/** One dated value of a setting. A newer one takes its place from its day on; the older stays for the days before. */
export interface Setting {
  readonly id: string;
  readonly key: SettingKey;
  readonly scope: string;
  readonly value: unknown;
  readonly unit: string | null;
  readonly validFrom: string;
  /** rule: a text of an authority; ours: a choice of this service or of whoever runs it. */
  readonly basis: 'rule' | 'ours';
  readonly status: Certainty;
  readonly source: Source;
  readonly note?: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

export interface Subject {
  readonly port?: string | undefined;
  readonly fuel?: FuelKey | undefined;
  readonly book?: string | undefined;
}

/** The scopes that hold for a subject, the narrowest first. */
export function scopesOf({ port, fuel, book }: Subject): string[] {
  return [
    ...(book === undefined ? [] : [`book:${book}`]),
    ...(port === undefined || fuel === undefined ? [] : [`port:${port},fuel:${fuel}`]),
    ...(port === undefined ? [] : [`port:${port}`]),
    ...(fuel === undefined ? [] : [`fuel:${fuel}`]),
    'all',
  ];
}

/**
 * The setting in force for a subject on a day (YYYY-MM-DD): of the narrowest scope that has one, the last by its day;
 * of two of the same day the one recorded last. Undefined where none is in force.
 */
export function settingInForce(all: readonly Setting[], key: SettingKey, subject: Subject, day: string): Setting | undefined {
  for (const scope of scopesOf(subject)) {
    const inForce = all.filter((setting) => setting.key === key && setting.scope === scope && setting.validFrom <= day);
    const last = inForce.sort(byDay).at(-1);
    if (last) return last;
  }
  return undefined;
}

function firstEver(all: readonly Setting[], key: SettingKey, subject: Subject): Setting | undefined {
  const scopes = scopesOf(subject);
  return all.filter((setting) => setting.key === key && scopes.includes(setting.scope)).sort(byDay)[0];
}

const byDay = (a: Setting, b: Setting): number =>
  a.validFrom === b.validFrom ? a.recordedAt.getTime() - b.recordedAt.getTime() : a.validFrom < b.validFrom ? -1 : 1;

/**
 * The value of a setting, held against its kind again, so that a stored value that breaks it is a defect and no surprise. A
 * day before every setting goes by the first there was: what is recorded so late is judged all the same.
 */
export function settingValue<K extends SettingKey>(all: readonly Setting[], key: K, subject: Subject, day: string): SettingValue<K> {
  const setting = settingInForce(all, key, subject, day) ?? firstEver(all, key, subject);
  if (!setting) throw new RangeError(`no setting ${key} is in force on ${day} for ${scopesOf(subject)[0]}`);
  return settingKinds[key].value.parse(setting.value) as SettingValue<K>;
}

const configuredSetting = z.strictObject({
  key: z.enum(settingKeys),
  scope: scopeSchema,
  value: z.unknown(),
  unit: z.string().nullable(),
  validFrom: z.iso.date(),
  basis: z.enum(['rule', 'ours']),
  status: z.enum(certainties),
  source: sourceSchema,
  note: z.string().optional(),
});

/** `config/settings.json`: what holds until somebody dates another value. */
export const settingsConfigSchema = z.strictObject({
  explanation: z.array(z.string()),
  settings: z.array(
    configuredSetting.refine(
      ({ key, value, unit }) => settingKinds[key].value.safeParse(value).success && settingKinds[key].unit === unit,
      {
        message: 'the value or its unit does not fit its key',
      },
    ),
  ),
});

export type SettingsConfig = Readonly<z.infer<typeof settingsConfigSchema>>;
