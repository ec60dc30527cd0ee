import { z } from 'zod';
import { certainties, sourceSchema } from '../ports/source.ts';
import { bdnFuels, type BdnFuel } from './grade.ts';

/** What a delivery is besides its fuel, and what its note is therefore asked. */
export const situations = ['supply-by-craft', 'sold-as-certified', 'metered', 'bonded'] as const;
export type Situation = (typeof situations)[number];

const label = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const kinds = [
  'text',
  'texts',
  'decimal',
  'whole-number',
  'instant',
  'yes',
  'yes-no',
  'choice',
  'imo-number',
  'unlocode',
  'signature',
  'group',
] as const;
const decimals = z.int().min(0).max(6).nullable();

const partSchema = z.strictObject({ key: z.string().min(1), label, kind: z.enum(kinds), unit: z.string().nullable(), decimals });
const forWhom = z.strictObject({ fuels: z.union([z.literal('ALL'), z.array(z.enum(bdnFuels))]), situations: z.array(z.enum(situations)) });

export const bdnItemSchema = z.strictObject({
  field: z.string().min(1),
  label,
  kind: z.enum(kinds),
  unit: z.string().nullable(),
  /** Where the unit differs by fuel. */
  unitByFuel: z.partialRecord(z.enum(bdnFuels), z.string()).optional(),
  decimals,
  /** The values of an item of several; its own `kind` is then group. */
  parts: z.array(partSchema).optional(),
  /** Words that may stand in place of a number, or the only ones of a choice. */
  choices: z.array(z.string()).optional(),
  mandatoryFor: forWhom,
  optionalFor: forWhom,
  /** The day from which it is asked; on a delivery before it the item is optional. */
  validFrom: z.iso.date(),
  clause: z.string().min(1),
  source: sourceSchema,
  status: z.enum(certainties),
  note: z.string().optional(),
});

/** `config/bdn-fields.json`: what a delivery note holds. */
export const bdnFieldsSchema = z.strictObject({
  explanation: z.array(z.string()),
  fuels: z.array(z.enum(bdnFuels)),
  situations: z.array(z.enum(situations)),
  items: z.array(bdnItemSchema),
});

export type BdnItem = Readonly<z.infer<typeof bdnItemSchema>>;

/** An item as one note asks it. */
export interface AskedItem extends BdnItem {
  readonly asked: 'mandatory' | 'optional';
  /** False where its basis is not verified: its absence may warn, never stop the note. */
  readonly mayStop: boolean;
}

export interface Asking {
  readonly bdnFuel: BdnFuel;
  readonly situations: readonly Situation[];
  /** The day of the delivery (YYYY-MM-DD); without it every item is asked as today. */
  readonly day?: string;
}

/** The items of a note by its fuel and what the delivery is, in the order of the list; with those it may hold but need not. */
export function itemsFor(all: readonly BdnItem[], { bdnFuel, situations: given, day }: Asking): AskedItem[] {
  const meant = ({ fuels, situations: named }: BdnItem['mandatoryFor']): boolean =>
    fuels === 'ALL' || fuels.includes(bdnFuel) || named.some((situation) => given.includes(situation));
  return all.flatMap((item): AskedItem[] => {
    const unit = item.unitByFuel?.[bdnFuel] ?? item.unit;
    const mandatory = meant(item.mandatoryFor);
    if (!mandatory && !meant(item.optionalFor)) return [];
    const inForce = day === undefined || item.validFrom <= day;
    return [{ ...item, unit, asked: mandatory && inForce ? 'mandatory' : 'optional', mayStop: mayStop(item) }];
  });
}

// The link to the account book rests on judgement, but our own ledger always knows the book: its absence is our defect.
const mayStop = ({ status, field }: BdnItem): boolean => status === 'VERIFIED' || field === 'bondedAccountBook';

/** The fields of an item as they are filled: itself, or its parts behind a dot. */
export const fieldsOf = ({ field, parts }: BdnItem): string[] => parts?.map(({ key }) => `${field}.${key}`) ?? [field];
