import { expect } from 'chai';
import { chemical, formatInstant, formatItem, formatNumber, formatTonnes } from '../../src/documents/format.ts';

describe('values as they are printed', () => {
  it('a mass is shown in tonnes to the kilogram', () => {
    expect(formatTonnes(1_250_500)).to.equal('1,250.500 t');
    expect(formatTonnes(1)).to.equal('0.001 t');
  });

  it('a number keeps the decimals that its item asks, halves away from zero', () => {
    expect(formatNumber(1.005, 2)).to.equal('1.01');
    expect(formatNumber(-161.55, 1)).to.equal('−161.6');
    expect(formatNumber(61274500, 0)).to.equal('61,274,500');
  });

  it('a number without asked decimals is shown as it was given', () => {
    expect(formatNumber(0.1234567, null)).to.equal('0.1234567');
    expect(formatNumber(-0, 0)).to.equal('0');
  });

  it('a time is that of the port, also over midnight', () => {
    expect(formatInstant('2026-03-14T16:30:00.000Z')).to.equal('2026-03-15 00:30 +08:00');
    expect(formatInstant('2026-03-14T16:30:00+08:00')).to.equal('2026-03-14 16:30 +08:00');
  });

  it('a reading is shown as the meter printed it, with its unit', () => {
    expect(formatItem({ value: '104233.1000', unit: 't', decimals: 4 })).to.deep.equal({
      kind: 'text',
      text: { en: '104233.1000 t', zh: '104233.1000 t' },
    });
  });

  it('a choice and a yes are said in both languages', () => {
    expect(formatItem({ value: '70_C_OR_MORE', unit: '°C', decimals: 1 })).to.deep.equal({
      kind: 'text',
      text: { en: '70 °C or more', zh: '不低于 70℃' },
    });
    expect(formatItem({ value: true, unit: null })).to.deep.equal({ kind: 'text', text: { en: 'yes', zh: '是' } });
  });

  it('a structured value shows its parts in their order, and none is lost that has no label', () => {
    const parts = [{ key: 'CH4', labelEn: 'Methane', labelZh: '甲烷', unit: '% m/m', decimals: 2 }];
    expect(formatItem({ value: { He: 0.5, CH4: 92.3 }, unit: null, parts })).to.deep.equal({
      kind: 'lines',
      lines: [
        { label: { en: 'Methane', zh: '甲烷' }, text: { en: '92.30 % m/m', zh: '92.30 % m/m' } },
        { label: { en: 'He', zh: 'He' }, text: { en: '0.5', zh: '0.5' } },
      ],
    });
  });

  it('a formula keeps its small figures', () => {
    expect(chemical('gCO2eq/MJ')).to.equal('gCO₂eq/MJ');
    expect(chemical('NH3, CH4 and N2O of 2023')).to.equal('NH₃, CH₄ and N₂O of 2023');
  });
});
