import { expect } from 'chai';
import { words } from '../../src/words/words.ts';

/** The path of every sentence in a tree of words. */
function keysOf(tree: unknown, path = ''): readonly string[] {
  if (typeof tree !== 'object' || tree === null) return [path];
  return Object.entries(tree).flatMap(([key, branch]) => keysOf(branch, path === '' ? key : `${path}.${key}`));
}

const sentenceAt = (tree: unknown, path: string): string =>
  String(path.split('.').reduce<unknown>((branch, key) => (branch as Record<string, unknown>)[key], tree));

const slots = (sentence: string): readonly string[] => (sentence.match(/\{\w+\}/g) ?? []).sort();

describe('the words of the service', () => {
  const english = keysOf(words.en);

  it('are the same in English and Chinese', () => {
    expect([...keysOf(words.zh)].sort()).to.deep.equal([...english].sort());
  });

  it('are never empty', () => {
    for (const language of ['en', 'zh'] as const)
      for (const key of english) expect(sentenceAt(words[language], key).trim(), `${language} ${key}`).not.to.equal('');
  });

  it('of the note, the certificate and the pages name the same values in both languages', () => {
    for (const key of english.filter((one) => /^(note|certificate|page)\./.test(one)))
      expect(slots(sentenceAt(words.zh, key)), key).to.deep.equal(slots(sentenceAt(words.en, key)));
  });
});
