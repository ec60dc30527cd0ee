import type { CertificateView } from '../certificates/certificate-view.ts';
import type { CoveredUse } from '../certificates/certificate.ts';
import { heading, statement } from './blocks.ts';
import { both, bothIfKnown, side, stacked } from './both.ts';
import type { BothLanguages } from './delivery-note-view.ts';
import { chemical, formatNumber, formatTonnes } from './format.ts';
import type { Paper } from './paper.ts';
import { readings, stepTable } from './step-table.ts';
import { rowHeight, table, tableHeight } from './table.ts';

const words = (key: string): BothLanguages => both(`certificate.${key}`);

/** Masses, shares, energy, E and saving, as they were rounded for page, paper and credential alike. */
export function figures(paper: Paper, view: CertificateView): void {
  heading(paper, words('figures'), rowHeight(8.4) * 2);
  const columns = [
    { head: '', share: 40 },
    { head: '', share: 30 },
    { head: '', share: 30, align: 'right' },
  ] as const;
  const rows = view.figures.map(({ label, value, unit }) => ({
    cells: [chemical(label.en), label.zh, `${value} ${chemical(unit)}`.trim()],
  }));
  table(paper, columns, rows);
  paper.y += 6;
}

/** Well-to-wake per engine class: the certified part first, then everything that was delivered. */
export function intensities(paper: Paper, view: CertificateView): void {
  if (view.intensities.length === 0) return;
  heading(paper, words('intensity'), 60);
  const columns = [
    { head: '', share: 30 },
    { head: '', share: 34 },
    { head: stacked(words('wtt')), share: 12, align: 'right' },
    { head: stacked(words('ttw')), share: 12, align: 'right' },
    { head: stacked(words('wtw')), share: 12, align: 'right' },
  ] as const;
  const rows = view.intensities.map((one) => ({
    cells: [stacked(words(`of.${one.of}`)), stacked({ en: chemical(one.label.en), zh: one.label.zh }), one.wtt, one.ttw, one.wtw],
    strong: one.of === 'certified',
  }));
  table(paper, columns, rows, 8.2);
  paper.y += 6;
}

/** Each proof with its one set of characteristics, never averaged with another. */
export function proofs(paper: Paper, uses: readonly CoveredUse[]): void {
  const tables = uses.map(pairs);
  const heights = tables.map((rows) => tableHeight(paper, proofColumns, rows, 8));
  heading(paper, words('proofs'), heights[0] ?? 0);
  tables.forEach((rows, i) => {
    if (i > 0) {
      paper.need((heights[i] ?? 0) + 8);
      paper.y += 8;
    }
    table(paper, proofColumns, rows, 8);
  });
  paper.y += 6;
}

const proofColumns = [
  { head: '', share: 23 },
  { head: '', share: 27 },
  { head: '', share: 23 },
  { head: '', share: 27 },
] as const;

function pairs(use: CoveredUse): { cells: string[] }[] {
  const custody = bothIfKnown(`certificate.custodies.${use.chainOfCustody}`);
  const all: readonly (readonly [string, string])[] = [
    ['number', `${use.proofNumber} (${use.proofIssuedOn})`],
    ['issuerCertificate', use.issuerCertificate],
    ['scheme', use.scheme],
    ['custody', custody ? side(custody) : use.chainOfCustody],
    ['rawMaterial', use.annexIX === null ? use.rawMaterial : `${use.rawMaterial} (RED IX ${use.annexIX})`],
    ['origin', use.rawMaterialOrigin],
    ['country', use.productionCountry],
    ['mass', formatTonnes(use.massKg)],
    ['e', `${formatNumber(use.eGPerMj, 2)} gCO₂eq/MJ`],
    ['energy', `${formatNumber(use.energyMj, 0)} MJ`],
    ['saving', `${formatNumber(use.savingPercent, 1)} %`],
    ['started', use.installationStartedOn ?? '–'],
  ];
  const label = (key: string): string => stacked(words(`proof.${key}`));
  return Array.from({ length: Math.ceil(all.length / 2) }, (_, i) => ({
    cells: all.slice(i * 2, i * 2 + 2).flatMap(([key, text]) => [label(key), text]),
  }));
}

/** How each intensity was found, line by line, so that a person can follow it with a pencil. */
export function steps(paper: Paper, view: CertificateView): void {
  const { certified, delivered } = view.certificate;
  const results = view.intensities.flatMap((one) => {
    const result = (one.of === 'certified' ? certified : delivered).find(({ engineClass }) => engineClass === one.engineClass);
    return result ? [{ one, result }] : [];
  });
  if (results.every(({ result }) => result.steps.length === 0)) return;
  heading(paper, words('steps'), 90);
  for (const { one, result } of results) {
    const of = words(`of.${one.of}`);
    paper.y += 7;
    paper.need(70);
    statement(paper, { en: `${of.en}: ${chemical(one.label.en)}`, zh: `${of.zh}：${one.label.zh}` }, { size: 8, weight: 'bold' });
    stepTable(paper, result.steps);
    readings(paper, result.interpretations);
  }
}
