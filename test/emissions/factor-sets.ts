import { readFileSync } from 'node:fs';
import { parseFactors } from '../../src/emissions/factors.ts';
import { parseRedFactors } from '../../src/emissions/red-factors.ts';
import { Refusal, type Reason } from '../../src/refusal.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8'));

export const fuelEuFile = read('fueleu.json');
export const redFile = read('red.json');
export const factors = parseFactors(fuelEuFile);
export const red = parseRedFactors(redFile);

/** The reasons of the refusal that an act ends in; none where it does not refuse. */
export function reasonsOf(act: () => unknown): readonly Reason[] {
  try {
    act();
  } catch (no) {
    if (no instanceof Refusal) return no.reasons;
    throw no;
  }
  return [];
}
