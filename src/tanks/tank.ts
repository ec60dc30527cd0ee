import type { Parcel } from '../ledger/parcel.ts';
import type { Reason } from '../refusal.ts';

export const customsAttributes = ['bonded', 'export-supervised', 'domestic', 'dual'] as const;
/** What customs lets a tank be: bonded, export-supervised, domestic, or *dual* (bonded and export-supervised at once). */
export type CustomsAttribute = (typeof customsAttributes)[number];

/** One line of the history of a tank's attribute: it holds from its day until the next line's. */
export interface AttributeFrom {
  readonly attribute: CustomsAttribute;
  /** YYYY-MM-DD at the port. */
  readonly from: string;
  readonly reason: string;
  readonly setBy: { readonly organisation: string; readonly person: string };
  readonly recordedAt: string;
}

/** One physical container, ashore or in a craft. Its content is a document of the ledger, not of the tank. */
export interface Tank {
  /** `<site>:<NAME>`. */
  readonly id: string;
  readonly site: string;
  readonly name: string;
  readonly owner: string;
  readonly port: string;
  readonly district: string;
  readonly craft: string | null;
  /** Cubic metres with at most three decimals. */
  readonly capacityM3: number;
  /** The part of the capacity that may be filled, with at most four decimals. */
  readonly fillingLimit: number;
  /** Grades it may hold. */
  readonly mayHold: readonly string[];
  /** Oldest first; empty until customs has given it one, and then nothing bonded may come in. */
  readonly attributes: readonly AttributeFrom[];
  readonly addedAt: string;
}

/** What lies in a tank or is to come into it, as far as a plan is judged by it. */
export interface Content extends Pick<Parcel, 'grade' | 'hsCode' | 'procedure' | 'densityKgPerM3'> {
  readonly massKg: number;
}

/** The attribute on a day; null where customs had given none yet. */
export const attributeOn = ({ attributes }: Pick<Tank, 'attributes'>, day: string): CustomsAttribute | null =>
  attributes.findLast(({ from }) => from <= day)?.attribute ?? null;

/** Stock of either procedure is under the supervision of customs, so a tank that may hold bonded goods may hold it. */
const fitting: Readonly<Record<Parcel['procedure'], readonly CustomsAttribute[]>> = {
  bonded: ['bonded', 'dual'],
  'processing-trade': ['bonded', 'dual'],
};

export const attributeFits = (attribute: CustomsAttribute | null, procedure: Parcel['procedure']): boolean =>
  attribute !== null && fitting[procedure].includes(attribute);

// Each factor has at most six decimals, so its millionths are a whole number and the product of three is exact.
const millionths = (value: number): bigint => BigInt(Math.round(value * 1e6));

/**
 * The most kilograms a tank may hold: capacity × filling limit × the lowest density in it, rounded down, without the
 * error of a binary product. Null where there is no density to reckon with.
 */
export function limitKg(
  { capacityM3, fillingLimit }: Pick<Tank, 'capacityM3' | 'fillingLimit'>,
  densities: readonly number[],
): number | null {
  if (densities.length === 0) return null;
  const product = millionths(capacityM3) * millionths(fillingLimit) * millionths(Math.min(...densities));
  return Number(product / 10n ** 18n);
}

/**
 * Every reason why a plan may not put `incoming` into a tank on a day: TANK_GRADE_UNFIT (it may not hold the grade),
 * TANK_NOT_EMPTY (another grade or HS code lies in it: that would be a blend), TANK_ATTRIBUTE_UNFIT (its customs attribute
 * does not fit the procedure), TANK_OVER_LIMIT. A measured fact is not judged by it.
 */
export function mayReceive(tank: Tank, present: readonly Content[], incoming: readonly Content[], day: string): Reason[] {
  const lying = present.filter(({ massKg }) => massKg > 0);
  return [
    ...gradeReasons(tank, incoming),
    ...blendReasons(tank, lying, incoming),
    ...attributeReasons(tank, incoming, day),
    ...limitReasons(tank, lying, incoming),
  ];
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

const gradeReasons = (tank: Tank, incoming: readonly Content[]): Reason[] =>
  distinct(incoming.map(({ grade }) => grade))
    .filter((grade) => !tank.mayHold.includes(grade))
    .map((grade) => ({ code: 'TANK_GRADE_UNFIT', field: 'tank', values: { tank: tank.id, grade, mayHold: tank.mayHold.join(', ') } }));

function blendReasons(tank: Tank, present: readonly Content[], incoming: readonly Content[]): Reason[] {
  const kind = ({ grade, hsCode }: Content): string => `${grade} (HS ${hsCode})`;
  const inside = distinct(present.map(kind));
  const all = distinct([...present, ...incoming].map(kind));
  if (all.length <= 1) return [];
  const coming = distinct(incoming.map(kind)).filter((one) => inside.length !== 1 || !inside.includes(one));
  return [
    { code: 'TANK_NOT_EMPTY', field: 'tank', values: { tank: tank.id, inside: inside.join(', ') || '—', incoming: coming.join(', ') } },
  ];
}

function attributeReasons(tank: Tank, incoming: readonly Content[], day: string): Reason[] {
  const attribute = attributeOn(tank, day);
  return distinct(incoming.map(({ procedure }) => procedure))
    .filter((procedure) => !attributeFits(attribute, procedure))
    .map((procedure) => ({
      code: 'TANK_ATTRIBUTE_UNFIT',
      field: 'tank',
      values: { tank: tank.id, attribute: attribute ?? '—', procedure, day },
    }));
}

function limitReasons(tank: Tank, present: readonly Content[], incoming: readonly Content[]): Reason[] {
  const together = [...present, ...incoming];
  const limit = limitKg(
    tank,
    together.map(({ densityKgPerM3 }) => densityKgPerM3),
  );
  const wouldBeKg = together.reduce((sum, { massKg }) => sum + massKg, 0);
  if (limit === null || wouldBeKg <= limit) return [];
  return [{ code: 'TANK_OVER_LIMIT', field: 'tank', values: { tank: tank.id, limitKg: limit, wouldBeKg, overKg: wouldBeKg - limit } }];
}
