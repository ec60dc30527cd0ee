import { createPublicKey, verify } from 'node:crypto';
import { CompactSign } from 'jose';
import { keyAddress, type Did } from './did.ts';
import type { PublicJwk, SigningKey } from './keys.ts';

/** Signs a text as a compact JWS (EdDSA); its `kid` is the absolute address of the key in the signer's DID document. */
export const signJws = (
  payload: string,
  did: Did,
  key: SigningKey,
  header: { readonly typ: string; readonly cty?: string },
): Promise<string> =>
  new CompactSign(Buffer.from(payload, 'utf8'))
    .setProtectedHeader({ alg: 'EdDSA', kid: keyAddress(did, key), ...header })
    .sign(key.privateKey);

/** A compact JWS taken apart; header and payload are as they came, unverified. Null where they are no JSON objects. */
export interface JwsParts {
  readonly header: Readonly<Record<string, unknown>> | null;
  readonly payload: Readonly<Record<string, unknown>> | null;
  /** The text of the payload: what the signature covers, letter for letter. */
  readonly payloadText: string;
  readonly signingInput: string;
  readonly signature: Buffer;
}

/** Null where the text is not three parts of base64url in the one spelling that their bytes have. */
export function readJws(text: string): JwsParts | null {
  const parts = text.split('.');
  const [header, payload, signature] = parts.map(bytesOf);
  if (parts.length !== 3 || !header || !payload || !signature) return null;
  return {
    header: objectOf(header),
    payload: objectOf(payload),
    payloadText: payload.toString('utf8'),
    signingInput: text.slice(0, text.lastIndexOf('.')),
    signature,
  };
}

/** Node reads base64url leniently; the last letter of a signature could then be changed unseen, so the spelling is held too. */
const bytesOf = (part: string): Buffer | null => {
  const bytes = Buffer.from(part, 'base64url');
  return part !== '' && bytes.toString('base64url') === part ? bytes : null;
};

function objectOf(bytes: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Whether this key made the signature; the algorithm is pinned here, nothing in the header chooses it. */
export const isSignedBy = ({ signingInput, signature }: JwsParts, key: PublicJwk): boolean =>
  signature.length === 64 &&
  verify(null, Buffer.from(signingInput, 'ascii'), createPublicKey({ key: { ...key }, format: 'jwk' }), signature);
