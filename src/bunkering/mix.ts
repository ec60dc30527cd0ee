import type { Grade, ProductGroupFacts } from '../fuels/grade.ts';
import type { AssumedProperty } from '../fuels/properties.ts';
import type { Parcel } from '../ledger/parcel.ts';
import { combine, proportion, type Composition } from '../measure/composition.ts';
import { largestRemainders } from '../measure/largest-remainders.ts';
import { weightedMean } from '../measure/sum.ts';
import type { Basis } from './delivery-note.ts';

/** What went to the ship: kilograms of some parcels, with the typical properties of their grade for what no document says. */
export interface Mix {
  readonly grade: Grade;
  readonly parts: readonly { readonly parcel: Parcel; readonly massKg: number }[];
  readonly typical: readonly AssumedProperty[];
}

export interface Found<T = number> {
  readonly value: T;
  readonly basis: Basis;
}

type Scalar = number | string;

/** A typical value by its field, a dot leading into one of several values (`lngComposition.CH4`). */
export function typicalValue(typical: readonly AssumedProperty[], path: string): Scalar | null {
  const whole = typical.find(({ field }) => field === path);
  if (whole) return typeof whole.value === 'object' ? null : whole.value;
  const [field, part] = path.split('.');
  const group = typical.find((property) => property.field === field)?.value;
  return typeof group === 'object' && group !== null && part !== undefined ? (group[part] ?? null) : null;
}

/**
 * A property of the mix that goes by mass (sulphur, heating values, composition of a gas). One assumed part makes it assumed:
 * a mean is no better than what it is made of.
 */
export function byMass({ parts, typical }: Mix, path: string): Found | null {
  const lines = parts.map(({ parcel, massKg }) => ({ massKg, ...known(parcel, typical, path) }));
  const numbers = lines.flatMap(({ massKg, value, basis }) => (typeof value === 'number' ? [{ weight: massKg, value, basis }] : []));
  if (numbers.length < parts.length || numbers.length === 0) return null;
  const [first] = numbers;
  const same = numbers.every(({ value }) => value === first?.value);
  const basis = basisOf(numbers, same);
  return { value: same && first ? first.value : weightedMean(numbers), basis };
}

/** A property that does not mix (flashpoint, methane number): the lowest of the parts is what can be answered for. */
export function lowest(mix: Mix, path: string): Found<Scalar> | null {
  const lines = mix.parts.map(({ parcel }) => known(parcel, mix.typical, path));
  if (lines.length === 0 || lines.some(({ value }) => value === null)) return null;
  const same = new Set(lines.map(({ value }) => value)).size === 1;
  const basis = basisOf(lines, same);
  const numbers = lines.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const word = lines.find(({ value }) => typeof value === 'string')?.value;
  if (numbers.length === 0 && typeof word === 'string') return { value: word, basis };
  return { value: Math.min(...numbers), basis };
}

/** A text that the documents give, such as the product name; several are named side by side. */
export function words({ parts, typical }: Mix, path: string): Found<string> | null {
  const lines = parts.map(({ parcel }) => known(parcel, typical, path));
  const texts = [...new Set(lines.flatMap(({ value }) => (value === null ? [] : [String(value)])))];
  return texts.length === 0 ? null : { value: texts.join(' / '), basis: basisOf(lines, true) };
}

/** Density of the mix where every part has it at the same temperature: volumes add. */
export function densityAt(mix: Mix, temperatureC: number): Found | null {
  if (mix.parts.length === 0 || mix.parts.some(({ parcel }) => parcel.densityAtC !== temperatureC)) return null;
  const densities = new Set(mix.parts.map(({ parcel }) => parcel.densityKgPerM3));
  const [only] = densities;
  if (densities.size === 1 && only !== undefined) return { value: only, basis: 'declared' };
  return { value: massOf(mix) / mix.parts.reduce((sum, { parcel, massKg }) => sum + massKg / parcel.densityKgPerM3, 0), basis: 'computed' };
}

/** The temperature to which the densities of all parts belong; null where they differ. */
export function commonTemperatureC({ parts }: Mix): number | null {
  const [first] = parts;
  return first && parts.every(({ parcel }) => parcel.densityAtC === first.parcel.densityAtC) ? first.parcel.densityAtC : null;
}

export const massOf = ({ parts }: Pick<Mix, 'parts'>): number => parts.reduce((sum, { massKg }) => sum + massKg, 0);

/** Kilograms of each product group in what went to the ship. */
export const compositionOf = ({ parts }: Pick<Mix, 'parts'>): Composition =>
  combine(parts.map(({ parcel, massKg }) => shareOf(parcel, massKg)));

/** A gain may make more of a parcel than it ever weighed; its composition is then scaled all the same. */
function shareOf({ composition, massKg: bornKg }: Parcel, massKg: number): Composition {
  if (massKg <= bornKg) return proportion(composition, massKg, bornKg);
  const groups = Object.keys(composition).sort();
  const parts = largestRemainders(
    massKg,
    groups.map((group) => composition[group] ?? 0),
  );
  return Object.fromEntries(groups.map((group, place) => [group, parts[place] ?? 0]));
}

/** Kilograms of the groups of a blend that a proof can be used for: its biodiesel. */
export function bioKg(composition: Composition, groups: readonly ProductGroupFacts[]): number {
  const bio = new Set<string>(groups.filter(({ proofs }) => proofs.length > 0).map(({ id }) => id));
  return Object.entries(composition).reduce((sum, [group, massKg]) => sum + (bio.has(group) ? massKg : 0), 0);
}

function known(parcel: Parcel, typical: readonly AssumedProperty[], path: string): Found<Scalar | null> {
  const declared = parcel.properties[path];
  if (declared !== undefined) return { value: declared, basis: 'declared' };
  return { value: typicalValue(typical, path), basis: 'assumed' };
}

function basisOf(lines: readonly { readonly basis: Basis }[], same: boolean): Basis {
  if (lines.some(({ basis }) => basis === 'assumed')) return 'assumed';
  return same ? 'declared' : 'computed';
}
