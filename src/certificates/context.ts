import { readFileSync } from 'node:fs';
import { marineContext } from './credential.ts';

/** The terms of our own that a credential uses, at the address under which this service publishes them. */
export function marineContextDocument(publicUrl: string): Readonly<Record<string, unknown>> {
  const text = readFileSync(new URL('../../config/contexts/marine-fuel-v1.jsonld', import.meta.url), 'utf8');
  return JSON.parse(text.replaceAll('{context}', marineContext(publicUrl))) as Record<string, unknown>;
}
