import { z } from 'zod';
import { certificateTermsSchema } from './certificates/terms.ts';
import { configFile } from './config.ts';
import { parseFactors } from './emissions/factors.ts';
import { parseRedFactors } from './emissions/red-factors.ts';
import { readFuels } from './fuels/fuels.ts';
import { parseMeasureSettings } from './measure/settings.ts';
import { portsConfigSchema } from './ports/port.ts';
import { settingsConfigSchema } from './ports/setting.ts';

/** Everything of `config/`, read and held against its schemas once at start; a broken file stops it with every fault named. */
export const readReference = () =>
  Object.freeze({
    ports: configFile('ports', portsConfigSchema),
    settings: configFile('settings', settingsConfigSchema),
    fuels: readFuels(),
    measure: parseMeasureSettings(configFile('measure', z.unknown())),
    red: parseRedFactors(configFile('red', z.unknown())),
    factors: parseFactors(configFile('fueleu', z.unknown())),
    terms: configFile('certificates', certificateTermsSchema),
  });

export type Reference = ReturnType<typeof readReference>;
