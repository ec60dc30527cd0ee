import type { AskedItem } from '../fuels/bdn-items.ts';
import { roundHalfAwayFromZero } from '../measure/rounding.ts';
import type { Reason } from '../refusal.ts';
import type { Basis, ItemValue, NoteItem } from './delivery-note.ts';
import { bySigning, isGroup, type One } from './item-values.ts';
import { meteredItems } from './metered-items.ts';
import { byMass, typicalValue, type Found } from './mix.ts';
import { weakest, type Leaf, type NoteFacts } from './note-facts.ts';
import { productItems, registeredItems } from './product-items.ts';

export interface FilledNote {
  readonly items: readonly NoteItem[];
  /** ITEM_MISSING for every mandatory item without a value, all at once. */
  readonly missing: readonly Reason[];
  /** Mandatory items without a value whose rule is not verified: their absence is remarked, it stops nothing. */
  readonly absent: readonly string[];
}

/**
 * The items of a note in the order of the list. Each value comes from the first that has it: what the supplier says
 * (declared); the instruments, the registers, a computation; the documents of the parcels; and where the fuel has a typical
 * value, that one, marked assumed. Nothing else is ever filled in: a mandatory item without a value is missing.
 */
export function fillNote(facts: NoteFacts): FilledNote {
  const leaf = leafOf(facts);
  const items: NoteItem[] = [];
  const missing: Reason[] = [];
  const absent: string[] = [];
  for (const asked of facts.asked) {
    if (bySigning.has(asked.field)) continue;
    const { item, lacks } = asked.parts ? group(asked, leaf, facts) : single(asked, leaf, facts);
    if (item) items.push(item);
    if (asked.asked !== 'mandatory' || lacks.length === 0) continue;
    if (asked.mayStop) missing.push(...lacks.map((field) => lacking(asked, field)));
    else absent.push(asked.field);
  }
  return { items, missing, absent };
}

type Item = { readonly item: NoteItem | null; readonly lacks: readonly string[] };

function single({ field, unit, decimals, asked }: AskedItem, leaf: Leaf, facts: NoteFacts): Item {
  const found = usable(leaf(field), asked);
  if (!found) return { item: null, lacks: [field] };
  return { item: noteItem(facts, field, rounded(found, decimals), unit, found.basis), lacks: [] };
}

/** An item of several values; where it must stand, all of them must. */
function group({ field, unit, parts = [], asked }: AskedItem, leaf: Leaf, facts: NoteFacts): Item {
  const found = parts.map((part) => ({ part, found: usable(leaf(`${field}.${part.key}`), asked) }));
  const lacks = found.filter(({ found: one }) => one === null).map(({ part }) => `${field}.${part.key}`);
  const given = found.flatMap(({ part, found: one }) => (one ? [{ part, one }] : []));
  if (given.length === 0 || (asked === 'mandatory' && lacks.length > 0)) return { item: null, lacks };
  const value = Object.fromEntries(given.map(({ part, one }) => [part.key, rounded(one, part.decimals) as One]));
  return { item: noteItem(facts, field, value, unit, weakest(given.map(({ one }) => one.basis))), lacks };
}

/** What is only assumed fills what must stand, never what may. */
const usable = (found: Found<ItemValue> | null, asked: AskedItem['asked']): Found<ItemValue> | null =>
  asked === 'optional' && found?.basis === 'assumed' ? null : found;

const noteItem = ({ said }: NoteFacts, field: string, value: ItemValue, unit: string | null, basis: Basis): NoteItem =>
  Object.freeze({ field, value, unit, basis: said.assumed.includes(field) ? 'assumed' : basis });

const lacking = ({ label, clause }: AskedItem, field: string): Reason => ({
  code: 'ITEM_MISSING',
  field: `body.items.${field}`,
  values: { field, label: `${label.en} ${label.zh}`, clause },
  clause,
});

/** What was computed is rounded to the decimals of its item; what was read or said stays as it was. */
function rounded({ value, basis }: Found<ItemValue>, decimals: number | null): ItemValue {
  if (typeof value !== 'number') return value;
  if (basis === 'computed') return decimals === null ? value : roundHalfAwayFromZero(value, decimals);
  // An assumed value may be a mean too; a typical one has fewer digits than this and stays as it is.
  return basis === 'assumed' ? Number(value.toPrecision(6)) : value;
}

/** Looks a value up by its path, once. */
function leafOf(facts: NoteFacts): Leaf {
  const sources = { ...registeredItems(facts), ...productItems(facts), ...meteredItems(facts) };
  const { mix, said } = facts;
  const found = new Map<string, Found<ItemValue> | null>();
  const leaf: Leaf = (path) => {
    const known = found.get(path);
    if (known !== undefined) return known;
    const value = spoken(said.items, path) ?? sources[path]?.(leaf) ?? byMass(mix, path) ?? typical(facts, path);
    found.set(path, value);
    return value;
  };
  return leaf;
}

function spoken(items: NoteFacts['said']['items'], path: string): Found<ItemValue> | null {
  const direct = items[path];
  if (direct !== undefined) return { value: direct, basis: 'declared' };
  const [field = '', key] = path.split('.');
  const whole = items[field];
  if (key === undefined || whole === undefined || !isGroup(whole)) return null;
  const value = whole[key];
  return value === undefined ? null : { value, basis: 'declared' };
}

function typical({ mix }: NoteFacts, path: string): Found<ItemValue> | null {
  const value = typicalValue(mix.typical, path);
  return value === null ? null : { value, basis: 'assumed' };
}
