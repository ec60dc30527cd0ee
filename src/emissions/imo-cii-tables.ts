import type { Reason } from '../refusal.ts';
import type { ImoFactors, RatingRow, ReferenceLineRow } from './imo-factors.ts';

/** The reference line of a ship: a·capacity^(−c), where some classes have a fixed capacity in place of the ship's own. */
export interface ReferenceLine {
  readonly a: number;
  readonly c: number;
  /** DWT or GT, as the type has it. */
  readonly capacity: number;
  readonly row?: ReferenceLineRow;
}

/** The name of a ship type in the tables; a short name ("bulk") stands for a long one. */
export function shipTypeOf(name: string, { cii }: ImoFactors): string {
  return (Object.hasOwn(cii.aliases, name) ? cii.aliases[name] : undefined) ?? name;
}

export function isShipType(name: string, imo: ImoFactors): boolean {
  const type = shipTypeOf(name, imo);
  return imo.cii.ratings.some(({ shipType }) => shipType === type);
}

interface SizeClass {
  readonly shipType: string;
  readonly from?: number | undefined;
  readonly below?: number | undefined;
}

const holds = ({ from = 0, below = Number.POSITIVE_INFINITY }: SizeClass, size: number): boolean => from <= size && size < below;

/** The reference line by type and size of the ship (DWT or GT, as the type has it), or why there is none. */
export function referenceLineOf(name: string, size: number, imo: ImoFactors, field = 'ship.type'): ReferenceLine | Reason {
  const type = shipTypeOf(name, imo);
  const row = imo.cii.referenceLines.find((one) => one.shipType === type && holds(one, size));
  if (!row) return unknownType(name, imo, field);
  return { a: row.a, c: row.c, capacity: row.fixedCapacity ?? size, row };
}

/** The four rating factors by type of the ship and, where they depend on it, its size; or why there are none. */
export function ratingFactorsOf(name: string, size: number | undefined, imo: ImoFactors, field = 'shipType'): RatingRow | Reason {
  const type = shipTypeOf(name, imo);
  const rows = imo.cii.ratings.filter(({ shipType }) => shipType === type);
  const [only, ...more] = rows;
  if (!only) return unknownType(name, imo, field);
  if (more.length === 0) return only;
  const found = size === undefined ? undefined : rows.find((row) => holds(row, size));
  if (found) return found;
  const why = `the boundaries of ${type} depend on the size of the ship; give ratingFactors`;
  return { code: 'INPUT_UNFIT', field, values: { why }, clause: imo.clauses.ciiRating };
}

function unknownType(name: string, imo: ImoFactors, field: string): Reason {
  const known = [...Object.keys(imo.cii.aliases), ...new Set(imo.cii.ratings.map(({ shipType }) => shipType))].join(', ');
  const why = `${name} is not a ship type of the tables (${known})`;
  return { code: 'INPUT_UNFIT', field, values: { why }, clause: imo.clauses.ciiRating };
}
