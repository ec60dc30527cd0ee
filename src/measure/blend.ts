import { energyMj } from './energy.ts';
import { sum, weightedMean } from './sum.ts';
import { positive, volumeFromMassM3 } from './volume.ts';

/** One component of a blend, with the properties that decide the blend's. */
export interface BlendComponent {
  readonly massKg: number;
  readonly densityKgPerM3At15C: number;
  readonly lcvMjPerKg: number;
  /** Per cent of the mass. */
  readonly sulphurPct: number;
  readonly bio: boolean;
}

/**
 * "B24" alone says nothing: 24 % by volume is what a carriage rule counts, and 22.5 % by mass and 21.0 % by energy are
 * what reports want. All three are kept, each by its name.
 */
export interface BioShare {
  readonly byVolumePct: number;
  readonly byMassPct: number;
  readonly byEnergyPct: number;
}

export interface BlendProperties {
  readonly massKg: number;
  readonly densityKgPerM3At15C: number;
  readonly lcvMjPerKg: number;
  readonly sulphurPct: number;
  readonly bioShare: BioShare;
}

/** Properties of a blend: volumes add at 15 °C, calorific value and sulphur go by mass. */
export function blendProperties(components: readonly BlendComponent[]): BlendProperties {
  const byMass = (value: (component: BlendComponent) => number): number =>
    weightedMean(components.map((component) => ({ weight: component.massKg, value: value(component) })));
  const massKg = sum(components.map((component) => component.massKg));
  return Object.freeze({
    massKg,
    densityKgPerM3At15C: massKg / sum(components.map(volumeM3)),
    lcvMjPerKg: byMass((component) => component.lcvMjPerKg),
    sulphurPct: byMass((component) => component.sulphurPct),
    bioShare: bioShare(components),
  });
}

/** The bio share of a blend by volume at 15 °C, by mass and by energy. */
export function bioShare(components: readonly Omit<BlendComponent, 'sulphurPct'>[]): BioShare {
  const sharePct = (amount: (component: Omit<BlendComponent, 'sulphurPct'>) => number): number =>
    100 * weightedMean(components.map((component) => ({ weight: amount(component), value: component.bio ? 1 : 0 })));
  return Object.freeze({
    byVolumePct: sharePct(volumeM3),
    byMassPct: sharePct((component) => component.massKg),
    byEnergyPct: sharePct((component) => energyMj(component.massKg, component.lcvMjPerKg)),
  });
}

export type ShareBasis = 'volume' | 'mass' | 'energy';

/** What a blend of two needs of each component to read a percentage on another basis. */
export interface Component {
  readonly densityKgPerM3At15C: number;
  readonly lcvMjPerKg: number;
}

/** The mass fraction (0 to 1) of the bio component of a blend of two whose bio share is stated on a basis. */
export function bioMassFraction(sharePct: number, basis: ShareBasis, bio: Component, fossil: Component): number {
  if (!(sharePct >= 0 && sharePct <= 100)) throw new RangeError(`a share lies between 0 and 100 %, not ${sharePct}`);
  const massOf = (component: Component): number => {
    if (basis === 'volume') return positive(component.densityKgPerM3At15C, 'density in kg/m³');
    return basis === 'energy' ? 1 / positive(component.lcvMjPerKg, 'calorific value in MJ/kg') : 1;
  };
  const bioMass = (sharePct / 100) * massOf(bio);
  return bioMass / (bioMass + (1 - sharePct / 100) * massOf(fossil));
}

function volumeM3(component: { readonly massKg: number; readonly densityKgPerM3At15C: number }): number {
  return volumeFromMassM3(component.massKg, component.densityKgPerM3At15C);
}
