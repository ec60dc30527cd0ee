import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { noteContent, sealedContent, sealType, type DeliveryNote } from '../../src/bunkering/delivery-note.ts';
import { canonicalJson, hashOf } from '../../src/canonical.ts';
import { credentialOf, statusListCredentialOf } from '../../src/certificates/credential.ts';
import { encodeStatusList, statusPurposes } from '../../src/certificates/status-list.ts';
import { namesBeside, readDocuments, verifyFile } from '../../src/certificates/verify-file.ts';
import { didDocument, issuerDid, serviceDid } from '../../src/did.ts';
import { signJws } from '../../src/jws.ts';
import { certificate, certifier, credentialInput, otherKey, publicUrl, seededKey } from './certificates-of-test.ts';

const did = issuerDid(publicUrl, certifier);
const asVc = { typ: 'vc+jwt', cty: 'vc' };

describe('verification from files alone', function () {
  this.timeout(120_000);
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const put = (name: string, text: string): Promise<void> => writeFile(at(name), text);

  /** The script as a person runs it: exit code and what it printed. */
  const run = (...args: string[]): Promise<{ code: number; out: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, ['--import', 'tsx', 'scripts/verify.ts', ...args], (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
      );
    });

  const lists = async (set: readonly number[]): Promise<string> => {
    const signed = statusPurposes.map((purpose) => {
      const encodedList = encodeStatusList(purpose === 'revocation' ? set : []);
      const about = {
        publicUrl,
        issuer: certifier,
        issuerName: 'Certifier 1',
        purpose,
        list: 1,
        encodedList,
        at: '2026-04-01T00:00:00.000Z',
      };
      return signJws(JSON.stringify(statusListCredentialOf(about)), did, seededKey, asVc);
    });
    return `${(await Promise.all(signed)).join('\n')}\n`;
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verify-'));
    const credential = await signJws(JSON.stringify(credentialOf(credentialInput())), did, seededKey, asVc);
    await put('good.vc.jwt', `${credential}\n`);
    await put('changed.vc.jwt', credential.slice(0, 700) + (credential[700] === 'A' ? 'B' : 'A') + credential.slice(701));
    await put('did.json', JSON.stringify(didDocument(did, [seededKey])));
    await put('status.jwt', await lists([]));
    await put('withdrawn.status.jwt', await lists([certificate.status.index]));
    await put('another.did.json', JSON.stringify([didDocument(issuerDid(publicUrl, 'another'), [otherKey])]));
  });
  after(() => rm(folder, { recursive: true }));

  it('names a different reason for each fault', async () => {
    const text = (name: string): Promise<string> => readFile(at(name), 'utf8');
    const [good, keys, clean] = await Promise.all([text('good.vc.jwt'), text('did.json'), text('status.jwt')]);
    const beside = { keys, statusLists: clean, at: new Date('2026-04-02T00:00:00Z') };
    const reason = (changed: string, change: Partial<typeof beside> = {}) => verifyFile(changed, { ...beside, ...change }).reason;
    expect(reason(good)).to.be.null;
    expect([
      reason(await text('changed.vc.jwt')),
      reason(good, { keys: await text('another.did.json') }),
      reason(good, { statusLists: await text('withdrawn.status.jwt') }),
      reason(good, { at: new Date('2026-03-02') }),
      reason(good, { at: new Date('2028-04-02') }),
      reason(good, { statusLists: '' }),
    ]).to.deep.equal(['SIGNATURE_BAD', 'ISSUER_UNKNOWN', 'WITHDRAWN', 'NOT_YET_VALID', 'EXPIRED', 'STATUS_UNKNOWN']);
  });

  it('ends with 0 for a valid document, 1 for another, 2 where it was not asked rightly', async () => {
    const runs: readonly (readonly [string, number, readonly string[]])[] = [
      ['Valid 有效', 0, [at('good.vc.jwt'), '--at', '2026-04-02T00:00:00Z']],
      ['(WITHDRAWN)', 1, [at('good.vc.jwt'), '--at', '2026-04-02', '--status', at('withdrawn.status.jwt')]],
      ['is no key document', 2, [at('good.vc.jwt'), '--keys', at('status.jwt')]],
    ];
    for (const [says, expected, args] of runs) {
      const { code, out } = await run(...args);
      expect(code, out).to.equal(expected);
      expect(out).to.include(says);
    }
  });

  it('checks a sealed note as well, letter for letter', async () => {
    const sealedAt = '2026-03-02T00:00:00.000Z';
    const said = {
      number: 'CNZOS-2026-000009',
      massKg: 1000,
      items: [],
      remarks: [],
      sources: [],
      replay: true,
      supersedes: null,
      draftedAt: sealedAt,
    };
    const draft = {
      ...said,
      delivery: 'd',
      nomination: 'n',
      supplier: 's',
      port: 'CNZOS',
      imo: '0000019',
      grade: 'LNG',
      method: 'gauging',
    } as unknown as DeliveryNote;
    const contentHash = hashOf(noteContent(draft));
    const signed = {
      ...draft,
      contentHash,
      signatures: [{ side: 'ship' as const, office: 'Chief engineer', signedAt: sealedAt, hash: contentHash, protest: null }],
    };
    const seal = await signJws(canonicalJson(sealedContent(signed, sealedAt)), serviceDid(publicUrl), otherKey, { typ: sealType });
    const note = { ...signed, state: 'sealed', seal, sealedAt };
    const keys = JSON.stringify(didDocument(serviceDid(publicUrl), [otherKey]));
    const good = verifyFile(JSON.stringify(note, null, 2), { keys, statusLists: null, at: new Date(sealedAt) });
    expect([good.verdict, good.replay]).to.deep.equal(['valid', true]);
    for (const [change, reason] of [
      [{ massKg: 1001 }, 'SIGNATURE_BAD'],
      [{ signatures: [] }, 'SIGNATURE_BAD'],
      [{ state: 'superseded', supersededBy: 'CNZOS-2026-000010' }, 'SUPERSEDED'],
      [{ seal: null }, 'NOT_SEALED'],
    ] as const) {
      const bad = verifyFile(JSON.stringify({ ...note, ...change }), { keys, statusLists: null, at: new Date(sealedAt) });
      expect([bad.verdict, bad.reason]).to.deep.equal(['not-valid', reason]);
    }
  });

  it('looks beside the file under its own name first', () => {
    expect(namesBeside('out/a.vc.jwt', 'did.json')).to.deep.equal([
      'out/a.vc.jwt.did.json',
      'out/a.vc.did.json',
      'out/a.did.json',
      'out/did.json',
    ]);
    expect(readDocuments('{}')).to.be.null;
  });
});
