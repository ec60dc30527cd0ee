import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { calculation } from './calculation.ts';
import { quantity } from './fueleu-quantity.ts';
import type { FuelEuRules } from './fueleu-rules.ts';
import type { Step } from './step.ts';

/**
 * Where a port of call lies, as Art. 2(1) tells them apart. Ports of Norway, Iceland and Liechtenstein are those of a
 * third country until the regulation is part of the EEA agreement; listed transhipment ports and calls for bunkers,
 * stores, crew change, repair or shelter alone are no ports of call.
 */
const portKind = z.enum(['member-state', 'outermost-region', 'third-country']);
const energyGj = z.number().nonnegative().meta({ description: 'energy used, GJ' });
const exempted = z.boolean().optional().meta({ description: 'an exemption of Art. 2 holds for it' });
const legSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stay'), at: portKind, exempted, energyGj }),
  z.strictObject({ kind: z.literal('voyage'), from: portKind, to: portKind, exempted, energyGj }),
]);
type WithoutEnergy<T> = T extends unknown ? Omit<T, 'energyGj'> : never;
export type Leg = Readonly<WithoutEnergy<z.output<typeof legSchema>>>;

/**
 * How much of the energy of a leg is in scope, per cent (Art. 2(1)): all of it during a stay in a port of call and between
 * Member States, half to and from outermost regions and third countries, none elsewhere or where the leg is exempted.
 */
export function scopePct(leg: Leg, { scope }: Pick<FuelEuRules, 'scope'>): number {
  const { stay, betweenMemberStates, outermostRegion, thirdCountry, outside } = scope.pct;
  if (leg.exempted) return outside;
  if (leg.kind === 'stay') return leg.at === 'third-country' ? outside : stay;
  const ends = [leg.from, leg.to];
  if (ends.every((end) => end === 'third-country')) return outside;
  if (ends.includes('third-country')) return thirdCountry;
  return ends.includes('outermost-region') ? outermostRegion : betweenMemberStates;
}

export interface LegInScope {
  readonly energyGj: number;
  readonly scopePct: number;
}

/** The energy in scope, GJ: of each leg its share. */
export function scopeStep(legs: readonly LegInScope[], { scope }: Pick<FuelEuRules, 'scope'>): Step {
  return {
    label: 'fueleu.scope',
    formula: 'scope = Σ energy·share/100',
    inputs: legs.flatMap(({ energyGj: energy, scopePct: share }, place) => [
      quantity(`energy ${place + 1}`, energy, 'GJ'),
      quantity(`share ${place + 1}`, share, '%', scope.clause),
    ]),
    value: sum(legs.map(({ energyGj: energy, scopePct: share }) => (energy * share) / 100)),
    unit: 'GJ',
    clause: scope.clause,
  };
}

/** How much of a ship's energy is in scope, leg by leg; its `legs` are those that `fueleu.allocation` takes. */
export const fueleuScope = calculation({
  topic: 'fueleu.scope',
  summary: 'How much of the energy of voyages and stays is in scope',
  basis: 'Regulation (EU) 2023/1805 Art. 2(1)',
  reads: ['fueleu'],
  input: z.strictObject({ legs: z.array(legSchema).min(1).max(10_000).meta({ description: 'legs of the year' }) }),
  result: z.strictObject({
    totalGj: z.number().meta({ description: 'energy of all legs, GJ' }),
    scopeGj: z.number().meta({ description: 'energy in scope, GJ' }),
    legs: z.array(
      z.strictObject({
        energyGj: z.number().meta({ description: 'energy used, GJ' }),
        scopePct: z.number().meta({ description: 'share in scope, %' }),
      }),
    ),
  }),
  compute: ({ legs }, { fueleu: { rules } }) => {
    const shared = legs.map((leg): LegInScope => ({ energyGj: leg.energyGj, scopePct: scopePct(leg, rules) }));
    const step = scopeStep(shared, rules);
    return { result: { totalGj: sum(legs.map((leg) => leg.energyGj)), scopeGj: step.value, legs: shared }, steps: [step] };
  },
});
