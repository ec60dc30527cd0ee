import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import { compactVerify, importJWK, type JWK } from 'jose';
import jsonld from 'jsonld';
import { schemaFile, schemasFolder } from '../certificates/certificates-of-test.ts';
import { withHouse } from './house.ts';
import { expectLawsHold } from './laws.ts';

const run = promisify(execFile);

interface KeyDocument {
  readonly verificationMethod: readonly { readonly id: string; readonly publicKeyJwk: JWK }[];
}

withHouse('the story', (house) => {
  let folder = '';
  const tell = async (): Promise<string> => {
    const args = [
      '--import=tsx',
      'scripts/story.ts',
      '--url',
      house().service.url,
      '--out',
      join(folder, 'out'),
      '--people',
      join(folder, 'people.json'),
    ];
    return (await run(process.execPath, args, { maxBuffer: 1e8 })).stdout;
  };
  const certificates = async (): Promise<string[]> =>
    (await readdir(join(folder, 'out', 'certificates')))
      .filter((name) => name.endsWith('.vc.jwt'))
      .map((name) => name.slice(0, -'.vc.jwt'.length));
  const credentialOf = async (name: string) => {
    const jwt = (await readFile(join(folder, 'out', 'certificates', `${name}.vc.jwt`), 'utf8')).trim();
    const keys = JSON.parse(await readFile(join(folder, 'out', 'certificates', `${name}.did.json`), 'utf8')) as KeyDocument;
    return { jwt, keys };
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plimsoll-story-'));
    await writeFile(join(folder, 'people.json'), JSON.stringify(house().people));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('ends as every record must, and the ledger is sound', async function () {
    this.timeout(240_000);
    expect(await tell()).to.include('49 passed, 0 failed');
    expect(await tell())
      .to.include('Nothing was changed')
      .and.to.include('49 passed, 0 failed');
    await expectLawsHold(house());
  });

  it('leaves two certificates of each fuel that jose alone verifies by the key in the DID document', async () => {
    const names = await certificates();
    for (const fuel of ['lng', 'b24', 'methanol', 'ammonia'])
      expect(
        names.filter((name) => name.includes(fuel)),
        fuel,
      ).to.have.length.of.at.least(2);
    for (const name of names) {
      const { jwt, keys } = await credentialOf(name);
      const { protectedHeader } = await compactVerify(jwt, async ({ kid }) => {
        const method = keys.verificationMethod.find(({ id }) => id === kid);
        return importJWK(method?.publicKeyJwk ?? expect.fail(`${name} names no key of its issuer`), 'EdDSA');
      });
      expect(protectedHeader.typ).to.equal('vc+jwt');
    }
  });

  it('leaves certificates that satisfy the UNTP schema and expand in JSON-LD safe mode', async function () {
    if (schemasFolder === undefined || schemasFolder === '') this.skip();
    this.timeout(60_000);
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const untp = ajv.compile(schemaFile('untp-0.6.1/untp-dcc-schema.json') as object);
    const files: Record<string, string> = {
      'https://www.w3.org/ns/credentials/v2': 'w3c/credentials-v2.context.jsonld',
      'https://test.uncefact.org/vocabulary/untp/dcc/0.6.1/': 'untp-0.6.1/untp-dcc.context.jsonld',
    };
    const own = await house().nobody.got<object>('/contexts/marine-fuel/v1');
    const documentLoader = async (url: string) => {
      const file = files[url];
      if (file === undefined && !url.endsWith('/contexts/marine-fuel/v1')) throw new Error(`a request for ${url}`);
      return { documentUrl: url, document: (file === undefined ? own : schemaFile(file)) as jsonld.JsonLdDocument };
    };
    for (const name of await certificates()) {
      const { jwt } = await credentialOf(name);
      const credential = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) as jsonld.JsonLdDocument;
      expect(untp(credential), `${name}: ${JSON.stringify(untp.errors)}`).to.equal(true);
      expect(await jsonld.expand(credential, { safe: true, documentLoader } as jsonld.Options.Expand)).to.have.lengthOf(1);
    }
  });
});
