import type { ShipYear } from '../../src/emissions/consumption.ts';
import type { Language } from '../../src/words/words.ts';
import { absenceLines, completeness, say } from './say.ts';

const shipWidth = 24;
const width = 18;
const figures = ['energyMj', 'ghgIntensityGPerMj', 'balanceT', 'penaltyEur'] as const;

/** How many places of a terminal a text fills: a Chinese character fills two. */
const placesOf = (text: string): number => [...text].reduce((all, one) => all + (/[\p{Script=Han}，（）]/u.test(one) ? 2 : 1), 0);
const padStart = (text: string, places: number): string => ' '.repeat(Math.max(0, places - placesOf(text))) + text;
const padEnd = (text: string, places: number): string => text + ' '.repeat(Math.max(0, places - placesOf(text)));
const cell = (value: unknown): string => padStart(typeof value === 'number' ? value.toFixed(3) : '-', width);

export function tableHead(language: Language): string {
  const name = (column: string): string => say(language, `column.${column}`);
  const numbers = [...figures, 'surrenderT'].map((column) => padStart(name(column), width));
  return `${padEnd(name('ship'), shipWidth)}  ${padEnd(name('year'), 4)}${numbers.join('')}`;
}

/** The figures of a ship's year, with a mark where rows are left out, and below them why a figure is absent. */
export function tableLines(language: Language, shipYear: ShipYear): string[] {
  const { ship, year, balance, surrenderT, incomplete } = shipYear;
  const numbers = [...figures.map((name) => balance?.result[name]), surrenderT].map(cell).join('');
  const mark = incomplete ? `  ${completeness(language, shipYear)}` : '';
  const absent = [...absenceLines(language, shipYear, 'fueleu'), ...absenceLines(language, shipYear, 'ets')];
  return [`${padEnd(ship.slice(0, shipWidth), shipWidth)}  ${year}${numbers}${mark}`, ...absent.map((line) => `  ${line}`)];
}
