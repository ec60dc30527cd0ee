import { z } from 'zod';
import { energyMj } from '../measure/energy.ts';
import { sum } from '../measure/sum.ts';
import { massFromVolumeKg, volumeFromMassM3 } from '../measure/volume.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import type { FactorSets } from './calculation.ts';
import { fuelIntensity, type FuelIntensity } from './fuel-intensity.ts';
import { uncertaintyField, type Scales } from './uncertainty.ts';
import { fuelOfLine, lineFields, type FuelOfLine } from './fuel-line.ts';

const { fuel, bio, massT, volumeM3, densityKgPerM3, lcvMjPerG, sulphurPct, eGPerMj } = lineFields;
/** A component of a blend, by mass or by volume. */
export const blendLine = z.strictObject({
  fuel,
  bio: bio.default(false),
  massT: massT.optional(),
  volumeM3: volumeM3.optional(),
  densityKgPerM3,
  lcvMjPerG,
  sulphurPct,
  eGPerMj: eGPerMj.optional(),
  uncertainty: uncertaintyField,
});
type Line = z.output<typeof blendLine>;

/** What an uncertainty moves: the amount as given, the density (and with it the mass of a volume), the calorific value given. */
export const blendLineScales: Scales<Line> = {
  massPct: (line, factor) => ({
    ...line,
    ...(line.massT !== undefined && { massT: line.massT * factor }),
    ...(line.volumeM3 !== undefined && { volumeM3: line.volumeM3 * factor }),
  }),
  densityPct: (line, factor) => ({ ...line, densityKgPerM3: line.densityKgPerM3 * factor }),
  lcvPct: (line, factor) => ({ ...line, lcvMjPerG: line.lcvMjPerG * factor }),
};

/** A component with everything that follows from its line. */
export interface Component {
  readonly line: Line;
  readonly massKg: number;
  readonly volumeM3: number;
  readonly energyMj: number;
  readonly intensity: FuelIntensity;
  readonly otherLcv: boolean;
}

/** The components with mass, volume, energy and intensity; or every reason why one has none (see `blend`). */
export function componentsOf(lines: readonly Line[], { fueleu }: FactorSets, gwpSet: string | undefined): Component[] {
  const reasons: Reason[] = [];
  const found = lines.flatMap((one, place) => {
    const field = `lines[${place}]`;
    const ofLine = fuelOfLine({ fuel: one.fuel, eGPerMj: one.eGPerMj }, fueleu, field);
    if (!('row' in ofLine)) reasons.push(...ofLine);
    reasons.push(...unfit(one, ofLine, field));
    return 'row' in ofLine ? [{ one, ofLine }] : [];
  });
  if (reasons.length === 0 && !hasAmounts(lines))
    reasons.push({ code: 'INPUT_UNFIT', field: 'lines', values: { why: 'a blend needs a mass and an energy above zero' } });
  refuseAll(reasons);
  return found.map(({ one, ofLine: { row, standing } }) => {
    const massKg = massKgOf(one);
    return {
      line: one,
      massKg,
      volumeM3: volumeFromMassM3(massKg, one.densityKgPerM3),
      energyMj: energyMj(massKg, one.lcvMjPerG * 1000),
      intensity: fuelIntensity(row, standing, fueleu, gwpSet),
      otherLcv: row.lcvMjPerG !== one.lcvMjPerG,
    };
  });
}

function unfit(one: Line, found: FuelOfLine | readonly Reason[], field: string): Reason[] {
  const reasons: Reason[] = [];
  if ((one.massT === undefined) === (one.volumeM3 === undefined))
    reasons.push({ code: 'INPUT_UNFIT', field: `${field}.massT`, values: { why: 'give exactly one of mass and volume' } });
  if (one.bio && 'row' in found && found.row.pathway === 'fossil')
    reasons.push({ code: 'INPUT_UNFIT', field: `${field}.bio`, values: { why: `${one.fuel} is fossil` } });
  return reasons;
}

function massKgOf({ massT: tonnes, volumeM3: volume, densityKgPerM3: density }: Line): number {
  return tonnes === undefined ? massFromVolumeKg(volume ?? 0, density) : tonnes * 1000;
}

/** Mass, volume and energy of all lines together are finite and above zero, so that shares of them have a meaning. */
function hasAmounts(lines: readonly Line[]): boolean {
  const masses = lines.map(massKgOf);
  const of = (amount: (one: Line, massKg: number) => number): number => sum(lines.map((one, place) => amount(one, masses[place] ?? 0)));
  const amounts = [sum(masses), of((one, massKg) => massKg / one.densityKgPerM3), of((one, massKg) => massKg * (one.lcvMjPerG * 1000))];
  return amounts.every((amount) => Number.isFinite(amount) && amount > 0);
}
