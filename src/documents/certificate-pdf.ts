import type { CertificateView, Spoken } from '../certificates/certificate-view.ts';
import { markAcross } from './across.ts';
import { cells, heading, labelled, statement, type Cell } from './blocks.ts';
import { both, side } from './both.ts';
import { figures, intensities, proofs, steps } from './certificate-parts.ts';
import { writeFeet } from './foot.ts';
import { formatInstant, formatTonnes } from './format.ts';
import { firstHead, runningHead, type HeadFacts } from './head.ts';
import { openPaper, type Paper, type Type } from './paper.ts';

/**
 * A certificate on paper, in Chinese and English side by side, with its figures, its proofs and the steps behind the figures.
 * The same view always gives the same bytes: its time is the certificate's own. The paper says that the signed credential
 * counts; a replay, and a certificate that is not valid, say so across each page.
 */
export async function certificatePdf(view: CertificateView): Promise<Buffer> {
  const { certificate, names } = view;
  const title = both('certificate.title');
  const at = new Date(certificate.withdrawn?.at ?? certificate.decidedAt ?? certificate.requestedAt);
  const paper = openPaper({
    title: `${title.en} ${title.zh} ${certificate.id}`,
    subject: `${certificate.ship.name}, IMO ${certificate.ship.imo}`,
    at,
  });
  const warning = certificate.replay ? both('note.across.replay') : null;
  const head: HeadFacts = { title, number: certificate.id, warning, verification: { url: view.verifyUrl, label: both('note.verify') } };
  const across = warning ?? (view.standing === 'valid' ? null : both(`certificate.standings.${view.standing}`));
  paper.eachPage((number) => {
    if (across) markAcross(paper, across);
    if (number === 1) firstHead(paper, head);
    else runningHead(paper, head);
  });
  summary(paper, view);
  figures(paper, view);
  intensities(paper, view);
  proofs(paper, certificate.uses);
  authenticity(paper, view);
  steps(paper, view);
  writeFeet(paper, {
    number: certificate.id,
    lines: [
      { label: 'SHA-256', text: view.credentialHash ?? side(both('certificate.notIssued')) },
      { label: side(both('certificate.issuer')), text: `${view.issuerDid}  ${side(names.certifier)}` },
    ],
  });
  return paper.finish();
}

const large: Type = { size: 15, weight: 'bold' };
const strong: Type = { size: 10.5, weight: 'bold' };
const plain: Type = { size: 9 };
const quiet: Type = { size: 8.2, ink: 'grey' };

const lines = (text: Spoken, type: Type): Cell['lines'] => [...new Set([text.en, text.zh])].map((line) => ({ text: line, type }));

function summary(paper: Paper, view: CertificateView): void {
  const { certificate, names, standing } = view;
  const cell = (key: string, ...content: Cell['lines']): Cell => ({ label: both(key), lines: content });
  const standingType: Type = { size: 10.5, weight: 'bold', ink: standing === 'valid' ? 'sea' : 'red' };
  const [from, to] = [certificate.validFrom, certificate.validUntil].map((instant) => (instant === null ? '–' : formatInstant(instant)));
  cells(paper, [
    cell('certificate.certified', { text: formatTonnes(certificate.certifiedKg), type: large }, ...lines(names.grade, quiet)),
    cell('note.ship', { text: certificate.ship.name, type: strong }, { text: `IMO ${certificate.ship.imo}`, type: plain }),
    cell('certificate.standing', ...lines(both(`certificate.standings.${standing}`), standingType)),
    cell('note.supplier', ...lines(names.supplier, plain)),
    cell('note.line', ...lines(names.line, plain)),
    cell('certificate.certifier', ...lines(names.certifier, plain)),
    cell('note.port', ...lines(names.port, plain), { text: certificate.port, type: quiet }),
    cell('certificate.delivered', { text: certificate.deliveredOn, type: plain }, { text: certificate.noteNumber, type: quiet }),
    cell('certificate.valid', { text: `${from} –`, type: plain }, { text: to ?? '–', type: plain }),
  ]);
  if (certificate.uncertifiedKg > 0) {
    const label = both('certificate.uncertified');
    const mass = formatTonnes(certificate.uncertifiedKg);
    statement(paper, { en: `${label.en}: ${mass}`, zh: `${label.zh}：${mass}` }, { size: 8.6, ink: 'amber' });
  }
  const { withdrawn, refusalReason } = certificate;
  if (withdrawn) {
    const values = { at: formatInstant(withdrawn.at), reason: withdrawn.reason };
    statement(paper, both('certificate.withdrawn', values), { size: 9, weight: 'bold', ink: 'red' });
  }
  if (refusalReason !== null) statement(paper, both('certificate.refusal', { reason: refusalReason }), { size: 9, ink: 'red' });
}

function authenticity(paper: Paper, view: CertificateView): void {
  heading(paper, both('note.authenticity'), 100);
  paper.y += 6;
  labelled(paper, both('certificate.issuer'), view.issuerDid);
  labelled(paper, both('certificate.hash'), view.credentialHash ?? side(both('certificate.notIssued')));
  labelled(paper, both('note.verify'), view.verifyUrl);
  statement(paper, both('certificate.paperOnly'), { size: 7.6, ink: 'grey' });
}
