import { word, words, type Language } from '../words/words.ts';
import type { BothLanguages } from './delivery-note-view.ts';

type Values = Readonly<Record<string, string | number>>;

/** One word of the service in both languages, as the paper prints it. */
export const both = (key: string, values?: Values): BothLanguages => ({ en: word('en', key, values), zh: word('zh', key, values) });

/** The word where there is one; a text that people gave (an office, a choice) may have none. */
export const bothIfKnown = (key: string): BothLanguages | null => (knows('en', key) && knows('zh', key) ? both(key) : null);

const knows = (language: Language, key: string): boolean =>
  typeof key
    .split('.')
    .reduce<unknown>((section, part) => (section as Readonly<Record<string, unknown>> | undefined)?.[part], words[language]) === 'string';

/** English, a gap, Chinese: for a line that says both. */
export const side = ({ en, zh }: BothLanguages): string => (en === zh ? en : `${en}  ${zh}`);

/** English above Chinese, in one cell of a table. */
export const stacked = ({ en, zh }: BothLanguages): string => (en === zh ? en : `${en}\n${zh}`);

const offices = ['chief-engineer', 'master', 'bunker-clerk', 'duty-officer'] as const;

/** An office in both languages where it is one of the trade, written in either; otherwise as the person wrote it. */
export function officeOf(office: string): BothLanguages {
  const written = office.trim().toLowerCase();
  const known = offices.map((key) => both(`note.offices.${key}`)).find(({ en, zh }) => en.toLowerCase() === written || zh === written);
  return known ?? { en: office, zh: office };
}
