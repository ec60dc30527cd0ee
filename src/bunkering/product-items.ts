import { energyDelivered } from './energy-delivered.ts';
import { firstFlow, flowing, gaugedPressureMPa } from './metered-items.ts';
import { bioKg, byMass, commonTemperatureC, compositionOf, densityAt, lowest, massOf, words, type Found } from './mix.ts';
import type { Leaf, NoteFacts, Sources } from './note-facts.ts';

/** What the registers say: who, which ship, where, when, from which book. */
export function registeredItems(facts: NoteFacts): Sources {
  const { nomination, delivery, supplier, mix } = facts;
  const registered = (value: string | null) => () => (value === null ? null : ({ value, basis: 'register' } as const));
  const declarations = [...new Set(mix.parts.map(({ parcel }) => parcel.declaration))];
  return {
    bdnNumber: registered(facts.number),
    receivingShipName: registered(nomination.ship.name),
    receivingShipImo: registered(nomination.ship.imo),
    port: registered(nomination.place === null ? nomination.port : `${nomination.port}, ${nomination.place}`),
    deliveryCommencedAt: () => firstFlow(delivery) ?? { value: delivery.begunAt, basis: 'register' },
    supplierName: registered(supplier.name),
    supplierAddress: registered(supplier.address),
    supplierPhone: registered(supplier.phone),
    grossTonnage: () => (facts.grossTonnage === null ? null : { value: facts.grossTonnage, basis: 'register' }),
    bunkerCraftName: registered(facts.craft),
    bondedAccountBook: registered(`${delivery.book} / ${declarations.join(', ')}`),
    posNumber: () => (facts.said.proofToFollow ? { value: 'proof to follow 证明后补', basis: 'declared' } : null),
  };
}

/** Quantity and properties of what went to the ship. */
export function productItems(facts: NoteFacts): Sources {
  const { mix, massKg } = facts;
  const { measurement } = facts.delivery;
  const at15 = 15;
  const flow = flowing(measurement);
  const commonC = commonTemperatureC(mix);
  const stored = commonC === null ? null : densityAt(mix, commonC);
  return {
    productName: () => words(mix, 'productName'),
    quantityMass: () => ({ value: massKg / 1000, basis: massBasis(facts) }),
    fuelVolume: () => measuredVolume(facts),
    density: () => densityAt(mix, at15),
    'densityAndTemperature.density': () => flow?.density ?? stored,
    'densityAndTemperature.temperature': () => {
      if (flow) return flow.temperature;
      return stored && commonC !== null ? { value: commonC, basis: stored.basis } : null;
    },
    lngDensity: () => flow?.density ?? stored,
    'lngTemperature.delivered': () => flow?.temperature ?? null,
    'lngPressure.delivered': () => gaugedPressureMPa(measurement),
    flashpoint: () => lowest(mix, 'flashpoint'),
    methaneNumber: () => lowest(mix, 'methaneNumber'),
    ...bioItems(facts),
    ...energyItems(facts),
  };
}

/** A mass that both sides correct, or that a publication states, is declared; otherwise it was measured. */
const massBasis = ({ corrected, nomination }: NoteFacts): Found['basis'] =>
  corrected || (nomination.replay && nomination.sources.length > 0) ? 'declared' : 'measured';

const measuredVolume = ({ delivery, corrected }: NoteFacts): Found | null =>
  delivery.volumeM3 === null || corrected ? null : { value: delivery.volumeM3, basis: 'measured' };

/** The share of biodiesel by volume and by mass, from the kilograms of each product group; volumes add at 15 °C. */
function bioItems(facts: NoteFacts): Sources {
  const { mix, groups } = facts;
  const composition = compositionOf(mix);
  const bio = bioKg(composition, groups);
  const total = massOf(mix);
  const pure = bio === total;
  return {
    'bioComponentPct.massPct': () => (total === 0 ? null : { value: (100 * bio) / total, basis: 'computed' }),
    'bioComponentPct.volumePct': () => {
      if (pure || bio === 0) return { value: pure ? 100 : 0, basis: 'computed' };
      const declared = byMass(mix, 'bioComponentPct.volumePct');
      if (declared?.basis === 'declared') return declared;
      const blend = densityAt(mix, 15);
      if (!blend || facts.bioDensityKgPerM3 === null) return null;
      // The density of the pure biodiesel is the typical one, so the share by volume is no better than assumed.
      return { value: 100 * (bio / facts.bioDensityKgPerM3 / (total / blend.value)), basis: 'assumed' };
    },
  };
}

/** Net quantities of a liquefied gas: tonnes, megajoules, cubic metres. */
function energyItems(facts: NoteFacts): Sources {
  const { massKg, delivery } = facts;
  const energy = (leaf: Leaf) => {
    const hhv = leaf('hhv');
    return typeof hhv?.value === 'number' && hhv.value > 0 ? energyDelivered(delivery.measurement, massKg, hhv.value) : null;
  };
  const computed = (value: number | undefined): Found | null => (value === undefined ? null : { value, basis: 'computed' });
  return {
    'lngNetDelivered.mass': () => ({ value: massKg / 1000, basis: massBasis(facts) }),
    'lngNetDelivered.energy': (leaf) => computed(energy(leaf)?.netMj),
    'lngNetDelivered.volume': (leaf) => measuredVolume(facts) ?? computed(volumeM3(massKg, leaf('lngDensity')?.value)),
    lngNetLiquid: (leaf) => {
      const liquidMj = energy(leaf)?.liquidMj;
      return computed(liquidMj === undefined ? undefined : liquidMj / 1000);
    },
    vapourReturn: (leaf) => {
      const returned = delivery.measurement.method === 'gauging' && delivery.measurement.vapour !== null;
      return returned ? computed(energy(leaf)?.returnedMj) : null;
    },
  };
}

const volumeM3 = (massKg: number, density: unknown): number | undefined =>
  typeof density === 'number' && density > 0 ? massKg / density : undefined;
