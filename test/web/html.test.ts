import { expect } from 'chai';
import fc from 'fast-check';
import { html, type Html } from '../../src/web/html.ts';
import { signPage } from '../../src/web/sign-page.ts';
import { verificationPage } from '../../src/web/verify-page.ts';
import { signView, withdrawnView } from './pages.ts';

/** Undoes the escaping, as a browser does when it reads text. */
const read = (markup: string): string =>
  markup.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '');

const hostile = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>";

describe('text becomes markup in one place', () => {
  it('whatever the text, the browser reads it as that text and as no markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { markup } = html`<p title="${text}">${text}</p>`;
        const inner = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/s.exec(markup);
        expect(inner).not.to.equal(null);
        expect(read(inner?.[1] ?? '')).to.equal(text);
        expect(read(inner?.[2] ?? '')).to.equal(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('markup inside markup is kept, lists are joined, nothing shows nothing', () => {
    const rows = ['a', '<b>'].map((text) => html`<i>${text}</i>`);
    const page = html`<p>${rows}${null}${undefined}${false}${0}</p>`;
    expect(page.markup).to.equal('<p><i>a</i><i>&lt;b&gt;</i>0</p>');
  });

  it('an object from outside that looks like markup is refused', () => {
    const forged = JSON.parse(JSON.stringify({ markup: hostile })) as Html;
    expect(() => html`<p>${forged}</p>`).to.throw(TypeError);
  });

  it('no text of a note or a document reaches a page as markup', () => {
    const view = signView();
    const note = { ...view.note, number: hostile, remarks: [{ code: 'X', en: hostile, zh: hostile }] };
    const items = view.items.map((item) => ({ ...item, value: hostile, labelEn: hostile }));
    const says = [{ key: 'x', label: { en: hostile, zh: hostile }, value: { en: hostile, zh: hostile } }];
    const pages = [
      signPage({ ...view, note, items, shipName: hostile, supplierName: hostile }, 'en'),
      verificationPage({ ...withdrawnView, id: hostile, says }, 'zh'),
    ];
    for (const page of pages) {
      expect(page).not.to.match(/<script|<img/i);
      expect(page).to.contain('&lt;script&gt;alert(1)');
    }
  });
});
