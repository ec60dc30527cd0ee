import { z } from 'zod';
import { factorSetId } from '../emissions/factor-set-id.ts';
import { id } from '../http/schemas.ts';
import { intensity } from './certificate-shown.ts';
import type { Recalculation } from './recalculate-certificate.ts';

const oldAndNew = <T extends z.ZodType>(one: T) => z.strictObject({ old: one, new: one });

const figure = z
  .strictObject({
    of: z.enum(['certificate', 'certified', 'delivered']),
    engineClass: z.string().nullable(),
    figure: z.string(),
    unit: z.string(),
    ...oldAndNew(z.number().nullable()).shape,
    difference: z.number().nullable().meta({ description: 'new − old, unrounded' }),
  })
  .meta({ id: 'FigureCompared' });

export const recalculationReply = z
  .strictObject({
    certificate: id,
    factorSets: oldAndNew(factorSetId),
    gwpSets: oldAndNew(z.string()),
    issuedFiguresReproduced: z.boolean().meta({
      description: 'whether the set it was issued by still leads to the issued figures, so that a difference comes from the set alone',
    }),
    figures: z.array(figure),
    conformance: oldAndNew(z.boolean()),
    certified: z.array(intensity).meta({ description: 'of the certified part under the new set, with the steps' }),
    delivered: z.array(intensity).meta({ description: 'of everything delivered under the new set, with the steps' }),
  })
  .meta({ id: 'Recalculation', description: 'what an issued certificate would say under another set; what was issued stays' });

export const shownRecalculation = (found: Recalculation): z.input<typeof recalculationReply> =>
  structuredClone(found) as unknown as z.input<typeof recalculationReply>;
