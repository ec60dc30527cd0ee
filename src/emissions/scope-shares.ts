import type { Reason } from '../refusal.ts';
import type { FactorSets } from './calculation.ts';
import { unfit } from './fueleu-line.ts';

/** A share that the law knows, per cent, with the clause. */
interface Shares {
  readonly pct: readonly number[];
  readonly clause: string;
}

/** The shares of a voyage or stay that are in scope, per cent: under FuelEU Maritime and under the EU ETS. */
export interface ScopeShares {
  readonly fueleu: Shares;
  readonly ets: Shares;
}

const rising = (shares: readonly number[]): number[] => [...new Set(shares)].sort((one, other) => one - other);

export function scopeSharesOf({ fueleu: { rules }, ets }: Pick<FactorSets, 'fueleu' | 'ets'>): ScopeShares {
  return {
    fueleu: { pct: rising(Object.values(rules.scope.pct)), clause: rules.scope.clause },
    ets: { pct: rising(ets.scopes.map(({ scopePct }) => scopePct)), clause: ets.clauses.scope },
  };
}

/** What stands against the shares of a row: INPUT_UNFIT with the shares there are. Without its own the EU ETS takes that of FuelEU. */
export function againstShares(
  { scopePct, etsScopePct }: { readonly scopePct: number; readonly etsScopePct?: number | undefined },
  { fueleu, ets }: ScopeShares,
): Reason[] {
  const reasons: Reason[] = [];
  const known = fueleu.pct.includes(scopePct);
  if (!known) reasons.push(unfit('scopePct', unknownShare(scopePct, 'FuelEU Maritime', fueleu), fueleu.clause));
  // A share that is taken over from scopePct and unknown there is told once.
  if (!ets.pct.includes(etsScopePct ?? scopePct) && (etsScopePct !== undefined || known))
    reasons.push(unfit('etsScopePct', unknownShare(etsScopePct ?? scopePct, 'the EU ETS', ets), ets.clause));
  return reasons;
}

const unknownShare = (share: number, system: string, { pct }: Shares): string =>
  `${system} knows no share of ${share} %; the shares there are: ${pct.join(', ')}`;
