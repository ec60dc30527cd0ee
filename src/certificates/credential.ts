import { issuerDid } from '../did.ts';
import type { Certificate, CoveredUse } from './certificate.ts';
import { deliveryAssessment, proofAssessment, scopeOf, type CredentialNames, type Subject } from './attestation.ts';
import { rounded } from './figures.ts';
import { statusListName, statusPurposes, type StatusPurpose } from './status-list.ts';
import type { CertificateTerms } from './terms.ts';
import { conformityContext, credentialsContext } from './verify.ts';

export const conformitySchema = 'https://test.uncefact.org/vocabulary/untp/dcc/untp-dcc-schema-0.6.1.json';

/** Where a certificate is looked up by anyone; it is also the credential's id. */
export const certificateAddress = (publicUrl: string, id: string): string => `${publicUrl}/verify/${encodeURIComponent(id)}`;
export const marineContext = (publicUrl: string): string => `${publicUrl}/contexts/marine-fuel/v1`;
export const organisationAddress = (publicUrl: string, id: string): string => `${publicUrl}/organisations/${id}`;
export const statusListAddress = (publicUrl: string, issuer: string, purpose: StatusPurpose, list: number): string =>
  `${organisationAddress(publicUrl, issuer)}/status/${statusListName(purpose, list)}`;

type Json = Readonly<Record<string, unknown>>;

/** A certificate that has been decided for: what a credential cannot do without is there. */
export type IssuedCertificate = Certificate & {
  readonly validFrom: string;
  readonly validUntil: string;
  readonly status: NonNullable<Certificate['status']>;
};

export interface CredentialInput {
  readonly certificate: IssuedCertificate;
  readonly names: CredentialNames;
  readonly terms: CertificateTerms;
  readonly publicUrl: string;
}

/** Across the credential of a replay, so that no copy of it can pass for the real thing. */
export const replayRemark = 'replay, not an official document';

/**
 * The UNTP 0.6.1 DigitalConformityCredential of a certificate, in the name of its certifier (DCC-01: the certifying body
 * signs). What UNTP has no term for stands in terms of our own context: nothing rests on a catch-all vocabulary.
 */
export function credentialOf({ certificate, names, terms, publicUrl }: CredentialInput): Json {
  const address = certificateAddress(publicUrl, certificate.id);
  const context = marineContext(publicUrl);
  const subject: Subject = { certificate, names, terms, address, context };
  const remark = certificate.replay ? ` (${replayRemark})` : '';
  const register = {
    id: organisationAddress(publicUrl, certificate.certifier),
    name: names.certifier,
    registeredId: certificate.certifier,
  };
  return {
    '@context': [credentialsContext, conformityContext, context],
    type: ['DigitalConformityCredential', 'VerifiableCredential'],
    id: address,
    name: `Marine fuel sustainability certificate${remark}`,
    description: `${names.grade} delivered to ${certificate.ship.name} (IMO ${certificate.ship.imo}) at ${names.port} on ${certificate.deliveredOn}${remark}`,
    issuer: {
      type: ['CredentialIssuer'],
      id: issuerDid(publicUrl, certificate.certifier),
      name: names.certifier,
      issuerAlsoKnownAs: [register],
    },
    validFrom: certificate.validFrom,
    validUntil: certificate.validUntil,
    credentialSchema: { id: conformitySchema, type: 'JsonSchema' },
    credentialStatus: statusPurposes.map((purpose) => statusEntry(publicUrl, certificate, purpose)),
    credentialSubject: attestation(subject, publicUrl, remark),
    ...(certificate.replay && { replay: true }),
  };
}

const statusEntry = (publicUrl: string, { certifier, status }: IssuedCertificate, statusPurpose: StatusPurpose): Json => {
  const statusListCredential = statusListAddress(publicUrl, certifier, statusPurpose, status.list);
  const id = `${statusListCredential}#${status.index}`;
  return { id, type: 'BitstringStatusListEntry', statusPurpose, statusListIndex: String(status.index), statusListCredential };
};

function attestation(subject: Subject, publicUrl: string, remark: string): Json {
  const { certificate, names, address } = subject;
  const issuedTo = { id: organisationAddress(publicUrl, certificate.line), name: names.line, registeredId: certificate.line };
  return {
    type: ['ConformityAttestation', 'Attestation'],
    id: `${address}#attestation`,
    name: `Marine fuel sustainability certificate ${certificate.id}${remark}`,
    description: `Covers ${certificate.certifiedKg} kg of ${certificate.deliveredKg} kg delivered; the rest is not certified by it.`,
    assessorLevel: '3rdParty',
    assessmentLevel: 'Unspecified',
    attestationType: 'certification',
    issuedToParty: issuedTo,
    scope: scopeOf(subject),
    assessment: [...certificate.uses.map((use, place) => proofAssessment(subject, use, place)), deliveryAssessment(subject)],
    fuelDelivery: {
      deliveryNote: certificateAddress(publicUrl, certificate.noteNumber),
      deliveryNoteNumber: certificate.noteNumber,
      imoNumber: certificate.ship.imo,
      shipName: certificate.ship.name,
      port: certificate.port,
      deliveredOn: certificate.deliveredOn,
      fuelGrade: certificate.grade,
      supplierName: names.supplier,
      deliveredKg: certificate.deliveredKg,
      certifiedKg: certificate.certifiedKg,
      otherwiseCertifiedKg: certificate.otherwiseCertifiedKg,
      uncertifiedKg: certificate.uncertifiedKg,
      factorSet: certificate.factorSet,
      gwpSet: certificate.gwpSet,
    },
    sustainabilityProofs: certificate.uses.map(statedProof),
  };
}

/** What a verifier of FuelEU Maritime must be able to read by machine: compliant, no food or feed crop, which scheme. */
const statedProof = (use: CoveredUse): Json => ({
  proofNumber: use.proofNumber,
  scheme: use.scheme,
  issuerCertificate: use.issuerCertificate,
  productGroup: use.group,
  fuelType: use.fuelType,
  pathway: use.pathway,
  rawMaterial: use.rawMaterial,
  ...(use.annexIX !== null && { annexIX: use.annexIX }),
  rawMaterialOrigin: use.rawMaterialOrigin,
  productionCountry: use.productionCountry,
  ...(use.installationStartedOn !== null && { installationStartedOn: use.installationStartedOn }),
  chainOfCustody: use.chainOfCustody,
  redCompliant: use.redCompliant,
  foodOrFeedCrop: use.foodOrFeedCrop,
  eGPerMj: use.eGPerMj,
  savingPercent: rounded(use.savingPercent),
  massKg: use.massKg,
  energyMj: rounded(use.energyMj),
});

export interface StatusListInput {
  readonly publicUrl: string;
  readonly issuer: string;
  readonly issuerName: string;
  readonly purpose: StatusPurpose;
  readonly list: number;
  readonly encodedList: string;
  readonly at: string;
}

/** The status list as a credential of the same issuer, as of a moment. */
export const statusListCredentialOf = ({ publicUrl, issuer, issuerName, purpose, list, encodedList, at }: StatusListInput): Json => {
  const id = statusListAddress(publicUrl, issuer, purpose, list);
  return {
    '@context': [credentialsContext],
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    id,
    issuer: { id: issuerDid(publicUrl, issuer), name: issuerName },
    validFrom: at,
    credentialSubject: { id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: purpose, encodedList },
  };
};
