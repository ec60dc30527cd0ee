import { sum } from '../measure/sum.ts';
import type { Reason } from '../refusal.ts';
import { unfit } from './fueleu-line.ts';
import type { FuelEuRules } from './fueleu-rules.ts';

export const brokenRules = ['sum-below-zero', 'sum-changed', 'deficit-made-worse', 'surplus-turned-deficit'] as const;

/** One ship of a pool: its adjusted balance and what the pool leaves it with, tCO2eq. */
export interface PoolShip {
  readonly ship: string;
  readonly beforeT: number;
  readonly afterT: number;
  /** Whether it has borrowed in this period. */
  readonly borrowed?: boolean | undefined;
}

type ShipRule = 'deficit-made-worse' | 'surplus-turned-deficit';

/** A rule of Art. 21 that a pool breaks, and by how much. Rules about one ship name it. */
export interface Breach {
  readonly rule: (typeof brokenRules)[number];
  readonly ship?: string;
  readonly byT: number;
}

/**
 * The rules that an allocation breaks (Art. 21): the sum before is not below zero, the sum after is the same, a ship with a
 * deficit leaves with no larger one, and a ship without leaves without. Empty for a pool that is allowed.
 */
export function breachesOf(ships: readonly PoolShip[]): Breach[] {
  const before = sum(ships.map(({ beforeT }) => beforeT));
  const after = sum(ships.map(({ afterT }) => afterT));
  const lastBits = 1e-9 * sum(ships.flatMap(({ beforeT, afterT }) => [Math.abs(beforeT), Math.abs(afterT)]));
  const breaches: Breach[] = [];
  if (before < -lastBits) breaches.push({ rule: 'sum-below-zero', byT: -before });
  if (Math.abs(after - before) > lastBits) breaches.push({ rule: 'sum-changed', byT: after - before });
  return [...breaches, ...ships.flatMap(shipBreaches)];
}

/** The rules about one ship: its deficit grows no larger, and it gets none where it had none. */
export function shipBreaches({ ship, beforeT, afterT }: PoolShip): (Breach & { readonly rule: ShipRule })[] {
  if (beforeT < 0) return afterT < beforeT ? [{ rule: 'deficit-made-worse', ship, byT: beforeT - afterT }] : [];
  return afterT < 0 ? [{ rule: 'surplus-turned-deficit', ship, byT: -afterT }] : [];
}

/** Ships that cannot stand in this pool: one that borrowed in the period, and one that stands in it twice. */
export function unfitShips(ships: readonly PoolShip[], { borrowing, pooling }: FuelEuRules): Reason[] {
  return ships.flatMap(({ ship, borrowed }, place): Reason[] => {
    const first = ships.findIndex((one) => one.ship === ship);
    return [
      ...(borrowed && !borrowing.conditions.withPooling
        ? [unfit(`ships[${place}].borrowed`, `${ship} has borrowed in this period and may not pool`, borrowing.clause)]
        : []),
      ...(first < place ? [unfit(`ships[${place}].ship`, `${ship} stands in the pool twice`, pooling.clause)] : []),
    ];
  });
}
