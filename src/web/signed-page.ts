import { word, type Language } from '../words/words.ts';
import { html } from './html.ts';
import { pageOf } from './page.ts';

/** What the phone shows once the ship has decided. */
export interface SignedView {
  readonly number: string;
  /** Null when signed; the reason when the ship refused: a protest. */
  readonly protest: string | null;
  readonly verifyUrl: string;
  readonly replay: boolean;
}

/** The answer to POST /sign/{token}: signed and sealed, or the protest as it stands on the note. */
export function signedPage({ number, protest, verifyUrl, replay }: SignedView, language: Language): string {
  const say = (key: string): string => word(language, `page.signed.${key}`, { number });
  const title = say(protest === null ? 'title' : 'protestTitle');
  return pageOf(
    { title, language, otherLanguage: false, replay },
    html`<section class="verdict ${protest === null ? 'valid' : 'undecided'}">
        <h1 class="word">${title}</h1>
        <p>${say(protest === null ? 'text' : 'protestText')}</p>
      </section>
      ${
        protest !== null &&
        html`<section>
          <h2>${say('reason')}</h2>
          <p>${protest}</p>
        </section>`
      }
      <p><a class="plain" href="${verifyUrl}">${say('open')}</a></p>`,
  );
}

/** Why a one-time link shows nothing any more. */
export type GoneReason = 'used' | 'expired' | 'unknown' | 'changed';

/** The page behind a link that was used, has expired, is none of ours, or whose note was changed since. */
export function linkGonePage(reason: GoneReason, language: Language): string {
  const say = (key: string): string => word(language, `page.gone.${key}`);
  return pageOf(
    { title: say('title'), language, otherLanguage: true },
    html`<h1>${say('title')}</h1>
      <p>${say(reason)}</p>
      <p>${say('next')}</p>`,
  );
}
