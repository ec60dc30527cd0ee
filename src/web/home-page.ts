import { word, type Language } from '../words/words.ts';
import { html } from './html.ts';
import { pageOf } from './page.ts';

/** GET /: what Plimsoll is, a box to check a document by its number, and the way to the API page. */
export function homePage(language: Language): string {
  const say = (key: string): string => word(language, `page.${key}`);
  return pageOf(
    { title: say('tagline'), language, otherLanguage: true },
    html`<h1>${say('tagline')}</h1>
      <p class="lead">${say('home.what')}</p>
      <section class="card">
        <h2>${say('home.verifyTitle')}</h2>
        <form method="get" action="/verify">
          <input type="hidden" name="lang" value="${language}" />
          <label for="number">${say('home.verifyLabel')}</label>
          <input
            id="number"
            name="number"
            required
            maxlength="100"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-describedby="number-hint"
          />
          <p class="hint" id="number-hint">${say('home.verifyHint')}</p>
          <button type="submit">${say('home.verifyButton')}</button>
        </form>
      </section>
      <section>
        <h2>${say('home.docsTitle')}</h2>
        <p><a class="plain" href="/docs">${say('home.docs')}</a></p>
      </section>`,
  );
}

/** Where the box of the start page leads (GET /verify?number=…): the page of that number; null where none was given. */
export function verifyAddress(number: string, language: Language): string | null {
  const given = number.trim();
  return given === '' || given === '.' || given === '..' || given.length > 100
    ? null
    : `/verify/${encodeURIComponent(given)}?lang=${language}`;
}
