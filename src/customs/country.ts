import { z } from 'zod';
import { configFile } from '../config.ts';

const schema = z.strictObject({
  validFrom: z.iso.date(),
  clause: z.string(),
  source: z.strictObject({ publisher: z.string(), title: z.string(), date: z.string() }),
  status: z.literal('VERIFIED'),
  explanation: z.array(z.string()),
  alpha2: z.array(z.string().regex(/^[A-Z]{2}$/)).min(240),
});

const assigned: ReadonlySet<string> = new Set(configFile('countries', schema).alpha2);

/** Whether a code is an officially assigned alpha-2 element of ISO 3166-1. */
export const isCountry = (code: string): boolean => assigned.has(code);

export const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ id: 'Country', description: 'ISO 3166-1 alpha-2', example: 'CN' });
