import { z } from 'zod';
import { deepFreeze } from './frozen.ts';

const buoyancySchema = z.strictObject({
  id: z.string().min(1),
  validFrom: z.iso.date(),
  airDensityKgPerM3: z.number().positive(),
  weightDensityKgPerM3: z.number().positive(),
  clause: z.string().min(1),
  source: z.strictObject({ publisher: z.string().min(1), title: z.string().min(1), date: z.string().min(4) }),
  status: z.enum(['VERIFIED', 'FROM-MEMORY']),
  note: z.string().optional(),
});

const schema = z.strictObject({ buoyancy: z.array(buoyancySchema).min(1) });

/** The two densities of the conversion between mass in air and true mass, with where they come from. */
export type BuoyancySetting = Readonly<z.infer<typeof buoyancySchema>>;

export interface MeasureSettings {
  readonly buoyancy: readonly BuoyancySetting[];
}

/** Reads `config/measure.json`; a broken setting stops the start with the path of what is wrong. */
export function parseMeasureSettings(json: unknown): MeasureSettings {
  return deepFreeze(schema.parse(json));
}

/** The buoyancy setting in force on a day (YYYY-MM-DD): the last one whose valid-from is not after it. */
export function buoyancySettingOn(settings: MeasureSettings, day: string): BuoyancySetting {
  const newestFirst = [...settings.buoyancy].sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  const setting = newestFirst.find(({ validFrom }) => validFrom <= day) ?? newestFirst.at(-1);
  if (!setting) throw new RangeError('there is no buoyancy setting');
  return setting;
}
