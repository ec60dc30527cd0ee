import { z } from 'zod';
import { assertionKey, didOfKey, type DidDocument } from '../did.ts';
import { isSignedBy, readJws } from '../jws.ts';
import { statusAt } from './status-list.ts';
import {
  failed,
  passed,
  undecided,
  type VerificationCheck,
  type VerificationCode,
  type VerificationReason,
} from './verification-checks.ts';

const entry = z.object({
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.string(),
  statusListIndex: z.string().regex(/^(0|[1-9][0-9]{0,9})$/),
  statusListCredential: z.string(),
});
const entries = z.union([entry.transform((one) => [one]), z.array(entry).min(1)]);

const listCredential = z.object({
  id: z.string(),
  type: z.array(z.string()).refine((types) => types.includes('BitstringStatusListCredential')),
  issuer: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]),
  validFrom: z.iso.datetime({ offset: true }),
  credentialSubject: z.object({ type: z.literal('BitstringStatusList'), statusPurpose: z.string(), encodedList: z.string() }),
});
type StatusList = z.output<typeof listCredential>;

const codeOf: Readonly<Record<string, VerificationCode>> = { revocation: 'WITHDRAWN', suspension: 'SUSPENDED' };

/**
 * Reads a signed status list, provided that the issuer of the credential signed it: another's list says nothing about it.
 */
export function readStatusList(jwt: string, issuer: DidDocument): StatusList | null {
  const parts = readJws(jwt);
  const kid = parts?.header?.['kid'];
  if (!parts || parts.header?.['alg'] !== 'EdDSA' || typeof kid !== 'string' || didOfKey(kid) !== issuer.id) return null;
  const key = assertionKey(issuer, kid);
  if (!key || !isSignedBy(parts, key)) return null;
  const list = listCredential.safeParse(parts.payload);
  return list.success && list.data.issuer === issuer.id ? list.data : null;
}

/**
 * Whether the lists that the credential names have its bit set. A list that is not at hand, not signed by the issuer or
 * too short leaves the check undecided: silence is never a good status. A passed check says how old its lists are.
 */
export function statusCheck(credentialStatus: unknown, issuer: DidDocument, lists: readonly string[]): VerificationCheck {
  if (credentialStatus === undefined) return undecided('status', 'STATUS_UNKNOWN', { list: '–' });
  const stated = entries.safeParse(credentialStatus);
  if (!stated.success) return failed('status', 'TYPE_UNFIT', { what: 'credentialStatus' });
  const known = new Map(lists.flatMap((jwt) => readStatusList(jwt, issuer) ?? []).map((list) => [list.id, list]));
  const reasons: VerificationReason[] = [];
  const open: string[] = [];
  let asOf: string | undefined;
  for (const { statusPurpose, statusListIndex, statusListCredential } of stated.data) {
    const list = known.get(statusListCredential);
    const fits = list?.credentialSubject.statusPurpose === statusPurpose;
    const set = fits ? statusAt(list.credentialSubject.encodedList, Number(statusListIndex)) : null;
    const code = codeOf[statusPurpose];
    if (set && code) reasons.push({ code, values: { list: statusListCredential } });
    if (set === null || !code) open.push(statusListCredential);
    if (list && (asOf === undefined || list.validFrom < asOf)) asOf = list.validFrom;
  }
  if (reasons.length > 0) return { name: 'status', result: 'failed', reasons };
  if (open.length > 0) return undecided('status', 'STATUS_UNKNOWN', { list: open.join(', ') });
  return passed('status', { code: 'STATUS_AS_OF', values: { asOf: asOf ?? '' } });
}
