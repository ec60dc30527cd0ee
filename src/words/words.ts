import { readFileSync } from 'node:fs';
import type { RefusalCode } from '../refusal-codes.ts';

export type Language = 'en' | 'zh';

interface Words {
  readonly refusals: Readonly<Record<RefusalCode, { readonly title: string; readonly remedy: string }>>;
  readonly [section: string]: unknown;
}

const read = (language: Language): Words => JSON.parse(readFileSync(new URL(`./${language}.json`, import.meta.url), 'utf8')) as Words;

export const words: Readonly<Record<Language, Words>> = Object.freeze({ en: read('en'), zh: read('zh') });

/** Fills `{name}` in a sentence; a name without a value stays visible, so that a gap is seen. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>> = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));

/** One word of a section (`note.port`), filled; an unknown key is our defect and throws. */
export function word(language: Language, key: string, values?: Readonly<Record<string, string | number>>): string {
  const found = key
    .split('.')
    .reduce<unknown>((section, part) => (section as Record<string, unknown> | undefined)?.[part], words[language]);
  if (typeof found !== 'string') throw new TypeError(`words/${language}.json has no ${key}`);
  return fill(found, values);
}
