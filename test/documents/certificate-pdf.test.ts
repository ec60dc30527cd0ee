import { expect } from 'chai';
import { both } from '../../src/documents/both.ts';
import { certificatePdf } from '../../src/documents/certificate-pdf.ts';
import { stepLabels } from '../../src/emissions/step.ts';
import { certificateView } from './certificate-example.ts';
import { fontsOf, pagesOf, popplerIsHere, qrOf } from './pdf-tools.ts';

const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

describe('the certificate on paper', function () {
  this.timeout(30_000);

  it('has the same bytes whenever it is printed', async () => {
    expect((await certificatePdf(certificateView())).equals(await certificatePdf(certificateView()))).to.equal(true);
  });

  it('has a name in both languages for each step that a figure may take', () => {
    for (const label of stepLabels) expect(both(`step.${label.replaceAll('.', '-')}`).zh).not.to.equal('');
  });

  describe('as a stranger reads it', () => {
    before(function () {
      if (!popplerIsHere) this.skip();
    });

    it('shows what is certified, for whom, by whom, and the rest as uncertified', async () => {
      const text = squeezed(pagesOf(await certificatePdf(certificateView())).join(' '));
      for (const said of ['Certificate of Green Marine Fuel', '绿色船用燃料证书', '1,000.000 t', 'Certifier 1', '认证机构一'])
        expect(text).to.contain(said);
      expect(text).to.contain('Delivered without proof, not certified: 250.500 t');
      expect(text).to.contain('12.34 gCO₂eq/MJ');
      expect(text).to.contain('PoS-EU-0001');
      expect(text).not.to.contain('CO2');
    });

    it('shows the intensity for each engine class and the steps behind it', async () => {
      const text = squeezed(pagesOf(await certificatePdf(certificateView())).join(' '));
      expect(text).to.contain('19.87');
      expect(text).to.contain('29.40');
      expect(text).to.contain('WtT = E − Cf_CO₂ / LCV');
      expect(text).to.contain('Regulation (EU) 2023/1805 Annex I');
    });

    it('of a replay says on every page that it is not an official document', async () => {
      const pages = pagesOf(await certificatePdf(certificateView({ replay: true })));
      for (const page of pages) expect(page).to.contain('replay, not an official document / 回放演示，非正式文件');
    });

    it('that was withdrawn says so with the day and the reason', async () => {
      const withdrawn = { at: '2026-04-01T00:00:00.000Z', reason: 'The proof was withdrawn', person: 'q-2' };
      const text = squeezed(pagesOf(await certificatePdf(certificateView({ state: 'withdrawn', withdrawn }, 'withdrawn'))).join(' '));
      expect(text).to.contain('Withdrawn on 2026-04-01 08:00 +08:00: The proof was withdrawn');
    });

    it('embeds its fonts and has a QR code that a phone reads', async () => {
      const pdf = await certificatePdf(certificateView());
      for (const font of fontsOf(pdf)) expect(font).to.deep.include({ embedded: true, unicode: true });
      expect(qrOf(pdf)).to.equal(certificateView().verifyUrl);
    });
  });
});
