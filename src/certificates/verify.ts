import { z } from 'zod';
import { assertionKey, didOfKey, type DidDocument } from '../did.ts';
import { isSignedBy, readJws, type JwsParts } from '../jws.ts';
import { statusCheck } from './status-check.ts';
import { conclude, failed, passed, undecided, type Verification, type VerificationCheck } from './verification-checks.ts';

export const credentialsContext = 'https://www.w3.org/ns/credentials/v2';
export const conformityContext = 'https://test.uncefact.org/vocabulary/untp/dcc/0.6.1/';

/** What a verifier has at hand. Nothing is ever fetched: an address in a credential was chosen by a stranger. */
export interface AtHand {
  /** Key documents of the issuers that are known. */
  readonly documents: readonly DidDocument[];
  /** Status lists, each a `vc+jwt` of its issuer. */
  readonly statusLists: readonly string[];
  readonly at: Date;
  /** What the register holds under the credential's id; left out where there is no register to ask. */
  readonly register?: ((id: string) => string | null) | undefined;
  /** Whether what it rests on still stands; left out where that cannot be asked. */
  readonly basis?: VerificationCheck | undefined;
}

const stamp = z.iso.datetime({ offset: true });

const conformity = z.object({
  '@context': z.tuple([z.literal(credentialsContext), z.literal(conformityContext)], z.string()),
  type: z
    .array(z.string())
    .refine((types) => ['DigitalConformityCredential', 'VerifiableCredential'].every((type) => types.includes(type))),
  id: z.string(),
  issuer: z.object({ id: z.string(), name: z.string() }),
  validFrom: stamp.optional(),
  validUntil: stamp.optional(),
  credentialSubject: z.object({ id: z.string() }),
  vc: z.undefined().optional(),
  vp: z.undefined().optional(),
});

/**
 * Checks a certificate's credential: a UNTP DigitalConformityCredential secured as `vc+jwt`. Every check is made that can
 * be made; one that rests on what failed or is missing is *undecided*.
 */
export function verifyCredential(credential: string, { documents, statusLists, at, register, basis }: AtHand): Verification {
  const parts = readJws(credential);
  const { header = null, payload = null } = parts ?? {};
  const kid = textOf(header?.['kid']);
  const stated = textOf(objectOf(payload?.['issuer'])?.['id']) ?? textOf(payload?.['issuer']);
  const document = documents.find(({ id }) => id === (kid && didOfKey(kid))) ?? documents.find(({ id }) => id === stated);
  const signature = signatureCheck(parts, kid, document);
  const sound = signature.result === 'passed' && payload !== null && document !== undefined;
  const checks: VerificationCheck[] = [
    header && payload ? passed('format') : failed('format', 'DOCUMENT_MALFORMED'),
    issuerCheck(kid, stated, document),
    signature,
    schemaCheck(header, payload),
    ...(payload ? dateChecks(payload, at) : [undecided('valid-from'), undecided('valid-until')]),
    sound ? statusCheck(payload['credentialStatus'], document, statusLists) : undecided('status'),
    ...(register ? [sound ? registerCheck(credential, textOf(payload['id']), register) : undecided('register')] : []),
    ...(basis ? [sound ? basis : undecided('basis')] : []),
  ];
  const replay = payload?.['replay'] === true;
  if (payload) checks.push(replay ? passed('replay', { code: 'REPLAY' }) : passed('replay'));
  return conclude(checks, payload, replay);
}

function issuerCheck(kid: string | null, stated: string | null, document: DidDocument | undefined): VerificationCheck {
  if (kid === null || stated === null) return undecided('issuer');
  if (!document) return failed('issuer', 'ISSUER_UNKNOWN', { issuer: stated });
  const same = document.id === stated && document.id === didOfKey(kid);
  return same ? passed('issuer') : failed('issuer', 'ISSUER_DIFFERS', { issuer: stated, signer: didOfKey(kid) });
}

/** A known issuer has made the signature by none of its keys: bad, whatever key the header names. */
export function signatureCheck(parts: JwsParts | null, kid: string | null, document: DidDocument | undefined): VerificationCheck {
  if (!parts || !document) return undecided('signature');
  const key = kid !== null && parts.header?.['alg'] === 'EdDSA' && parts.header['crit'] === undefined ? assertionKey(document, kid) : null;
  return key && isSignedBy(parts, key) ? passed('signature') : failed('signature', 'SIGNATURE_BAD', { issuer: document.id });
}

function schemaCheck(header: JwsParts['header'], payload: JwsParts['payload']): VerificationCheck {
  if (!header || !payload) return undecided('schema');
  if (header['typ'] !== 'vc+jwt') return failed('schema', 'TYPE_UNFIT', { what: 'typ' });
  const read = conformity.safeParse(payload);
  return read.success ? passed('schema') : failed('schema', 'TYPE_UNFIT', { what: read.error.issues[0]?.path.join('.') ?? '' });
}

function dateChecks(payload: NonNullable<JwsParts['payload']>, at: Date): VerificationCheck[] {
  const from = stamp.optional().safeParse(payload['validFrom']);
  const until = stamp.optional().safeParse(payload['validUntil']);
  return [
    !from.success
      ? failed('valid-from', 'TYPE_UNFIT', { what: 'validFrom' })
      : from.data !== undefined && at < new Date(from.data)
        ? failed('valid-from', 'NOT_YET_VALID', { from: from.data })
        : passed('valid-from'),
    !until.success
      ? failed('valid-until', 'TYPE_UNFIT', { what: 'validUntil' })
      : until.data !== undefined && at > new Date(until.data)
        ? failed('valid-until', 'EXPIRED', { until: until.data })
        : passed('valid-until'),
  ];
}

function registerCheck(credential: string, id: string | null, register: NonNullable<AtHand['register']>): VerificationCheck {
  const held = id === null ? null : register(id);
  if (held === null) return failed('register', 'REGISTER_UNKNOWN', { id: id ?? '' });
  return held === credential ? passed('register') : failed('register', 'REGISTER_DIFFERS', { id: id ?? '' });
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const objectOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
