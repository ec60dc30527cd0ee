import { mkdtemp, readdir, rm, stat, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { calculateJwkThumbprint } from 'jose';
import { openKeys, thumbprint } from '../../src/keys.ts';

const organisation = '3f0c6f0e-52f8-4a53-9a63-0a3a2f5a8c11';

describe('keys of the service', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'keys-')), 'keys');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  it('are made when first needed and are the same after a restart', async () => {
    const note = await openKeys(folder).noteKey();
    const issuer = await openKeys(folder).issuerKey(organisation);
    const secret = await openKeys(folder).sessionSecret();
    expect((await openKeys(folder).noteKey()).id).to.equal(note.id);
    expect((await openKeys(folder).issuerKey(organisation)).id).to.equal(issuer.id);
    expect((await openKeys(folder).sessionSecret()).equals(secret)).to.be.true;
    expect(issuer.id).not.to.equal(note.id);
  });

  it('stand in a folder and in files that nobody else may read', async () => {
    await openKeys(folder).noteKey();
    await openKeys(folder).sessionSecret();
    expect((await stat(folder)).mode & 0o777).to.equal(0o700);
    for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o777, file).to.equal(0o600);
  });

  it('are one and the same for two processes that start together, and leave no second file', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => openKeys(folder).noteKey()));
    expect(new Set(made.map(({ id }) => id)).size).to.equal(1);
    expect(await readdir(folder)).to.deep.equal(['note.jwk.json']);
  });

  it('name a damaged file and what to do, and never show what stands in it', async () => {
    await mkdir(folder, { recursive: true });
    const other = await openKeys(join(folder, 'other')).noteKey();
    const { d } = other.privateKey.export({ format: 'jwk' });
    const x = 'A'.repeat(43);
    for (const text of ['', '{', '{"kty":"OKP"}', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x, d })]) {
      await writeFile(join(folder, 'note.jwk.json'), text);
      const error = await openKeys(folder)
        .noteKey()
        .then(() => null, String);
      expect(error, text).to.include('note.jwk.json is damaged').and.not.include(String(d));
    }
    await writeFile(join(folder, 'session.secret'), 'short');
    expect(
      await openKeys(folder)
        .sessionSecret()
        .then(() => null, String),
    ).to.include('session.secret is damaged');
  });

  it('can be put back after damage without a restart', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'note.jwk.json'), '{');
    const keys = openKeys(folder);
    await keys.noteKey().catch(() => undefined);
    await rm(join(folder, 'note.jwk.json'));
    expect((await keys.noteKey()).id).to.have.lengthOf(43);
  });

  it('have the thumbprint that others compute for the same key (RFC 7638, vector of RFC 8037 A.3)', async () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const;
    expect(thumbprint(jwk)).to.equal('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
    const { publicJwk, id } = await openKeys(folder).noteKey();
    expect(id).to.equal(await calculateJwkThumbprint({ ...publicJwk }));
  });

  it('let no id lead out of the folder', async () => {
    const error = await openKeys(folder)
      .issuerKey('../note')
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    expect(error).to.be.instanceOf(TypeError);
  });
});
