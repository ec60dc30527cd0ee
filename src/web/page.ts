import { word, type Language } from '../words/words.ts';
import { html, type Content, type Html } from './html.ts';

export interface PageFacts {
  readonly title: string;
  readonly language: Language;
  /** The same address in the other language; false where going there again would not show this page. */
  readonly otherLanguage: boolean;
  readonly replay?: boolean;
}

/** A whole page: the head of the house, the replay banner where it belongs, and the content. No script, no inline style. */
export function pageOf({ title, language, otherLanguage, replay = false }: PageFacts, content: Content): string {
  const other: Language = language === 'en' ? 'zh' : 'en';
  const say = (key: string): string => word(language, `page.${key}`);
  const switchTo = html`<a class="other" href="?lang=${other}" hreflang="${tagOf(other)}" lang="${tagOf(other)}"
    >${say('otherLanguage')}</a
  >`;
  return html`<!doctype html>
    <html lang="${tagOf(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Plimsoll</title>
        <link rel="stylesheet" href="/web/plimsoll.css" />
        <link rel="icon" href="/web/plimsoll.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#content">${say('skip')}</a>
        <header class="house">
          <a class="home" href="/?lang=${language}">${mark}<span>${say('name')}</span></a>
          ${otherLanguage && switchTo}
        </header>
        ${replay && html`<p class="replay" role="note">${word('en', 'page.replay')} / <span lang="zh-Hans">${word('zh', 'page.replay')}</span></p>`}
        <main id="content">${content}</main>
      </body>
    </html> `.markup;
}

/** The tag of a language as HTML wants it. */
export const tagOf = (language: Language): string => (language === 'zh' ? 'zh-Hans' : 'en');

/** A text in the language of the page, and beside it, small, in the other one. */
export function bilingual(text: { readonly en: string; readonly zh: string }, language: Language): Html {
  const other: Language = language === 'en' ? 'zh' : 'en';
  if (text.en === text.zh) return html`${text.en}`;
  return html`${text[language]} <span class="second" lang="${tagOf(other)}">${text[other]}</span>`;
}

/** The load line: the deck, and the disc that the summer line cuts. */
const mark = html`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" fill="none" stroke="currentColor">
  <path d="M9 4h14M2 18h28" stroke-width="2.4" />
  <circle cx="16" cy="18" r="8.4" stroke-width="2.4" />
</svg>`;
