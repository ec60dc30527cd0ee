import { z } from 'zod';
import type { DidDocument } from '../did.ts';
import type { VerificationView } from './verification-view.ts';
import { shownVerification } from './verification-shown.ts';
import { textOf, verifyCredential } from './verify.ts';
import { verifyNote } from './verify-note.ts';

const documentSchema = z.object({
  '@context': z.array(z.string()).default([]),
  id: z.string(),
  verificationMethod: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      controller: z.string(),
      publicKeyJwk: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
    }),
  ),
  assertionMethod: z.array(z.string()),
});

/** What lies beside a document that is checked without its issuer. */
export interface BesideIt {
  /** A key document, or a list of them, as JSON. */
  readonly keys: string | null;
  /** Status lists, each a `vc+jwt`, one after another. */
  readonly statusLists: string | null;
  readonly at: Date;
}

/** The names under which keys and status lists are looked for beside a file, the file's own ones first. */
export function namesBeside(file: string, ending: 'did.json' | 'status.jwt'): readonly string[] {
  const slash = file.lastIndexOf('/') + 1;
  const [folder, name] = [file.slice(0, slash), file.slice(slash)];
  const stems = [name, name.replace(/\.[^.]*$/, ''), name.replace(/\..*$/, '')];
  return [...new Set(stems)]
    .filter((stem) => stem !== '')
    .map((stem) => `${folder}${stem}.${ending}`)
    .concat(`${folder}${ending}`);
}

/** Reads a key document or a list of them; null where it is none. */
export function readDocuments(json: string): readonly DidDocument[] | null {
  try {
    const value: unknown = JSON.parse(json);
    return z.array(documentSchema).parse(Array.isArray(value) ? value : [value]);
  } catch {
    return null;
  }
}

/** Checks a credential or a sealed note from files alone. What the register would add is not among the checks. */
export function verifyFile(text: string, { keys, statusLists, at }: BesideIt): VerificationView {
  const document = text.trim();
  const documents = (keys === null ? null : readDocuments(keys)) ?? [];
  if (document.startsWith('{')) {
    const note = noteOf(document);
    return shownVerification(verifyNote(note, { documents }), { kind: 'note', id: textOf(note['number']), says: [], at });
  }
  const lists = (statusLists ?? '').split(/\s+/).filter((list) => list !== '');
  const verification = verifyCredential(document, { documents, statusLists: lists, at });
  return shownVerification(verification, { kind: 'credential', id: textOf(verification.payload?.['id']), says: [], at });
}

function noteOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
