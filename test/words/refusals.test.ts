import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { refusalStatus, type RefusalCode } from '../../src/refusal.ts';
import { fill, words } from '../../src/words/words.ts';

const codes = Object.keys(refusalStatus) as RefusalCode[];
const source = fileURLToPath(new URL('../../src', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const slots = (sentence: string): string[] => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();

describe('The words of a refusal', () => {
  for (const language of ['en', 'zh'] as const) {
    it(`are there for each code, and for nothing else (${language})`, () => {
      expect(Object.keys(words[language].refusals).sort()).to.deep.equal([...codes].sort());
    });

    it(`say what it is and what to do about it, in whole sentences (${language})`, () => {
      for (const code of codes) {
        const { title, remedy } = words[language].refusals[code];
        expect(title, code).to.match(/\S/);
        expect(remedy, code).to.match(/[.。！?？]$/);
      }
    });
  }

  it('name the same values in both languages', () => {
    for (const code of codes) {
      const [en, zh] = [words.en.refusals[code], words.zh.refusals[code]];
      expect(slots(`${zh.title} ${zh.remedy}`), code).to.deep.equal(slots(`${en.title} ${en.remedy}`));
    }
  });

  it('are Chinese in Chinese, and not in English', () => {
    for (const code of codes) {
      const [en, zh] = [words.en.refusals[code], words.zh.refusals[code]];
      expect(zh.title, code).to.match(/\p{Script=Han}/u);
      // A remedy may be nothing but a value that comes in both languages.
      if (/[^{}\w\s.。]/.test(zh.remedy)) expect(zh.remedy, code).to.match(/\p{Script=Han}/u);
      expect(`${en.title} ${en.remedy}`, code).not.to.match(/\p{Script=Han}/u);
    }
  });

  it('keep a value that has a brace in it as it is', () => {
    expect(fill('{a} and {b}', { a: '{b}', b: 2 })).to.equal('{b} and 2');
  });
});

describe('A code of the closed list', () => {
  const isEndpoints = (name: string): boolean => name.endsWith('endpoints.ts');
  const textOf = (names: readonly string[]): string => names.map((name) => readFileSync(join(source, name), 'utf8')).join('\n');
  const rooms = textOf(files.filter((name) => !isEndpoints(name) && !name.endsWith('refusal-codes.ts')));
  const endpoints = textOf(files.filter(isEndpoints));

  it('is refused somewhere, not only promised', () => {
    const refused = (code: string): boolean =>
      new RegExp(`'${code}'`).test(rooms) || new RegExp(`(refuse\\(|code: )'${code}'`).test(endpoints);
    expect(codes.filter((code) => !refused(code))).to.deep.equal([]);
  });

  it('has a status of a refusal: the request is wrong, or the service is not ready', () => {
    for (const code of codes)
      expect(refusalStatus[code], code).to.satisfy((status: number) => (status >= 400 && status < 500) || status === 503);
  });
});
