/** Product group → whole kilograms; what of a parcel is bio, and what fossil. */
export type Composition = Readonly<Record<string, number>>;

/**
 * A quantity of product with ONE customs identity, frozen at birth. A change of any of these makes a new parcel; a part of
 * a parcel has its composition in proportion.
 */
export interface Parcel {
  readonly id: string;
  readonly grade: string;
  readonly hsCode: string;
  /** ISO 3166 alpha-2 of origin. */
  readonly origin: string;
  readonly procedure: 'bonded' | 'processing-trade';
  readonly book: string;
  /** The line of the book (备案序号) where the book has lines. */
  readonly bookLine: string | null;
  /** Declaration (报关单) or inventory list (核注清单) under which it entered. */
  readonly declaration: string;
  readonly owner: string;
  readonly densityKgPerM3: number;
  /** Reference temperature of the density: 15 °C where the fuel has one. */
  readonly densityAtC: number;
  /** What its kilograms are: weighed in air, as the trade does, or true mass (LNG, ammonia). */
  readonly massBasis: 'in-air' | 'true';
  readonly massKg: number;
  readonly composition: Composition;
  /** Measured properties as the documents give them; what is missing is *assumed* on a note and says so. */
  readonly properties: Readonly<Record<string, string | number>>;
  readonly parents: readonly { readonly parcel: string; readonly massKg: number }[];
  readonly bornAt: string;
}
