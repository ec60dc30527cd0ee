/**
 * One account book or handbook (账册, 手册) of one enterprise under one procedure, or the mass-balance book of one certified
 * operator at one site, or the certificates of one issuer. The unit of order, of the hash chain and of sharding.
 */
export interface Book {
  readonly id: string;
  readonly kind: 'customs' | 'mass-balance' | 'issuer';
  readonly enterprise: string;
  readonly procedure: 'bonded' | 'processing-trade' | null;
  /** Customs district whose officers read it. */
  readonly district: string | null;
  readonly port: string | null;
  readonly openedAt: string;
}

export const massBalanceBook = (operator: string, site: string): string => `mb:${operator}:${site}`;
export const issuerBook = (certifier: string): string => `issuer:${certifier}`;
