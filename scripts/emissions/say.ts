import { z } from 'zod';
import type { Absence } from '../../src/emissions/consumption-year.ts';
import type { ShipYear } from '../../src/emissions/consumption.ts';
import { spokenReason } from '../../src/http/problem.ts';
import type { Reason } from '../../src/refusal.ts';
import { word, type Language } from '../../src/words/words.ts';

interface Said {
  readonly what: string;
  readonly remedy: string;
}

/** What is wrong and what to do about it, in both languages. */
export type Spoken = Readonly<Record<Language, Said>>;
/** What is wrong with one cell of a row, or with the whole row where the column is empty. */
export type CellFault = Spoken & { readonly column: string };
type Values = Readonly<Record<string, string | number>>;

export const inBoth = <Text>(of: (language: Language) => Text): Readonly<Record<Language, Text>> => ({ en: of('en'), zh: of('zh') });

/** A word of the section of the files of fuels. */
export const say = (language: Language, key: string, values?: Values): string => word(language, `fuelFile.${key}`, values);

export const fault = (column: string, name: string, values?: Values, valuesZh = values): CellFault => ({
  column,
  ...inBoth((language) => {
    const filled = language === 'zh' ? valuesZh : values;
    return { what: say(language, `faults.${name}.what`, filled), remedy: say(language, `faults.${name}.remedy`, filled) };
  }),
});

const chinese = z.locales.zhCN().localeError;

/** A value out of its range, as zod says it. */
export function outOfRange(column: string, issue: z.core.$ZodIssue): CellFault {
  const said = chinese(issue as z.core.$ZodRawIssue);
  const message = typeof said === 'string' ? said : (said?.message ?? issue.message);
  return fault(column, 'outOfRange', { message: issue.message }, { message });
}

/** A reason in words; a value such as a list of all fuels is cut. */
export const spokenOf = ({ code, values = {} }: Reason): Spoken =>
  inBoth((language) => {
    const kept = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value).slice(0, 300)]));
    return { what: word(language, `refusals.${code}.title`, kept), remedy: word(language, `refusals.${code}.remedy`, kept) };
  });

export const faultOf = (reason: Reason): CellFault => ({ column: reason.field ?? '', ...spokenOf(reason) });

export function faultLine(language: Language, line: number, { column, ...spoken }: CellFault): string {
  return say(language, column === '' ? 'rowFault' : 'cellFault', { line, column, ...spoken[language] });
}

/** The two systems of a ship's year; each may have no result. */
const systems = ['fueleu', 'ets'] as const;
type System = (typeof systems)[number];
const absenceOf = (year: ShipYear, system: System): Absence | undefined => year[`${system}Absent`];

/** Why a system has no result, each reason a sentence; empty where it has one. */
export function absenceLines(language: Language, year: ShipYear, system: System): string[] {
  const absence = absenceOf(year, system);
  if (!absence) return [];
  if (absence.why === 'outside-scope') return [say(language, `absent.${system}-outside-scope`)];
  return absence.reasons.map((reason) => say(language, `absent.${system}-refused`, { ...spokenOf(reason)[language] }));
}

/** What of a ship's year was refused, each reason a line with the ship, the year and its lines of the file. */
export function refusalLines(language: Language, shipYear: ShipYear): string[] {
  const { ship, year, lines } = shipYear;
  return systems.flatMap((system) =>
    (absenceOf(shipYear, system)?.reasons ?? []).map((reason) =>
      say(language, 'refused', { ship, year, lines, system: say(language, system), ...spokenOf(reason)[language] }),
    ),
  );
}

/** Whether all rows of a ship's year were counted, and if not, how many were not. */
export function completeness(language: Language, { incomplete, rowsLeftOut, rowsUnplaced }: ShipYear): string {
  if (!incomplete) return say(language, 'complete');
  return say(language, rowsUnplaced === 0 ? 'incomplete' : 'incompleteUnplaced', { rowsLeftOut, rowsUnplaced });
}

/** A ship's year for a file in JSON: what is absent with its reasons in words. */
export function toldYear(shipYear: ShipYear): object {
  const told = systems.flatMap((system) => {
    const absence = absenceOf(shipYear, system);
    if (!absence) return [];
    const reasons = absence.reasons.map(spokenReason);
    return [[`${system}Absent`, { why: absence.why, ...inBoth((l) => absenceLines(l, shipYear, system).join(' ')), reasons }] as const];
  });
  return { ...shipYear, ...Object.fromEntries(told) };
}
