import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Voice } from './client.ts';
import type { Outcome } from './outcome.ts';

interface Entry {
  readonly statusListCredential: string;
}

/** Writes what came of a delivery: the note and the certificates as they are, on paper, and with all that a stranger needs to check them. */
export function papersAt(folder: string, reader: Voice) {
  const [notes, certificates] = [join(folder, 'notes'), join(folder, 'certificates')];
  for (const one of [notes, certificates]) mkdirSync(one, { recursive: true });
  return {
    async write({ id, note, certificates: issued = [] }: Outcome): Promise<void> {
      if (note !== undefined) {
        writeFileSync(join(notes, `${id}.json`), await reader.bytes(`/v1/notes/${note}`, 'application/json'));
        writeFileSync(join(notes, `${id}.pdf`), await reader.bytes(`/v1/notes/${note}/pdf`, 'application/pdf'));
        writeFileSync(join(notes, `${id}.did.json`), await reader.bytes('/.well-known/did.json', 'application/json'));
      }
      for (const [at, certificate] of issued.entries()) await writeCertificate(at === 0 ? id : `${id}-${at + 1}`, certificate);
    },
  };

  async function writeCertificate(name: string, id: string): Promise<void> {
    const place = join(certificates, name);
    const jwt = (await reader.bytes(`/v1/certificates/${id}/credential`, 'application/vc+jwt')).toString('ascii');
    writeFileSync(`${place}.vc.jwt`, jwt);
    writeFileSync(`${place}.json`, await reader.bytes(`/v1/certificates/${id}`, 'application/json'));
    writeFileSync(`${place}.pdf`, await reader.bytes(`/v1/certificates/${id}/pdf`, 'application/pdf'));
    const credential = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      issuer: { id: string };
      credentialStatus: Entry | readonly Entry[];
    };
    const issuer = credential.issuer.id.split(':').slice(3).join('/');
    writeFileSync(`${place}.did.json`, await reader.bytes(`/${issuer}/did.json`, 'application/json'));
    const lists = [credential.credentialStatus].flat().map(({ statusListCredential }) => new URL(statusListCredential).pathname);
    const snapshots: string[] = [];
    for (const list of lists) snapshots.push((await reader.bytes(list, 'application/vc+jwt')).toString('ascii'));
    writeFileSync(`${place}.status.jwt`, `${snapshots.join('\n')}\n`);
  }
}
