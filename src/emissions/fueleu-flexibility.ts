import { refuseAll, type Reason } from '../refusal.ts';
import { largestAdvanceStep } from './fueleu-borrowing.ts';
import { limitOf } from './fueleu-limit.ts';
import { refused, unfit } from './fueleu-line.ts';
import type { FuelEuRules } from './fueleu-rules.ts';
import { quantity } from './fueleu-quantity.ts';
import type { Step } from './step.ts';

const unit = 'gCO2eq';

/**
 * The balance of a period before its own flexibility, gCO2eq (Art. 20): the initial one, plus what was banked the year
 * before, minus what was borrowed then with its aggravation. All three are given from zero up but the initial one.
 */
export function adjustedBalance(
  { initialG, bankedG = 0, borrowedBeforeG = 0 }: { initialG: number; bankedG?: number; borrowedBeforeG?: number },
  { borrowing }: FuelEuRules,
): Step {
  const { repayFactor, clause } = borrowing;
  return {
    label: 'fueleu.adjusted',
    formula: 'adjusted = initial + banked − aggravation·borrowed before',
    inputs: [
      quantity('initial', initialG, unit),
      quantity('banked', bankedG, unit),
      quantity('aggravation', repayFactor, '1', clause),
      quantity('borrowed before', borrowedBeforeG, unit),
    ],
    value: initialG + bankedG - repayFactor * borrowedBeforeG,
    unit,
    clause,
  };
}

export interface Borrowing {
  readonly year: number;
  /** Energy in scope of the reporting year. */
  readonly energyMj: number;
  /** The adjusted balance, below zero. */
  readonly balanceG: number;
  readonly borrowG: number;
  /** How many of the periods just before were settled by borrowing. */
  readonly borrowedPeriodsBefore?: number;
  readonly pooled?: boolean;
}

/**
 * Settles a deficit with a surplus of the next period (Art. 20): what is left, what must be given back then, and the step
 * of the cap. Refuses with every reason at once: YEAR_UNCOVERED, and INPUT_UNFIT where there is no deficit, where the
 * advance is not the deficit or is above the cap, was taken in the period before too, or stands beside a pool.
 */
export function borrow(given: Borrowing, rules: FuelEuRules): { balanceG: number; repayG: number; step: Step } {
  const { borrowing } = rules;
  const { conditions, repayFactor, clause } = borrowing;
  const limit = limitOf(rules, given.year);
  if ('code' in limit) return refused([limit]);
  const step = largestAdvanceStep(limit, given.energyMj, rules);
  const deficitG = -given.balanceG;
  const faults: (readonly [boolean, keyof Borrowing, string])[] = [
    [deficitG <= 0, 'balanceG', 'there is no deficit to borrow for'],
    [
      conditions.equalsDeficit && deficitG > 0 && !near(given.borrowG, deficitG),
      'borrowG',
      `the advance must be the deficit, ${deficitG} gCO2eq`,
    ],
    [given.borrowG > step.value, 'borrowG', `no more than ${step.value} gCO2eq may be borrowed`],
    [
      (given.borrowedPeriodsBefore ?? 0) >= conditions.periodsRunning,
      'borrowedPeriodsBefore',
      'a ship may not borrow in consecutive periods',
    ],
    [given.pooled === true && !conditions.withPooling, 'pooled', 'a ship that is in a pool may not borrow in the same period'],
  ];
  refuseAll(reasonsOf(faults, clause));
  return { balanceG: given.balanceG + given.borrowG, repayG: repayFactor * given.borrowG, step };
}

export interface Banking {
  /** What the period has after pool and borrowing. */
  readonly balanceG: number;
  readonly bankG: number;
  /** Whether the document of compliance of the period is out. */
  readonly documentIssued?: boolean;
}

/**
 * Keeps a surplus for the next period, gCO2eq (Art. 20); it does not expire. Refuses INPUT_UNFIT with every reason at once:
 * nothing or more than the surplus is banked, or the document of compliance is already issued.
 */
export function bank(
  { balanceG, bankG, documentIssued = false }: Banking,
  { banking }: FuelEuRules,
): { balanceG: number; bankedG: number } {
  const faults: (readonly [boolean, keyof Banking, string])[] = [
    [balanceG <= 0, 'balanceG', 'only a surplus can be banked'],
    [!(bankG > 0) || (balanceG > 0 && bankG > balanceG), 'bankG', `what is banked is above zero and no more than ${balanceG} gCO2eq`],
    [documentIssued, 'documentIssued', 'a surplus is banked before the document of compliance is issued'],
  ];
  refuseAll(reasonsOf(faults, banking.clause));
  return { balanceG: balanceG - bankG, bankedG: bankG };
}

function reasonsOf(faults: readonly (readonly [boolean, string, string])[], clause: string): Reason[] {
  return faults.flatMap(([fault, field, why]) => (fault ? [unfit(field, why, clause)] : []));
}

/** Equal but for the last bits of a sum. */
function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.abs(other);
}
