import type { Factors } from './factors.ts';
import type { NotCounted } from './fuel-intensity.ts';

interface Stated {
  readonly fuel: string;
  readonly eGPerMj?: number | undefined;
  /** Whether a renewable fuel meets the criteria of Directive (EU) 2018/2001, with proof. */
  readonly compliant?: boolean | undefined;
}

/** FuelEU Maritime and emissions trading both ask, so a renewable fuel may not leave it open. */
export const sayWhether = (fuel: string): string => `say whether ${fuel} meets the criteria of Directive (EU) 2018/2001, with proof`;

/** A renewable fuel that is not compliant counts as fossil, Art. 10(1)(a) of FuelEU Maritime; nothing where it does not. */
export function countedAsFossil({ fuel, eGPerMj, compliant }: Stated, { rows }: Factors): { readonly notCounted?: NotCounted } {
  const renewable = rows.some(({ id, pathway }) => id === fuel && pathway !== 'fossil');
  if (!renewable || compliant !== false) return {};
  return { notCounted: eGPerMj === undefined ? 'no-proof' : 'criteria-not-met' };
}
