import { expect } from 'chai';
import { deliveryNotePdf } from '../../src/documents/delivery-note-pdf.ts';
import { noteView, sealedNote } from './note-example.ts';
import { attachmentOf, fontsOf, infoOf, pagesOf, popplerIsHere, qrOf } from './pdf-tools.ts';

const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

describe('the delivery note on paper', function () {
  this.timeout(30_000);

  it('has the same bytes whenever it is printed', async () => {
    const [first, second] = [await deliveryNotePdf(noteView()), await deliveryNotePdf(noteView())];
    expect(first.equals(second)).to.equal(true);
    expect(first.subarray(0, 8).toString('latin1')).to.equal('%PDF-1.7');
  });

  describe('as a stranger reads it', () => {
    let sealed: Buffer;
    before(async function () {
      if (!popplerIsHere) {
        process.stdout.write('\nDocuments were not read back: poppler-utils (pdftotext, pdffonts, pdftoppm) is not installed.\n');
        this.skip();
      }
      sealed = await deliveryNotePdf(noteView());
    });

    it('says every label in English and in Chinese, and text can be taken out of it', () => {
      const text = squeezed(pagesOf(sealed).join(' '));
      for (const said of ['Bunker Delivery Note', '船用燃料交付单', 'Name of the receiving ship', '受油船名', 'Methane', '甲烷'])
        expect(text).to.contain(said);
      for (const said of ['1,250.500 t', '2026-03-14 08:30 +08:00', '−161.5 °C', '92.31 % m/m', 'Zhoushan', '舟山', 'IMO 0012345'])
        expect(text).to.contain(said);
    });

    it('prints CO₂ with its small figure, in a font that has it', () => {
      const text = pagesOf(sealed).join(' ');
      expect(text).to.contain('CO₂eq/MJ');
      expect(text).to.contain('cutting CO₂');
      expect(text).not.to.contain('CO2');
    });

    it('marks each assumed value, and says what the mark means', () => {
      const text = squeezed(pagesOf(sealed).join(' '));
      const assumed = noteView().items.filter((item) => item.basis === 'assumed').length;
      expect(assumed).to.equal(4);
      expect(text.match(/assumed 假定/g)).to.have.length(assumed + 1);
      expect(text).to.contain('not measured on this delivery');
    });

    it('carries its hash and its seal at the foot of each page, with the page numbers', () => {
      const pages = pagesOf(sealed);
      expect(pages.length).to.be.greaterThan(1);
      pages.forEach((page, i) => {
        expect(page).to.contain(sealedNote.contentHash);
        expect(squeezed(page)).to.contain(`Page ${i + 1} of ${pages.length}`);
        expect(squeezed(page)).to.contain(`第 ${i + 1} 页`);
        expect(squeezed(page)).to.match(/Seal 签封 aB3-_xYz/);
      });
    });

    it('has its whole seal attached, and names who signed by office', () => {
      expect(attachmentOf(sealed)).to.equal(sealedNote.seal);
      expect(squeezed(pagesOf(sealed).join(' '))).to.contain('Chief engineer 轮机长');
    });

    it('embeds its fonts, so that it prints alike everywhere', () => {
      const fonts = fontsOf(sealed);
      expect(fonts.map(({ name }) => name.split('+')[1])).to.include.members(['Inter-Regular', 'NotoSansSC-Regular']);
      for (const font of fonts) expect(font).to.deep.include({ embedded: true, unicode: true });
    });

    it('has a QR code that a phone reads as the address to verify by', () => {
      expect(qrOf(sealed)).to.equal('http://localhost:8080/verify/BDN-CNZOS-2026-000042');
    });

    it('tells its title and the time of the note', () => {
      const info = infoOf(sealed);
      expect(info).to.match(/Title: +Bunker Delivery Note 船用燃料交付单（e-BDN） BDN-CNZOS-2026-000042/);
      expect(info).to.contain('2026-03-14T08:40:01');
      expect(info).to.match(/Page size: +595.28 x 841.89 pts \(A4\)/);
    });

    it('of a replay says on every page that it is not an official document', async () => {
      const pages = pagesOf(await deliveryNotePdf(noteView({ replay: true })));
      for (const page of pages) expect(page).to.contain('replay, not an official document / 回放演示，非正式文件');
    });

    it('of a delivery that the ship protested says so with the reason', async () => {
      const protest = {
        side: 'ship',
        office: 'Chief engineer',
        signedAt: '2026-03-14T08:40:00.000Z',
        hash: sealedNote.contentHash,
        protest: 'Density differs',
      } as const;
      const text = squeezed(pagesOf(await deliveryNotePdf(noteView({ signatures: [protest] }))).join(' '));
      expect(text).to.contain('refused to sign, protest 拒签，抗议: Density differs');
      expect(text).to.contain('not signed yet 尚未签字');
    });

    it('prints a character that is outside GB 2312 too', async () => {
      const text = pagesOf(await deliveryNotePdf({ ...noteView(), supplierName: '𬶍喆昇燃料' })).join(' ');
      expect(text).to.contain('喆昇燃料');
    });
  });
});
