import { formatTonnes } from '../measure/tonnes.ts';
import { word } from '../words/words.ts';
import { conforms, type Certificate, type CoveredUse, type IntensityResult } from './certificate.ts';
import { certifiedSharePercent, rounded } from './figures.ts';
import type { CertificateTerms } from './terms.ts';

/** Names as they stand in a credential; ids alone would tell a stranger nothing. */
export interface CredentialNames {
  readonly line: string;
  readonly supplier: string;
  readonly certifier: string;
  readonly port: string;
  readonly grade: string;
}

export interface Subject {
  readonly certificate: Certificate;
  readonly names: CredentialNames;
  readonly terms: CertificateTerms;
  /** Address of the certificate, from which the parts of its credential are named. */
  readonly address: string;
  /** Address of our own context, which the terms of the trade stand in. */
  readonly context: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Codes of UN/ECE Recommendation 20; it has none for gCO2eq/MJ, so the unit stands in the metric's name. */
const units = { tonne: 'TNE', megajoule: '3B', percent: 'P1', one: 'C62' } as const;

const metric = (metricName: string, value: number, unit: string): Json => ({ metricName, metricValue: { value, unit } });

/** Decimal tonnes read back from whole kilograms: the nearest number to the printed one. */
const tonnes = (massKg: number): number => Number(formatTonnes(massKg));

const product = ({ certificate, names, address }: Subject, part: string, name: string): Json => ({
  product: {
    id: `${address}#${part}`,
    name: `${name}, ${names.grade}`,
    registeredId: certificate.noteNumber,
    batchNumber: certificate.noteNumber,
  },
  IDverifiedByCAB: true,
});

const regulation = (which: 'fuelEu' | 'red', { regulations, administrator }: CertificateTerms): Json => {
  const { id, name, effectiveDate } = regulations[which];
  return { type: ['Regulation'], id, name, administeredBy: administrator, effectiveDate };
};

/** One assessment per proof: its characteristics are one set and are never averaged. */
export function proofAssessment(subject: Subject, use: CoveredUse, place: number): Json {
  const { certificate, terms, address } = subject;
  return {
    type: ['ConformityAssessment', 'Declaration'],
    id: `${address}#proof-${place + 1}`,
    name: `Proof of sustainability ${use.proofNumber}`,
    description: `${use.group} from ${use.rawMaterial}: greenhouse gas emissions E of the proof and the saving against the fossil comparator.`,
    assessmentDate: certificate.validFrom?.slice(0, 10),
    referenceRegulation: regulation('red', terms),
    assessmentCriteria: [criterionOf(use, terms)],
    declaredValue: [
      metric('Certified quantity', tonnes(use.massKg), units.tonne),
      metric('Energy content', rounded(use.energyMj), units.megajoule),
      metric('E, gCO2eq per MJ', use.eGPerMj, units.one),
      metric('Greenhouse gas saving', rounded(use.savingPercent), units.percent),
    ],
    conformance: conforms(use),
    conformityTopic: 'environment.emissions',
    assessedProduct: [product(subject, `batch-${place + 1}`, `${use.group} of proof ${use.proofNumber}`)],
  };
}

const criterionOf = ({ minSavingPercent }: CoveredUse, { savingCriterion }: CertificateTerms): Json => ({
  type: ['Criterion'],
  id: savingCriterion.id,
  name: savingCriterion.name,
  description: savingCriterion.description,
  conformityTopic: 'environment.emissions',
  status: 'active',
  ...(minSavingPercent !== null && { thresholdValue: metric('Greenhouse gas saving', minSavingPercent, units.percent) }),
});

/** The delivery as FuelEU Maritime counts it: quantity, certified share, well-to-wake for each engine class. */
export function deliveryAssessment(subject: Subject): Json {
  const { certificate, terms, address } = subject;
  const intensity = (what: string) => (result: IntensityResult) => {
    const engine = result.engineClass === null ? '' : `, ${word('en', `engineClass.${result.engineClass}`)}`;
    return metric(`Well-to-wake of ${what}, gCO2eq per MJ${engine}`, rounded(result.wtwGPerMj), units.one);
  };
  return {
    type: ['ConformityAssessment', 'Declaration'],
    id: `${address}#delivery`,
    name: `Delivery under note ${certificate.noteNumber}`,
    description: 'Well-to-wake greenhouse gas intensity by Annexes I and II, from the E of the proofs and the defaults of the rest.',
    assessmentDate: certificate.validFrom?.slice(0, 10),
    referenceRegulation: regulation('fuelEu', terms),
    declaredValue: [
      metric('Delivered quantity', tonnes(certificate.deliveredKg), units.tonne),
      metric('Certified quantity', tonnes(certificate.certifiedKg), units.tonne),
      metric('Certified share of the delivered mass', rounded(certifiedSharePercent(certificate)), units.percent),
      metric('Energy of the certified quantity', rounded(certificate.energyMj), units.megajoule),
      metric('E of the certified quantity, gCO2eq per MJ', rounded(certificate.eGPerMj), units.one),
      metric('Greenhouse gas saving of the certified quantity', rounded(certificate.savingPercent), units.percent),
      ...certificate.certified.map(intensity('the certified quantity')),
      ...certificate.delivered.map(intensity('everything delivered')),
    ],
    conformance: certificate.conformance,
    conformityTopic: 'environment.emissions',
    assessedProduct: [product(subject, 'batch', `Fuel delivered under note ${certificate.noteNumber}`)],
  };
}

/** The scheme of the proofs. What a proof does not state of its scheme is not made up: it is said to be not stated. */
export function scopeOf({ certificate, terms, context }: Subject): Json {
  const names = [...new Set(certificate.uses.map(({ scheme }) => scheme))].sort();
  const [only] = names;
  const known = names.length === 1 ? terms.schemes.find(({ name }) => name === only) : undefined;
  const earliest = certificate.uses.map(({ proofIssuedOn }) => proofIssuedOn).sort()[0];
  const name = names.join(' + ');
  return {
    type: ['ConformityScheme'],
    id: known?.id ?? `${context}#scheme/${encodeURIComponent(name)}`,
    name,
    description:
      'Voluntary scheme as the proofs of sustainability name it; they state no version, and the date is that of the earliest proof.',
    version: 'not stated',
    validFrom: earliest,
    owner: known?.owner ?? { id: `${context}#owner/${encodeURIComponent(name)}`, name: `Owner of ${name}` },
  };
}
