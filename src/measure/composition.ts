import { largestRemainders } from './largest-remainders.ts';
import { isMassKg } from './mass.ts';

/** What a parcel is made of: product group → whole kilograms. */
export type Composition = Readonly<Record<string, number>>;

/** The kilograms of a composition together. */
export function compositionMassKg(composition: Composition): number {
  return Object.values(composition).reduce((sum, massKg) => sum + massKg, 0);
}

/**
 * The composition of a part of a parcel: each product group in proportion, in whole kilograms that sum to the part.
 * Groups are taken in the order of their names, so that the order in which a composition was written decides nothing.
 */
export function proportion(composition: Composition, ofKg: number, totalKg: number): Composition {
  if (compositionMassKg(composition) !== totalKg) {
    throw new RangeError(`the composition holds ${compositionMassKg(composition)} kg, the parcel ${totalKg} kg`);
  }
  if (!isMassKg(ofKg) || ofKg > totalKg) throw new RangeError(`a part of ${totalKg} kg cannot be ${ofKg} kg`);
  const groups = Object.keys(composition).sort();
  const parts = largestRemainders(
    ofKg,
    groups.map((group) => composition[group] ?? 0),
  );
  return Object.freeze(Object.fromEntries(groups.map((group, place) => [group, parts[place] ?? 0])));
}

/** The composition of a blend: the kilograms of its components, group by group. */
export function combine(compositions: readonly Composition[]): Composition {
  const sums: Record<string, number> = {};
  for (const composition of compositions) {
    for (const [group, massKg] of Object.entries(composition)) sums[group] = (sums[group] ?? 0) + massKg;
  }
  return Object.freeze(Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1))));
}
