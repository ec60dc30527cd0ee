import type { AskedItem } from '../fuels/bdn-items.ts';
import type { ProductGroupFacts } from '../fuels/grade.ts';
import type { Delivery } from './delivery.ts';
import type { Basis, ItemValue } from './delivery-note.ts';
import type { Measurement } from './measurement.ts';
import type { Found, Mix } from './mix.ts';
import type { Nomination } from './nomination.ts';

/** Everything a note is made of: the records it speaks of, and what the supplier says. */
export interface NoteFacts {
  readonly number: string;
  /** Whole kilograms of the note; a superseding note may say another mass than was measured. */
  readonly massKg: number;
  readonly corrected: boolean;
  readonly nomination: Nomination;
  readonly delivery: Delivery & { readonly measurement: Measurement };
  readonly mix: Mix;
  readonly groups: readonly ProductGroupFacts[];
  /** Density of pure biodiesel at 15 °C where nobody measured it. */
  readonly bioDensityKgPerM3: number | null;
  readonly supplier: { readonly name: string; readonly address: string | null; readonly phone: string | null };
  readonly grossTonnage: number | null;
  /** Name of the craft and its licence; null for a supply from the shore. */
  readonly craft: string | null;
  readonly asked: readonly AskedItem[];
  readonly said: Said;
}

/** What the supplier says in a draft. */
export interface Said {
  /** By item (`sulphur`) or by one value of an item (`lngPressure.tank`). */
  readonly items: Readonly<Record<string, ItemValue>>;
  /** Fields that were filled in for a replayed record; they are marked assumed wherever their value comes from. */
  readonly assumed: readonly string[];
  readonly proofToFollow: boolean;
  /** Where the oil is within a limit of the purchaser's own. */
  readonly purchaserLimit: { readonly sulphurPct: number; readonly notice: string } | null;
}

/** A value by its path, found from the records; null where they have none. */
export type Source = (leaf: Leaf) => Found<ItemValue> | null;
/** Asks for another value of the same note, such as the heating value for the energy. */
export type Leaf = (path: string) => Found<ItemValue> | null;
export type Sources = Readonly<Record<string, Source>>;

/** From the best founded to the least: a value made of several is as good as its weakest. */
const bases: readonly Basis[] = ['measured', 'register', 'computed', 'declared', 'assumed'];
export const weakest = (given: readonly Basis[]): Basis => bases[Math.max(...given.map((basis) => bases.indexOf(basis)))] ?? 'declared';
