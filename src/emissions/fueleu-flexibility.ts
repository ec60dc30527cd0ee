import type { Reason } from '../refusal.ts';
import { unfit } from './fueleu-line.ts';
import { shipBreaches } from './fueleu-pool.ts';
import type { FuelEuRules } from './fueleu-rules.ts';

export interface Pooled {
  /** Adjusted balance, gCO2eq. */
  readonly balanceG: number;
  /** What the pool leaves the ship with. */
  readonly afterG: number;
}

/** Art. 21: a ship leaves a pool with no larger deficit than it had, and with none where it had none. */
export function poolFaults({ balanceG, afterG }: Pooled, { pooling }: FuelEuRules): Reason[] {
  const breaches = shipBreaches({ ship: '', beforeT: balanceG, afterT: afterG });
  return breaches.map(({ rule, byT }) => {
    const why = {
      'deficit-made-worse': `the ship would leave the pool with a deficit that is ${byT} gCO2eq larger`,
      'surplus-turned-deficit': `the ship had no deficit and would leave the pool with one of ${byT} gCO2eq`,
    }[rule];
    return unfit('pool.afterG', why, pooling.clause);
  });
}

export interface Borrowing {
  /** The balance to settle, gCO2eq. */
  readonly balanceG: number;
  readonly borrowG: number;
  /** The largest advance. */
  readonly capG: number;
  /** What was borrowed in the period before. */
  readonly borrowedBeforeG: number;
  readonly pooled: boolean;
}

/** Art. 20: an advance is the deficit itself, within the cap, not in consecutive periods and not by a ship that is in a pool. */
export function borrowFaults({ balanceG, borrowG, capG, borrowedBeforeG, pooled }: Borrowing, { borrowing }: FuelEuRules): Reason[] {
  const { conditions, clause } = borrowing;
  const deficitG = -balanceG;
  return reasonsOf(clause, [
    [deficitG <= 0, 'borrow', 'there is no deficit to borrow for'],
    [
      conditions.equalsDeficit && deficitG > 0 && !near(borrowG, deficitG),
      'borrow.borrowG',
      `the advance must be the deficit, ${deficitG} gCO2eq`,
    ],
    [borrowG > capG, 'borrow.borrowG', `no more than ${capG} gCO2eq may be borrowed`],
    [borrowedBeforeG > 0 && conditions.periodsRunning < 2, 'borrow', 'a ship may not borrow in consecutive periods'],
    [pooled && !conditions.withPooling, 'borrow', 'a ship that is in a pool may not borrow in the same period'],
  ]);
}

export interface Banking {
  /** What the period has after pool and advance, gCO2eq. */
  readonly balanceG: number;
  readonly bankG: number;
  readonly documentIssued: boolean;
}

/** Art. 20: a surplus or a part of it is kept, before the document of compliance is issued; it does not expire. */
export function bankFaults({ balanceG, bankG, documentIssued }: Banking, { banking }: FuelEuRules): Reason[] {
  return reasonsOf(banking.clause, [
    [balanceG <= 0, 'bank', 'only a surplus can be banked'],
    [balanceG > 0 && bankG > balanceG, 'bank.bankG', `no more than the surplus, ${balanceG} gCO2eq, can be banked`],
    [documentIssued, 'bank.documentIssued', 'a surplus is banked before the document of compliance is issued'],
  ]);
}

function reasonsOf(clause: string, faults: readonly (readonly [boolean, string, string])[]): Reason[] {
  return faults.flatMap(([fault, field, why]) => (fault ? [unfit(field, why, clause)] : []));
}

/** Equal but for the last bits of a sum. */
function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.abs(other);
}
