import { both, bothIfKnown } from './both.ts';
import type { BothLanguages } from './delivery-note-view.ts';
import { chemical, precise } from './format.ts';

/** One line of a result: what it is in both languages, and the figure or word; a line without one opens a group. */
export interface ResultRow {
  readonly label: BothLanguages;
  readonly value: string | null;
  readonly depth: number;
}

/** The lines of a result as it is nested, figures to ten digits. Each field has its words under `resultField`. */
export function resultRows(result: Readonly<Record<string, unknown>>, depth = 0): readonly ResultRow[] {
  return Object.entries(result).flatMap(([key, value]) =>
    rowsOf(both(`resultField.${key}`), key === 'year' ? String(value) : value, depth),
  );
}

function rowsOf(label: BothLanguages, value: unknown, depth: number): readonly ResultRow[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const numbered = (place: number): BothLanguages => ({ en: `${label.en} ${place + 1}`, zh: `${label.zh} ${place + 1}` });
    return items.length === 0 ? [{ label, value: '–', depth }] : items.flatMap((one, place) => rowsOf(numbered(place), one, depth));
  }
  if (typeof value === 'object' && value !== null)
    return [{ label, value: null, depth }, ...resultRows(value as Readonly<Record<string, unknown>>, depth + 1)];
  return [{ label, value: shown(value), depth }];
}

/** A figure to ten digits, a choice in both languages, a text as it is, and a dash for what is not there. */
export function shown(value: unknown): string {
  if (typeof value === 'number') return precise(value, 10);
  if (typeof value === 'boolean') return inBoth(both(value ? 'note.yes' : 'note.no'));
  if (typeof value !== 'string') return '–';
  const known = bothIfKnown(`resultValue.${value}`);
  return known ? inBoth(known) : chemical(value);
}

const inBoth = ({ en, zh }: BothLanguages): string => `${en} ${zh}`;

/** A list of like things whose fields are plain figures and words, so that it can stand as a table. */
export interface ListOfRecords {
  readonly fields: readonly string[];
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

const mostFields = 6;

/** The list as a table, where it is one: plain fields, and no more of them than fit side by side. */
export function asList(value: unknown): ListOfRecords | null {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isPlainRecord)) return null;
  const fields = [...new Set(value.flatMap((record) => Object.keys(record)))];
  return fields.length > 0 && fields.length <= mostFields ? { fields, records: value } : null;
}

const isPlainRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((one) => typeof one !== 'object' || one === null);
