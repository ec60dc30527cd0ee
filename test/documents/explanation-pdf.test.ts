import { expect } from 'chai';
import { z } from 'zod';
import { both } from '../../src/documents/both.ts';
import { explanationPdf } from '../../src/documents/explanation-pdf.ts';
import { explain, type Explanation } from '../../src/emissions/explanation.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { readReference } from '../../src/reference.ts';
import { fontsOf, pagesOf, popplerIsHere } from './pdf-tools.ts';

const { sets, examples } = readReference();
const at = new Date('2026-03-16T02:00:00Z');

function explanationOf(topic: string, change: (inputs: Record<string, unknown>) => unknown = (inputs) => inputs): Explanation {
  const calculation = calculations.get(topic) ?? expect.fail(`no calculation ${topic}`);
  const inputs = examples.find((one) => one.topic === topic)?.inputs ?? { generatedKWh: 2_750 };
  return explain(calculation, calculation.input.parse(change(structuredClone(inputs))), sets);
}
const print = (explanation: Explanation): Promise<Buffer> => explanationPdf(explanation, at);
const read = async (topic: string): Promise<string> =>
  pagesOf(await print(explanationOf(topic)))
    .join(' ')
    .replace(/\s+/g, ' ');

/** The names of all fields of a result, of lists and groups too. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, items, anyOf = [] } = schema as { properties?: object; items?: unknown; anyOf?: unknown[] };
  return [...Object.entries(properties).flatMap(([name, of]) => [name, ...fieldsOf(of)]), ...[items, ...anyOf].flatMap(fieldsOf)];
}

describe('a calculation on paper', function () {
  this.timeout(60_000);

  it('has the same bytes for the same explanation at the same time', async () => {
    const one = explanationOf('fueleu.balance');
    expect((await print(one)).equals(await print(one))).to.equal(true);
  });

  it('has words in both languages for each topic and each field of its result', () => {
    for (const { topic, result } of calculations.values()) {
      expect(both(`calculation.${topic.replaceAll('.', '-')}`).zh, topic).to.match(/[\u4e00-\u9fff]/);
      for (const field of fieldsOf(z.toJSONSchema(result)).filter((name) => !['en', 'zh', 'about'].includes(name)))
        expect(both(`resultField.${field}`).zh, `${topic} ${field}`).not.to.equal('');
    }
  });

  it('can be printed for every topic', async () => {
    for (const topic of calculations.keys()) expect((await print(explanationOf(topic))).subarray(0, 5).toString(), topic).to.equal('%PDF-');
  });

  describe('as a stranger reads it', () => {
    before(function () {
      if (!popplerIsHere) this.skip();
    });

    it('shows result and steps with formula, inputs and where they stand, value, unit and clause, in both languages', async () => {
      const text = await read('fueleu.balance');
      for (const said of [
        'Compliance balance, gCO₂eq',
        '合规余额',
        'WtW = WtT + TtW',
        'WtT = 13.5 gCO₂eq/MJ',
        '91.7442 gCO₂eq/MJ',
        'Regulation (EU) 2023/1805 Annex I',
        'GWP_CH₄ = 25 g/g',
        'POST /v1/emissions/fueleu.balance',
        'fueleu-2026-11',
        '2026-03-16 10:00 +08:00',
      ])
        expect(text).to.contain(said);
      expect(text).not.to.contain('CO2');
    });

    it('says on every page that it is unsigned and not verified', async () => {
      const pages = pagesOf(await print(explanationOf('fueleu.balance')));
      for (const page of pages) expect(page).to.contain('no certificate, not verified / 未签章的计算：非证书，未经核查');
    });

    it('of a footprint has its stages, its statements and what it is not', async () => {
      const text = await read('product.footprint');
      for (const said of [
        '455.39',
        '产品碳足迹',
        'Declared unit: one tonne of fuel delivered on board.',
        '声明单位：交付上船的一吨燃料。',
        'not an environmental product declaration',
        'FROM-MEMORY',
      ])
        expect(text).to.contain(said);
    });

    it('sets a list of like things as a table, a year without a comma', async () => {
      const text = await read('ets.surrender');
      expect(text).to.match(/2024 622\.8 2025 1,089\.9 2026 1,581\.55/);
    });

    it('embeds its fonts', async () => {
      for (const font of fontsOf(await print(explanationOf('product.footprint'))))
        expect(font).to.deep.include({ embedded: true, unicode: true });
    });

    it('cuts what is too long to follow by hand, and says so', async () => {
      const lines = Array.from({ length: 300 }, () => ({ fuel: 'HFO', massT: 1 }));
      const pages = pagesOf(await print(explanationOf('fueleu.balance', (inputs) => ({ ...inputs, lines }))));
      expect(pages.join(' ')).to.match(/300 of [\d,]+ are printed/);
      expect(pages.length).to.be.below(60);
    });
  });
});
