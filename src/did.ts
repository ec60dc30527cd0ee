import type { PublicJwk, SigningKey } from './keys.ts';

/** A name that anyone can resolve to keys, such as `did:web:plimsoll.example%3A8080:organisations:6f…`. */
export type Did = string;

/** `did:web` of this service, whose key seals delivery notes: host and port of the public address, nothing else. */
export const serviceDid = (publicUrl: string): Did => `did:web:${encodeURIComponent(new URL(publicUrl).host)}`;

/** `did:web` of a certifier: it signs its own certificates, with a key of its own. */
export const issuerDid = (publicUrl: string, organisation: string): Did => `${serviceDid(publicUrl)}:organisations:${organisation}`;

/** The absolute address of a key: what a JWS carries as `kid`. */
export const keyAddress = (did: Did, key: Pick<SigningKey, 'id'>): string => `${did}#${key.id}`;

/** The DID that a key's address belongs to. */
export const didOfKey = (address: string): Did => address.split('#', 1)[0] ?? '';

/** A DID document as W3C's Decentralized Identifiers and Controlled Identifiers have it. */
export interface DidDocument {
  readonly '@context': readonly string[];
  readonly id: Did;
  readonly verificationMethod: readonly {
    readonly id: string;
    readonly type: string;
    readonly controller: Did;
    readonly publicKeyJwk: PublicJwk & { readonly kid?: string; readonly alg?: string };
  }[];
  readonly assertionMethod: readonly string[];
}

const contexts = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'] as const;

/** The document of a DID with its keys, each allowed to make assertions (sign credentials) and nothing else. */
export function didDocument(did: Did, keys: readonly SigningKey[]): DidDocument {
  const verificationMethod = keys.map((key) => ({
    id: keyAddress(did, key),
    type: 'JsonWebKey',
    controller: did,
    publicKeyJwk: { ...key.publicJwk, kid: key.id, alg: 'EdDSA' },
  }));
  return { '@context': [...contexts], id: did, verificationMethod, assertionMethod: verificationMethod.map(({ id }) => id) };
}

/** The key that a document offers for assertions under this address; null where it has none. */
export function assertionKey(document: DidDocument, address: string): PublicJwk | null {
  if (!document.assertionMethod.includes(address)) return null;
  const method = document.verificationMethod.find(({ id, controller }) => id === address && controller === document.id);
  if (method?.publicKeyJwk.kty !== 'OKP' || method.publicKeyJwk.crv !== 'Ed25519') return null;
  const { kty, crv, x } = method.publicKeyJwk;
  return { kty, crv, x };
}
