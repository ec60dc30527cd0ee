import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { homePage, verifyAddress } from '../../src/web/home-page.ts';
import { problemPage } from '../../src/web/problem-page.ts';
import { signPage } from '../../src/web/sign-page.ts';
import { linkGonePage, signedPage } from '../../src/web/signed-page.ts';
import { verificationPage } from '../../src/web/verify-page.ts';
import { signView, withdrawnView } from './pages.ts';

const text = (page: string): string =>
  page
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const signed = {
  number: 'BDN-CNZOS-2026-000042',
  protest: null,
  verifyUrl: 'http://localhost:8080/verify/BDN-CNZOS-2026-000042',
  replay: false,
};
const problem = {
  reasons: [
    { code: 'NOT_FOUND', en: { title: 'Not there', remedy: 'Check the number.' }, zh: { title: '不存在', remedy: '请核对编号。' } },
  ],
};

const everyPage = (language: 'en' | 'zh'): readonly string[] => [
  homePage(language),
  signPage(signView(), language),
  signedPage(signed, language),
  signedPage({ ...signed, protest: 'Density differs' }, language),
  ...(['used', 'expired', 'unknown', 'changed'] as const).map((reason) => linkGonePage(reason, language)),
  verificationPage(withdrawnView, language),
  problemPage(problem, language),
];

describe('every page', () => {
  for (const language of ['en', 'zh'] as const) {
    it(`keeps a strict content policy and says its language (${language})`, () => {
      for (const page of everyPage(language)) {
        expect(page).to.match(/^<!doctype html>/);
        expect(page).to.contain(`<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">`);
        expect(page).not.to.match(/<script|<style|\sstyle=|\son[a-z]+=|javascript:|https?:\/\/(?!localhost|www\.w3\.org)/i);
        expect(page).to.contain('<link rel="stylesheet" href="/web/plimsoll.css"');
        expect(page).not.to.contain('undefined');
        expect(page).not.to.contain('[object');
      }
    });
  }
});

describe('the sign page', () => {
  it('shows every item of the note in both languages, what is assumed, the hash, and until when the link works', () => {
    const page = signPage(signView(), 'zh');
    const said = text(page);
    for (const item of signView().items) expect(said).to.contain(item.labelZh);
    for (const words of [
      '受油船名 Name of the receiving ship',
      '假定',
      '92.31 % m/m',
      '2026-03-14 16:50 +08:00',
      signView().note.contentHash,
    ])
      expect(said).to.contain(words);
  });

  it('has two forms that post to its own address, each bound to the hash of what is shown', () => {
    const page = signPage(signView(), 'en');
    const forms = page.match(/<form [^>]*>/g) ?? [];
    expect(forms).to.deep.equal(['<form method="post" action="?lang=en">', '<form method="post" action="?lang=en">']);
    expect(page.match(new RegExp(`name="hash" value="${signView().note.contentHash}"`, 'g'))).to.have.length(2);
    expect(page).to.match(/name="decision" value="sign"/);
    expect(page).to.match(/name="decision" value="refuse"/);
  });

  it('gives every field a label', () => {
    const page = signPage(signView(), 'en');
    for (const [, id] of page.matchAll(/<(?:input|textarea)[^>]* id="([^"]+)"/g)) expect(page).to.contain(`for="${id}"`);
  });

  it('of a replay says so at its head', () => {
    expect(text(signPage(signView(), 'en'))).to.contain('replay, not an official document / 回放演示，非正式文件');
  });
});

describe('the verification page', () => {
  it('names each check with its result in words, its reason and the next step, in both languages', () => {
    const said = text(verificationPage(withdrawnView, 'en'));
    expect(said).to.contain('Not valid');
    for (const words of [
      'The issuer is known 签发者已知 passed',
      'suspended 未被撤销或暂停 failed',
      'It agrees with the register 与登记一致 undecided',
    ])
      expect(said).to.contain(words);
    expect(said).to.contain('The certificate has been withdrawn 证书已撤销 Next step Do not count on it.');
  });
});

describe('the start page', () => {
  it('leads from its box to the page of the number', () => {
    expect(homePage('en')).to.contain('<form method="get" action="/verify">');
    expect(verifyAddress(' BDN-1/2 ', 'zh')).to.equal('/verify/BDN-1%2F2?lang=zh');
    for (const nothing of ['', '  ', '..', 'x'.repeat(101)]) expect(verifyAddress(nothing, 'en')).to.equal(null);
  });
});

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('the style sheet', () => {
  const css = readFileSync('src/web/assets/plimsoll.css', 'utf8');
  const colour = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1] ?? '#ffffff';

  it('sets text with a contrast of 4.5 to 1 or more', () => {
    const pairs = [
      ...['black', 'grey', 'sea', 'green', 'red', 'amber'].flatMap(
        (ink) =>
          [
            [ink, 'ground'],
            [ink, 'white'],
          ] as const,
      ),
      ...[
        ['black', 'grey', 'green'].map((ink) => [ink, 'green-pale'] as const),
        ['black', 'grey', 'red'].map((ink) => [ink, 'red-pale'] as const),
        ['black', 'grey', 'amber'].map((ink) => [ink, 'amber-pale'] as const),
      ].flat(),
    ] as const;
    for (const [ink, ground] of pairs) expect(contrast(colour(ink), colour(ground)), `${ink} on ${ground}`).to.be.at.least(4.5);
    expect(contrast(colour('field'), '#ffffff'), 'the edge of a field').to.be.at.least(3);
  });

  it('loads nothing from elsewhere', () => {
    expect(css).not.to.match(/url\(|@import/);
  });
});
