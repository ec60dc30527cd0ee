/**
 * One account book or handbook (账册, 手册) of one enterprise under one procedure, or the mass-balance book of one certified
 * operator at one site, or the certificates of one issuer. The unit of order, of the hash chain and of sharding.
 */
export interface Book {
  readonly id: string;
  readonly kind: 'customs' | 'mass-balance' | 'issuer';
  readonly enterprise: string;
  readonly procedure: 'bonded' | 'processing-trade' | null;
  /** Customs district (two digits) or office (four) whose officers read it. */
  readonly district: string | null;
  readonly port: string | null;
  readonly openedAt: string;
}

/** The districts whose officers read a record of a district: its own, and of an office (four digits) its district too (two). */
export const coveringDistricts = (district: string | null): readonly string[] =>
  district === null ? [] : district.length === 4 ? [district.slice(0, 2), district] : [district];

export const massBalanceBook = (operator: string, site: string): string => `mb:${operator}:${site}`;
export const issuerBook = (certifier: string): string => `issuer:${certifier}`;
