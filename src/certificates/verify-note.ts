import { isDeepStrictEqual } from 'node:util';
import { hashOf } from '../canonical.ts';
import { noteContent, sealType, type DeliveryNote } from '../bunkering/delivery-note.ts';
import { didOfKey, type DidDocument } from '../did.ts';
import { readJws } from '../jws.ts';
import { conclude, failed, passed, undecided, type Verification, type VerificationCheck } from './verification-checks.ts';
import { signatureCheck, textOf } from './verify.ts';

export interface NoteAtHand {
  readonly documents: readonly DidDocument[];
  /** The note as the register holds it under its number; left out where there is no register to ask. */
  readonly register?: ((number: string) => Pick<DeliveryNote, 'state' | 'seal' | 'supersededBy'> | null) | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Checks a sealed delivery note: the seal is a JWS of the service's note key, and the note says nothing else than what was
 * sealed. A note is not withdrawn; it is superseded by another one.
 */
export function verifyNote(note: Json, { documents, register }: NoteAtHand): Verification {
  const seal = textOf(note['seal']);
  const number = textOf(note['number']);
  if (seal === null || number === null) {
    const why = note['state'] === undefined ? 'DOCUMENT_MALFORMED' : 'NOT_SEALED';
    return conclude([failed('format', why), undecided('issuer'), undecided('signature')], null, false);
  }
  const parts = readJws(seal);
  const kid = textOf(parts?.header?.['kid']);
  const document = documents.find(({ id }) => id === (kid && didOfKey(kid)));
  const sealed = parts?.payload ?? null;
  const signature = signatureCheck(parts, kid, document ?? (documents.length === 1 ? documents[0] : undefined));
  const held = register?.(number);
  const replay = sealed?.['replay'] === true;
  const checks: VerificationCheck[] = [
    parts?.header && sealed ? passed('format') : failed('format', 'DOCUMENT_MALFORMED'),
    kid === null ? undecided('issuer') : document ? passed('issuer') : failed('issuer', 'ISSUER_UNKNOWN', { issuer: didOfKey(kid) }),
    signature.result === 'passed' && !saysTheSame(note, sealed)
      ? failed('signature', 'SIGNATURE_BAD', { issuer: document?.id ?? '' })
      : signature,
    sealed && signature.result === 'passed' ? contentCheck(parts?.header?.['typ'], sealed) : undecided('schema'),
    statusOf(held ?? note, held !== undefined && held !== null),
    ...(register ? [registerCheck(number, seal, held ?? null)] : []),
    ...(sealed ? [replay ? passed('replay', { code: 'REPLAY' }) : passed('replay')] : []),
  ];
  return conclude(checks, sealed, replay);
}

/** Every member that was sealed stands in the note as it was sealed; what a stranger put there is looked at no deeper than that. */
const saysTheSame = (note: Json, sealed: Json | null): boolean =>
  sealed !== null && Object.entries(sealed).every(([member, value]) => isDeepStrictEqual(note[member], value));

/** The hash that both sides signed is the hash of the content. */
function contentCheck(typ: unknown, sealed: Json): VerificationCheck {
  if (typ !== sealType) return failed('schema', 'TYPE_UNFIT', { what: 'typ' });
  const signatures = sealed['signatures'];
  const hash = hashOf(noteContent(sealed as unknown as DeliveryNote));
  const signed = Array.isArray(signatures) && signatures.length > 0 && signatures.every((one) => (one as Json | null)?.['hash'] === hash);
  return sealed['contentHash'] === hash && signed ? passed('schema') : failed('schema', 'TYPE_UNFIT', { what: 'contentHash' });
}

function statusOf(note: Json | Pick<DeliveryNote, 'state' | 'supersededBy'>, known: boolean): VerificationCheck {
  const { state, supersededBy } = note as Partial<DeliveryNote>;
  if (state === 'superseded') return failed('status', 'SUPERSEDED', { by: supersededBy ?? '–' });
  return known ? passed('status') : passed('status', { code: 'STATUS_AS_STATED' });
}

function registerCheck(number: string, seal: string, held: { readonly seal: string | null } | null): VerificationCheck {
  if (!held) return failed('register', 'REGISTER_UNKNOWN', { id: number });
  return held.seal === seal ? passed('register') : failed('register', 'REGISTER_DIFFERS', { id: number });
}
