import type { ShownReason } from '../certificates/certificate-view.ts';
import type { ShownCheck, VerificationView } from '../certificates/verification-view.ts';
import { formatInstant } from '../documents/format.ts';
import { word, type Language } from '../words/words.ts';
import { html, type Html } from './html.ts';
import { bilingual, pageOf } from './page.ts';

/** GET /verify/{id} as a page: the verdict, each named check with its reason and next step, and what the document says. */
export function verificationPage(view: VerificationView, language: Language): string {
  const say = (key: string, values?: Readonly<Record<string, string>>): string => word(language, `page.verify.${key}`, values);
  return pageOf(
    { title: say('title'), language, otherLanguage: true, replay: view.replay },
    html`<p class="over">${say(`of.${view.kind}`)}</p>
      <h1 class="number">${view.id ?? say('title')}</h1>
      <section class="verdict ${view.verdict}">
        <p class="word"><span aria-hidden="true">${signOf[view.verdict]}</span> ${say(`verdict.${view.verdict}`)}</p>
        <p>${say(`verdictMeans.${view.verdict}`)}</p>
        <p class="hint">${say('checkedAt', { at: formatInstant(view.checkedAt) })}</p>
      </section>
      <section>
        <h2>${say('checks')}</h2>
        <ul class="checks">
          ${view.checks.map((check) => checkItem(check, language))}
        </ul>
      </section>
      ${
        view.says.length > 0 &&
        html`<section>
          <h2>${say('says')}</h2>
          <dl class="items">
            ${view.says.map(
              ({ label, value }) =>
                html`<div>
                  <dt>${bilingual(label, language)}</dt>
                  <dd>${bilingual(value, language)}</dd>
                </div>`,
            )}
          </dl>
        </section>`
      }
      <p><a class="plain" href="/?lang=${language}">${say('another')}</a></p>`,
  );
}

const signOf = { valid: '✓', 'not-valid': '✕', undecided: '?' } as const;
const resultSigns = { passed: '✓', failed: '✕', undecided: '?' } as const;

/** The result stands in words beside its sign: colour alone never carries it. */
function checkItem({ label, result, reasons }: ShownCheck, language: Language): Html {
  return html`<li class="${result}">
    <p class="name">
      <span class="sign" aria-hidden="true">${resultSigns[result]}</span>
      <span>${bilingual(label, language)}</span>
      <strong class="result">${word(language, `page.verify.results.${result}`)}</strong>
    </p>
    ${reasons.map((reason) => reasonOf(reason, language))}
  </li>`;
}

const reasonOf = ({ title, nextStep }: ShownReason, language: Language): Html =>
  html`<p class="reason">${bilingual(title, language)}</p>
    <p class="next"><strong>${word(language, 'page.verify.next')}</strong> ${bilingual(nextStep, language)}</p>`;
