import { configFile } from '../config.ts';
import { bdnFieldsSchema, type BdnItem } from './bdn-items.ts';
import { fuelsConfigSchema, productGroupsConfigSchema, type Grade, type ProductGroupFacts } from './grade.ts';
import { customsCodesSchema, type CustomsCodes } from './hs.ts';
import { typicalPropertiesSchema, type TypicalFuel } from './properties.ts';

/** What is known of the fuels: read once at start and never changed while the service runs. */
export interface Fuels {
  readonly grades: readonly Grade[];
  readonly groups: readonly ProductGroupFacts[];
  readonly typical: readonly TypicalFuel[];
  readonly items: readonly BdnItem[];
  readonly customs: CustomsCodes;
}

/** Reads the five files of the fuels from `config/`; a broken one stops the start with every fault named. */
export const readFuels = (): Fuels =>
  Object.freeze({
    grades: configFile('fuels', fuelsConfigSchema).grades,
    groups: configFile('product-groups', productGroupsConfigSchema).groups,
    typical: configFile('typical-properties', typicalPropertiesSchema).fuels,
    items: configFile('bdn-fields', bdnFieldsSchema).items,
    customs: configFile('customs-codes', customsCodesSchema),
  });
