import type { FuelEuRules } from './fueleu-rules.ts';

/**
 * Where a port of call lies, as Art. 2(1) tells them apart. Ports of Norway, Iceland and Liechtenstein are those of a
 * third country until the regulation is part of the EEA agreement; listed transhipment ports and calls for bunkers,
 * stores, crew change, repair or shelter alone are no ports of call.
 */
export type PortKind = 'member-state' | 'outermost-region' | 'third-country';

export type Leg =
  | { readonly kind: 'stay'; readonly at: PortKind; readonly exempted?: boolean }
  | { readonly kind: 'voyage'; readonly from: PortKind; readonly to: PortKind; readonly exempted?: boolean };

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
