import type { ItemValue } from '../bunkering/delivery-note.ts';
import { roundHalfAwayFromZero } from '../measure/rounding.ts';
import { both, bothIfKnown } from './both.ts';
import type { BothLanguages, NoteItemView } from './delivery-note-view.ts';

/** A value as it is shown: one text in both languages, or the lines of a structured one. */
export type Shown =
  | { readonly kind: 'text'; readonly text: BothLanguages }
  | { readonly kind: 'lines'; readonly lines: readonly { readonly label: BothLanguages; readonly text: BothLanguages }[] };

const same = (text: string): BothLanguages => ({ en: text, zh: text });

/** 1250500 with 2 decimals → "1,250,500.00"; with null, the decimals that it has. The minus is a real one. */
export function formatNumber(value: number, decimals: number | null): string {
  const rounded = decimals === null ? value : roundHalfAwayFromZero(value, decimals);
  const plain = Math.abs(rounded).toLocaleString('en-US', {
    minimumFractionDigits: decimals ?? 0,
    maximumFractionDigits: decimals ?? 20,
    useGrouping: true,
  });
  return rounded < 0 ? `\u2212${plain}` : plain;
}

/** A figure is followed by hand with seven digits, not with the sixteen of a double. */
export const precise = (value: number, digits = 7): string =>
  Number.isInteger(value) ? formatNumber(value, 0) : formatNumber(Number(value.toPrecision(digits)), null);

/** Whole kilograms in tonnes, to the kilogram: 1250500 → "1,250.500 t". */
export const formatTonnes = (massKg: number): string => `${formatNumber(massKg / 1000, 3)} t`;

/** China has one time all year, eight hours ahead of universal time: "2026-03-14 08:30 +08:00". */
export function formatInstant(instant: string): string {
  const local = new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)} +08:00`;
}

const isInstant = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);

/** What stands on the note for an item: numbers with their decimals and unit, instants in local time, choices in words. */
export function formatItem(item: Pick<NoteItemView, 'value' | 'unit' | 'decimals' | 'parts'>): Shown {
  const { value, unit, decimals = null, parts } = item;
  if (isList(value)) return { kind: 'text', text: same(value.map((one) => formatOne(one, unit, decimals).en).join(', ')) };
  if (typeof value !== 'object') return { kind: 'text', text: formatOne(value, unit, decimals) };
  const known = parts ?? Object.keys(value).map((key) => ({ key, labelEn: key, labelZh: key, unit, decimals }));
  const unknown = Object.keys(value).filter((key) => !known.some((part) => part.key === key));
  const all = [...known, ...unknown.map((key) => ({ key, labelEn: key, labelZh: key, unit, decimals }))];
  const lines = all.flatMap((part) => {
    const given = value[part.key];
    if (given === undefined) return [];
    return [{ label: { en: part.labelEn, zh: part.labelZh }, text: formatOne(given, part.unit, part.decimals) }];
  });
  return { kind: 'lines', lines };
}

const isList = (value: ItemValue): value is readonly (string | number)[] => Array.isArray(value);

function formatOne(value: string | number | boolean, unit: string | null, decimals: number | null): BothLanguages {
  if (typeof value === 'boolean') return both(value ? 'note.yes' : 'note.no');
  if (typeof value === 'number') return same(withUnit(formatNumber(value, decimals), unit));
  if (isInstant(value)) return same(formatInstant(value));
  const choice = /^[A-Z0-9_]+$/.test(value) ? bothIfKnown(`note.choices.${value}`) : null;
  return choice ?? same(/^-?[\d.]+$/.test(value) ? withUnit(value, unit) : value);
}

const withUnit = (text: string, unit: string | null): string => (unit === null ? text : `${text} ${chemical(unit)}`);

/** "g CO2eq/MJ" as it is set in print: gCO₂eq/MJ keeps its small figure. */
export const chemical = (text: string): string =>
  text
    .replace(/CO2(?!\d)/g, 'CO₂')
    .replace(/(?<=\b|GWP_|Cf)(NH3|CH4|N2O)\b/g, (formula) => formula.replace(/\d/, (digit) => small[digit] ?? digit));

const small: Readonly<Record<string, string>> = { 2: '₂', 3: '₃', 4: '₄' };
