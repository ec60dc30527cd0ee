import { z } from 'zod';
import { word } from './words.ts';

/** What is worth a second look and is no reason to refuse: a fact that rests on memory or judgement may only warn. */
export interface Warning {
  readonly code: string;
  readonly field: string;
  readonly en: string;
  readonly zh: string;
}

export const warningReply = z
  .strictObject({ code: z.string(), field: z.string(), en: z.string(), zh: z.string() })
  .meta({ id: 'Warning', description: 'worth a second look; nothing was refused' });

/** A warning by its code; its sentence stands under `warnings` in the words. */
export const warning = (code: string, field: string, values: Readonly<Record<string, string | number>> = {}): Warning => ({
  code,
  field,
  en: word('en', `warnings.${code}`, values),
  zh: word('zh', `warnings.${code}`, values),
});
