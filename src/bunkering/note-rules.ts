import { z } from 'zod';
import { configFile } from '../config.ts';
import { certainties, sourceSchema } from '../ports/source.ts';

const rule = {
  validFrom: z.iso.date(),
  validFromStatus: z.enum(certainties),
  clause: z.string().min(1),
  source: sourceSchema,
  status: z.enum(certainties),
};

/** `config/note-rules.json`: what the values of a note are held against. */
export const noteRulesSchema = z.strictObject({
  explanation: z.array(z.string()),
  declarations: z.array(z.strictObject({ choice: z.enum(['REG_14_1', 'REG_14_4']), sulphurAtMostPct: z.number().positive(), ...rule })),
  gasComposition: z.strictObject({ sumPct: z.number(), tolerancePct: z.number().positive(), ...rule }),
});

export type NoteRules = Readonly<z.infer<typeof noteRulesSchema>>;

export const readNoteRules = (): NoteRules => Object.freeze(configFile('note-rules', noteRulesSchema));
