import { z } from 'zod';
import { datePrecisions } from './day.ts';
import type { Decision } from './decision.ts';
import { fuelKeys } from './fuel-key.ts';
import { portSchema, type Port } from './port.ts';
import { checklistItem, settingKeys } from './setting-kinds.ts';
import { scopeSchema, type Setting } from './setting.ts';
import { certainties, sourceSchema } from './source.ts';

export const fuelKey = z.enum(fuelKeys).meta({ id: 'FuelKey' });

export const endingReply = z
  .strictObject({ to: z.iso.date(), reason: z.string(), recordedAt: z.iso.datetime(), recordedBy: z.string() })
  .meta({ id: 'Ending', description: 'an end put to a record, with its reason' });

export const decisionReply = z
  .strictObject({
    id: z.string(),
    port: z.string(),
    fuel: fuelKey,
    bonded: z.boolean().nullable().meta({ description: 'null: the source does not say, which admits; false: no bonded supply' }),
    authority: z.string().nullable().meta({ description: 'null: no rule text was seen' }),
    from: z.iso.date(),
    datePrecision: z.enum(datePrecisions),
    to: z.iso.date().nullable().meta({ description: 'last day in force; null where no end is known' }),
    basis: z.enum(['rule', 'evidence']),
    source: sourceSchema,
    note: z.string().optional(),
    endings: z.array(endingReply),
    recordedAt: z.iso.datetime(),
    recordedBy: z.string(),
  })
  .meta({ id: 'EligibilityDecision' });

export const settingValueSchema = z
  .union([
    z.number(),
    z.string().max(200),
    z.array(z.string().max(200)).max(60),
    z.array(checklistItem).max(60),
    z.record(z.string().max(40), z.number()),
  ])
  .meta({ id: 'SettingValue', description: 'a number, a word, a list or a few named numbers, as the key asks' });

export const settingReply = z
  .strictObject({
    id: z.string(),
    key: z.enum(settingKeys),
    scope: scopeSchema,
    value: settingValueSchema,
    unit: z.string().nullable(),
    validFrom: z.iso.date(),
    basis: z.enum(['rule', 'ours']),
    status: z.enum(certainties),
    source: sourceSchema,
    note: z.string().optional(),
    recordedAt: z.iso.datetime(),
    recordedBy: z.string(),
  })
  .meta({ id: 'DatedSetting' });

export const portReply = portSchema.meta({ id: 'Port' });

export const shownPort = (port: Port): z.input<typeof portReply> => port;

export const shownDecision = (decision: Decision): z.input<typeof decisionReply> => ({
  ...decision,
  endings: decision.endings.map((ending) => ({ ...ending, recordedAt: ending.recordedAt.toISOString() })),
  recordedAt: decision.recordedAt.toISOString(),
});

export const shownSetting = (setting: Setting): z.input<typeof settingReply> => ({
  ...setting,
  value: settingValueSchema.parse(setting.value),
  recordedAt: setting.recordedAt.toISOString(),
});
