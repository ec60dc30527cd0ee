import { word, type Language } from '../words/words.ts';
import { html } from './html.ts';
import { pageOf, tagOf } from './page.ts';

interface Spoken {
  readonly title: string;
  readonly remedy: string;
}

/** What a page shows of a problem document: each reason and what to do about it. */
export interface ShownProblem {
  readonly reasons: readonly { readonly code: string; readonly en: Spoken; readonly zh: Spoken }[];
}

/** A refusal as a page, for whoever came here by a link and not by a program; a form that failed is not asked for again by address. */
export function problemPage({ reasons }: ShownProblem, language: Language): string {
  const [first] = reasons;
  const title = first ? first[language].title : word(language, 'page.name');
  const other: Language = language === 'en' ? 'zh' : 'en';
  return pageOf(
    { title, language, otherLanguage: false },
    reasons.map(
      (reason) =>
        html`<section class="verdict not-valid">
          <h1 class="word">${reason[language].title}</h1>
          <p>${reason[language].remedy}</p>
          <p class="second" lang="${tagOf(other)}">${reason[other].title} ${reason[other].remedy}</p>
          <p class="hint">${reason.code}</p>
        </section>`,
    ),
  );
}
