import { z } from 'zod';

/** The name of one version of a factor set; every result names the one it used. It stands in addresses. */
export const factorSetId = z
  .string()
  .regex(/^[\w.:-]{1,100}$/, 'the name of a set is at most 100 letters, digits and . : _ -')
  .meta({ id: 'FactorSetId', example: 'fueleu-2026-11' });
