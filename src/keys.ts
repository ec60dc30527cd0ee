import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** The public half of an Ed25519 key (RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

export interface SigningKey {
  /** RFC 7638 thumbprint: the fragment of the key's address in its DID document. */
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicJwk;
}

/** The secrets of this service. They live outside the database, so that a copy of the database can sign nothing. */
export interface Keys {
  /** Seals delivery notes in the name of the service. */
  noteKey(): Promise<SigningKey>;
  /** Signs the certificates and status lists of one certifier. */
  issuerKey(organisation: string): Promise<SigningKey>;
  /** Of the access tokens. */
  sessionSecret(): Promise<Buffer>;
}

const base64url = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const privateJwk = z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url, d: base64url });

/**
 * Keys in a folder (0700) of files (0600), each made when it is first needed. Two processes that start together agree on
 * one key: the file is written whole beside its place and linked there, and the one that comes second reads the first's.
 */
export function openKeys(folder: string): Keys {
  const kept = new Map<string, Promise<unknown>>();
  const once = <T>(name: string, read: () => Promise<T>): Promise<T> => {
    const found = kept.get(name) ?? read();
    kept.set(name, found);
    found.catch(() => kept.delete(name));
    return found as Promise<T>;
  };
  const signingKey = (name: string): Promise<SigningKey> =>
    once(name, async () => {
      const path = join(folder, `${name}.jwk.json`);
      return parseSigningKey(await readOrMake(folder, path, newSigningKey), path);
    });
  return Object.freeze({
    noteKey: () => signingKey('note'),
    issuerKey: async (organisation: string) => signingKey(`issuer-${asFileName(organisation)}`),
    sessionSecret: () =>
      once('session', async () => {
        const path = join(folder, 'session.secret');
        const text = await readOrMake(folder, path, () => randomBytes(64).toString('base64url'));
        const secret = Buffer.from(text.trim(), 'base64url');
        return secret.length === 64 && secret.toString('base64url') === text.trim() ? secret : damaged(path);
      }),
  });
}

/** The key that a private JWK describes; `where` names it in the error, its content never appears there. */
export function parseSigningKey(text: string, where: string): SigningKey {
  const jwk = asPrivateJwk(text) ?? damaged(where);
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x !== jwk.x) return damaged(where);
  const publicJwk: PublicJwk = Object.freeze({ kty: 'OKP', crv: 'Ed25519', x });
  return Object.freeze({ id: thumbprint(publicJwk), privateKey, publicJwk });
}

/** RFC 7638: SHA-256 over the required members in the order of their names. */
export const thumbprint = ({ crv, kty, x }: PublicJwk): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');

function asPrivateJwk(text: string): z.output<typeof privateJwk> | null {
  try {
    return privateJwk.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function damaged(path: string): never {
  throw new Error(
    `${path} is damaged: it does not hold the key that was made there. Put it back from a backup; without it nothing new can be signed in that name.`,
  );
}

const newSigningKey = (): string => {
  const { kty, crv, x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return JSON.stringify({ kty, crv, x, d });
};

async function readOrMake(folder: string, path: string, make: () => string): Promise<string> {
  const found = await readIfThere(path);
  if (found !== null) return found;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await placeWhole(path, make());
  return (await readIfThere(path)) ?? damaged(path);
}

/** Writes the file whole, or leaves the one that is already there. */
async function placeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomUUID()}`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await link(beside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await file.close();
    await rm(beside, { force: true });
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** An id becomes part of a file's name; anything that could lead elsewhere is a defect of the caller. */
const asFileName = (organisation: string): string => {
  if (!/^[A-Za-z0-9-]{1,80}$/.test(organisation)) throw new TypeError('an organisation whose id cannot name a file');
  return organisation;
};
