import { z } from 'zod';
import { stepLabels } from './step.ts';

const text = z.string();

export const stepReply = z
  .object({
    label: z.enum(stepLabels),
    fuel: text.optional(),
    formula: text,
    inputs: z.array(z.object({ name: text, value: z.number(), unit: text, from: text.optional() })),
    value: z.number(),
    unit: text,
    clause: text,
    interpretation: text.optional(),
  })
  .meta({ id: 'Step', description: 'one line of a calculation, to be followed by hand' });
