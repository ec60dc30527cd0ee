import { sum } from '../measure/sum.ts';
import { refuseAll, type Reason } from '../refusal.ts';
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
  for (const { ship, beforeT, afterT } of ships) {
    if (beforeT < 0 && afterT < beforeT) breaches.push({ rule: 'deficit-made-worse', ship, byT: beforeT - afterT });
    if (beforeT >= 0 && afterT < 0) breaches.push({ rule: 'surplus-turned-deficit', ship, byT: -afterT });
  }
  return breaches;
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

const whyBroken: Readonly<Record<Breach['rule'], (breach: Breach) => string>> = {
  'sum-below-zero': ({ byT }) => `the balances before pooling are ${byT} tCO2eq below zero together`,
  'sum-changed': ({ byT }) => `the balances after pooling differ by ${byT} tCO2eq from those before`,
  'deficit-made-worse': ({ ship, byT }) => `${ship} leaves with a deficit that is ${byT} tCO2eq larger`,
  'surplus-turned-deficit': ({ ship, byT }) => `${ship} had no deficit and leaves with ${byT} tCO2eq`,
};

/** Refuses a pool that is not allowed (INPUT_UNFIT), every reason at once; an allowed one passes in silence. */
export function requirePool(ships: readonly PoolShip[], rules: FuelEuRules): void {
  const broken = breachesOf(ships).map((breach): Reason => {
    const place = ships.findIndex(({ ship }) => ship === breach.ship);
    const field = breach.ship === undefined ? 'ships' : `ships[${place}].afterT`;
    return unfit(field, whyBroken[breach.rule](breach), rules.pooling.clause);
  });
  refuseAll([...unfitShips(ships, rules), ...broken]);
}
