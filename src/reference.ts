import { z } from 'zod';
import { certificateTermsSchema } from './certificates/terms.ts';
import { configFile } from './config.ts';
import { workedExamplesFile } from './emissions/worked-example.ts';
import { factorSetKinds, parseSet, type FactorSetFile } from './factors/factor-set.ts';
import { readFuels } from './fuels/fuels.ts';
import { parseMeasureSettings } from './measure/settings.ts';
import { portsConfigSchema } from './ports/port.ts';
import { settingsConfigSchema } from './ports/setting.ts';

/** Everything of `config/`, read and held against its schemas once at start; a broken file stops it with every fault named. */
export const readReference = () => {
  /** As they stand in `config/`, for the database; the versions that came with the service are not all there are. */
  const factorSets = factorSetKinds.map((kind): FactorSetFile => ({ kind, set: configFile(kind, z.unknown()) }));
  const fileOf = (kind: FactorSetFile['kind']): unknown => factorSets.find((file) => file.kind === kind)?.set;
  const red = parseSet('red', fileOf('red'));
  const factors = parseSet('fueleu', fileOf('fueleu'));
  return Object.freeze({
    ports: configFile('ports', portsConfigSchema),
    settings: configFile('settings', settingsConfigSchema),
    fuels: readFuels(),
    measure: parseMeasureSettings(configFile('measure', z.unknown())),
    red,
    factors,
    factorSets,
    /** Loading it changes nothing, since it is there. */
    factorSetExample: { kind: 'china' as const, set: fileOf('china') as Record<string, unknown> },
    sets: Object.freeze({
      fueleu: factors,
      red,
      imo: parseSet('imo', fileOf('imo')),
      ets: parseSet('ets', fileOf('ets')),
      china: parseSet('china', fileOf('china')),
      iso14067: parseSet('iso14067', fileOf('iso14067')),
    }),
    examples: configFile('worked-examples', workedExamplesFile).examples,
    terms: configFile('certificates', certificateTermsSchema),
  });
};

export type Reference = ReturnType<typeof readReference>;
