import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseFactors } from '../../src/emissions/factors.ts';
import { parseRedFactors } from '../../src/emissions/red-factors.ts';
import { Refusal, type Reason } from '../../src/refusal.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8'));

export const fuelEuFile = read('fueleu.json');
export const redFile = read('red.json');
export const factors = parseFactors(fuelEuFile);
export const red = parseRedFactors(redFile);

/** What a reason names beside its field, so that the person refused knows what to do. */
const mustName: Readonly<Record<string, string>> = {
  INPUT_UNFIT: 'why',
  FUEL_UNKNOWN: 'known',
  YEAR_UNCOVERED: 'known',
  MASS_INVALID: 'given',
};

/** The reasons of the refusal that an act ends in, each told in full; none where it does not refuse. */
export function reasonsOf(act: () => unknown): readonly Reason[] {
  try {
    act();
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    for (const { code, field = '', values = {} } of no.reasons) {
      const named = mustName[code];
      if (named !== undefined) expect(values, `${code} ${field}`).to.have.property(named);
      if (code === 'FACTOR_MISSING') expect(values, `${code} ${field}`).to.not.deep.equal({});
      for (const [name, value] of Object.entries(values))
        expect(`, ${value}, `, `${code} ${field} ${name}`).to.not.match(/undefined|, , ,/);
    }
    return no.reasons;
  }
  return [];
}
