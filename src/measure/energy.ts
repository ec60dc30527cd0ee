import { positive, positiveOrZero } from './volume.ts';

/** One million British thermal units (International Table) in megajoules: a definition of the unit, exact to its last digit. */
const mjPerMmbtu = 1055.05585262;

/** Energy of a mass by its calorific value: MJ = kg × MJ/kg. It is derived, never typed. */
export function energyMj(massKg: number, calorificValueMjPerKg: number): number {
  return positiveOrZero(massKg, 'mass in kg') * positive(calorificValueMjPerKg, 'calorific value in MJ/kg');
}

export function mmbtuFromMj(energyMj: number): number {
  return energyMj / mjPerMmbtu;
}
