import { both } from '../documents/both.ts';
import type { DeliveryNoteView, NoteItemView } from '../documents/delivery-note-view.ts';
import { chemical, formatInstant, formatItem, formatTonnes } from '../documents/format.ts';
import { sectionsOf } from '../documents/note-sections.ts';
import { word, type Language } from '../words/words.ts';
import { html, type Html } from './html.ts';
import { bilingual, pageOf } from './page.ts';

/** What the one-time link shows: the note as it will be signed, and until when the link works. */
export interface SignView extends DeliveryNoteView {
  readonly expiresAt: string;
}

type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

/**
 * GET /sign/{token}: the note for the chief engineer's phone. It only shows; signing and refusing are POSTs to the same
 * address, each bound to the hash of what was shown (fields `decision`, `hash`, `office`, and `confirmed` or `reason`).
 */
export function signPage(view: SignView, language: Language): string {
  const say: Say = (key, values) => word(language, `page.sign.${key}`, values);
  const { note } = view;
  return pageOf(
    { title: say('title'), language, otherLanguage: true, replay: note.replay },
    html`<p class="over">${say('greeting', { ship: view.shipName })}</p>
      <h1>${say('title')}</h1>
      <p class="number">${note.number}</p>
      <dl class="summary">
        <div>
          <dt>${bilingual(both('note.quantity'), language)}</dt>
          <dd class="large">${formatTonnes(note.massKg)}</dd>
        </div>
        <div>
          <dt>${bilingual(both('note.ship'), language)}</dt>
          <dd>${view.shipName}, IMO ${note.imo}</dd>
        </div>
        <div>
          <dt>${bilingual(both('note.port'), language)}</dt>
          <dd>${bilingual(view.portName, language)}</dd>
        </div>
        <div>
          <dt>${bilingual(both('note.supplier'), language)}</dt>
          <dd>${view.supplierName}</dd>
        </div>
      </dl>
      <p>${say('read')}</p>
      <p class="hint">${say('until', { at: formatInstant(view.expiresAt) })}</p>
      ${sectionsOf(view.items).map(
        ({ section, items }) =>
          html`<section>
            <h2>${bilingual(both(`note.sections.${section}`), language)}</h2>
            <dl class="items">${items.map((item) => itemOf(item, language))}</dl>
          </section>`,
      )}
      ${
        note.remarks.length > 0 &&
        html`<section>
          <h2>${bilingual(both('note.remarks'), language)}</h2>
          ${note.remarks.map((remark) => html`<p>${bilingual(remark, language)}</p>`)}
        </section>`
      }
      <section>
        <h2>${say('hash')}</h2>
        <p class="hash">${note.contentHash}</p>
      </section>
      ${signForm(note.contentHash, language, say)} ${refuseForm(note.contentHash, language, say)}`,
  );
}

function itemOf(item: NoteItemView, language: Language): Html {
  const label = { en: chemical(item.labelEn), zh: item.labelZh };
  const basis = both(`note.basis.${item.basis}`);
  const shown = formatItem(item);
  const value =
    shown.kind === 'text'
      ? bilingual(shown.text, language)
      : html`<table>
          ${shown.lines.map(
            ({ label: part, text }) =>
              html`<tr>
                <th scope="row">${bilingual(part, language)}</th>
                <td>${bilingual(text, language)}</td>
              </tr>`,
          )}
        </table>`;
  return html`<div>
    <dt>${bilingual(label, language)}</dt>
    <dd>
      ${value} <span class="basis ${item.basis}">${basis.en} <span lang="zh-Hans">${basis.zh}</span></span>
    </dd>
  </div>`;
}

function signForm(hash: string, language: Language, say: Say): Html {
  return html`<section class="card">
    <h2>${say('signTitle')}</h2>
    <form method="post" action="?lang=${language}">
      <input type="hidden" name="decision" value="sign" />
      <input type="hidden" name="hash" value="${hash}" />
      <label for="office">${say('office')}</label>
      <input
        id="office"
        name="office"
        required
        maxlength="100"
        value="${word(language, 'note.offices.chief-engineer')}"
        autocomplete="off"
      />
      <label class="check"><input type="checkbox" name="confirmed" value="yes" required /><span>${say('confirm')}</span></label>
      <button type="submit">${say('signButton')}</button>
    </form>
  </section>`;
}

function refuseForm(hash: string, language: Language, say: Say): Html {
  return html`<section class="card">
    <h2>${say('refuseTitle')}</h2>
    <form method="post" action="?lang=${language}">
      <input type="hidden" name="decision" value="refuse" />
      <input type="hidden" name="hash" value="${hash}" />
      <label for="refuse-office">${say('office')}</label>
      <input
        id="refuse-office"
        name="office"
        required
        maxlength="100"
        value="${word(language, 'note.offices.chief-engineer')}"
        autocomplete="off"
      />
      <label for="reason">${say('reason')}</label>
      <textarea id="reason" name="reason" required maxlength="1000" rows="4" aria-describedby="reason-hint"></textarea>
      <p class="hint" id="reason-hint">${say('reasonHint')}</p>
      <button type="submit" class="refuse">${say('refuseButton')}</button>
    </form>
  </section>`;
}
