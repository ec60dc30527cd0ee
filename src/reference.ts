import { z } from 'zod';
import { certificateTermsSchema } from './certificates/terms.ts';
import { configFile } from './config.ts';
import { parseChinaFactors } from './emissions/china-factors.ts';
import { parseEtsFactors } from './emissions/ets-factors.ts';
import { parseFactors } from './emissions/factors.ts';
import { parseFootprintClauses } from './emissions/footprint-clauses.ts';
import { parseImoFactors } from './emissions/imo-factors.ts';
import { parseRedFactors } from './emissions/red-factors.ts';
import { workedExamplesFile } from './emissions/worked-example.ts';
import { readFuels } from './fuels/fuels.ts';
import { parseMeasureSettings } from './measure/settings.ts';
import { portsConfigSchema } from './ports/port.ts';
import { settingsConfigSchema } from './ports/setting.ts';

/** Everything of `config/`, read and held against its schemas once at start; a broken file stops it with every fault named. */
export const readReference = () => {
  const red = parseRedFactors(configFile('red', z.unknown()));
  const factors = parseFactors(configFile('fueleu', z.unknown()));
  return Object.freeze({
    ports: configFile('ports', portsConfigSchema),
    settings: configFile('settings', settingsConfigSchema),
    fuels: readFuels(),
    measure: parseMeasureSettings(configFile('measure', z.unknown())),
    red,
    factors,
    sets: Object.freeze({
      fueleu: factors,
      red,
      imo: parseImoFactors(configFile('imo', z.unknown())),
      ets: parseEtsFactors(configFile('ets', z.unknown())),
      china: parseChinaFactors(configFile('china', z.unknown())),
      iso14067: parseFootprintClauses(configFile('iso14067', z.unknown())),
    }),
    examples: configFile('worked-examples', workedExamplesFile).examples,
    terms: configFile('certificates', certificateTermsSchema),
  });
};

export type Reference = ReturnType<typeof readReference>;
