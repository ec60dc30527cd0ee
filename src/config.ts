import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** Reads `config/<name>.json` and holds it against its schema; a file that breaks it stops the start with every fault named. */
export function configFile<T extends z.ZodType>(name: string, schema: T): z.output<T> {
  const text = readFileSync(new URL(`../config/${name}.json`, import.meta.url), 'utf8');
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`config/${name}.json does not hold:\n${faults.join('\n')}`);
}
