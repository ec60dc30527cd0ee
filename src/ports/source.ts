import { z } from 'zod';

/** Where a fact comes from. What is not known of it is absent, never guessed. */
export const sourceSchema = z
  .strictObject({
    publisher: z.string().trim().min(1).max(300),
    title: z.string().trim().min(1).max(500).optional(),
    date: z.string().trim().min(4).max(40).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    note: z.string().trim().min(1).max(500).optional(),
  })
  .meta({ id: 'Source', description: 'publisher, title and date of where a fact was read' });

export type Source = Readonly<z.infer<typeof sourceSchema>>;

/** How sure a fact is. Only what is VERIFIED may refuse; the rest may warn. */
export const certainties = ['VERIFIED', 'FROM-MEMORY', 'UNCERTAIN', 'JUDGEMENT', 'COMPUTED', 'ASSUMED', 'OURS'] as const;

export type Certainty = (typeof certainties)[number];
