import { roundHalfAwayFromZero } from '../measure/rounding.ts';
import { formatTonnes } from '../measure/tonnes.ts';
import { word } from '../words/words.ts';
import type { Certificate, IntensityResult } from './certificate.ts';
import type { CertificateView, Figure, Spoken } from './certificate-view.ts';

/** Printed decimals of gCO2eq/MJ and of per cent: two, half away from zero. The figures themselves stay as computed. */
export const shownDecimals = 2;
export const rounded = (value: number): number => roundHalfAwayFromZero(value, shownDecimals);

export const spoken = (key: string): Spoken => ({ en: word('en', key), zh: word('zh', key) });

const intensityUnit = 'gCO2eq/MJ';

/** Share of the delivered mass that this certificate covers, per cent. */
export const certifiedSharePercent = ({ certifiedKg, deliveredKg }: Pick<Certificate, 'certifiedKg' | 'deliveredKg'>): number =>
  (certifiedKg / deliveredKg) * 100;

/** The figures of a certificate as they are printed, each rounded here and nowhere else. */
export function figuresOf(certificate: Certificate | CertificateView['certificate']): readonly Figure[] {
  const figure = (key: string, value: string, unit: string): Figure => ({ key, label: spoken(`figure.${key}`), value, unit });
  return [
    figure('deliveredKg', formatTonnes(certificate.deliveredKg), 't'),
    figure('certifiedKg', formatTonnes(certificate.certifiedKg), 't'),
    ...(certificate.otherwiseCertifiedKg > 0 ? [figure('otherwiseCertifiedKg', formatTonnes(certificate.otherwiseCertifiedKg), 't')] : []),
    figure('uncertifiedKg', formatTonnes(certificate.uncertifiedKg), 't'),
    figure('certifiedShare', fixed(certifiedSharePercent(certificate)), '%'),
    figure('energyMj', roundHalfAwayFromZero(certificate.energyMj, 0).toFixed(0), 'MJ'),
    figure('eGPerMj', fixed(certificate.eGPerMj), intensityUnit),
    figure('savingPercent', fixed(certificate.savingPercent), '%'),
  ];
}

/** Well-to-wake per engine class, first of the certified part, then of everything delivered. */
export function intensitiesOf(certificate: Pick<Certificate, 'certified' | 'delivered'>): CertificateView['intensities'] {
  const rows = (of: 'certified' | 'delivered', results: readonly IntensityResult[]) =>
    results.map(({ engineClass, wttGPerMj, ttwGPerMj, wtwGPerMj }) => ({
      of,
      engineClass,
      label: spoken(`engineClass.${engineClass ?? 'ANY'}`),
      wtt: fixed(wttGPerMj),
      ttw: fixed(ttwGPerMj),
      wtw: fixed(wtwGPerMj),
    }));
  return [...rows('certified', certificate.certified), ...rows('delivered', certificate.delivered)];
}

const fixed = (value: number): string => rounded(value).toFixed(shownDecimals);
