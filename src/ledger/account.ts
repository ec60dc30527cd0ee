/**
 * An account is a place in the ledger by a readable code. The first part tells its kind:
 * stock lies in `tank:` and `hold:`, went to a `ship:`, is under way in `transit:`; a proof lies in `claims:` until it is
 * `used:`, `retired:` or `voided:`; `world:` is everything outside, and `blend: change: split:` exist inside one entry only.
 */
export type Account = string;

/** `<site>:<tank>`: one physical container, ashore or in a craft. */
export type TankId = string;

export const tankAccount = (tank: TankId): Account => `tank:${tank}`;
export const holdAccount = (tank: TankId, nomination: string): Account => `hold:${tank}:${nomination}`;
export const shipAccount = (imo: string): Account => `ship:${imo}`;
export const claimsAccount = (operator: string, site: string, group: string): Account => `claims:${operator}:${site}:${group}`;
export const usedAccount = (delivery: string): Account => `used:${delivery}`;
export const voidedAccount = (why: string): Account => `voided:${why}`;
export const holderAccount = (organisation: string): Account => `holder:${organisation}`;
export const worldImport: Account = 'world:import';
export const worldProofs = (scheme: string): Account => `world:proofs:${scheme}`;
export const worldCertified = (issuer: string): Account => `world:certified:${issuer}`;
export const worldGain = (tank: TankId): Account => `world:gain:${tank}`;
export const worldLoss = (tank: TankId): Account => `world:loss:${tank}`;

const kindOf = (account: Account): string => account.slice(0, account.indexOf(':'));

const transforms: ReadonlySet<string> = new Set(['blend', 'change', 'split']);

export const isWorld = (account: Account): boolean => kindOf(account) === 'world';
/** Exists inside one entry: what comes in equals what goes out, and no balance is kept. */
export const isTransform = (account: Account): boolean => transforms.has(kindOf(account));

/** Where stock physically lies: the tank of a `tank:` or `hold:` account; `nomination` for a hold. */
export function placeOf(account: Account): { readonly tank: TankId; readonly nomination: string | null } | null {
  const [kind, site, tank, nomination] = account.split(':');
  if (site === undefined || tank === undefined) return null;
  if (kind === 'tank') return { tank: `${site}:${tank}`, nomination: null };
  if (kind === 'hold' && nomination !== undefined) return { tank: `${site}:${tank}`, nomination };
  return null;
}
