import { expect } from 'chai';
import fc from 'fast-check';
import { compactVerify, importJWK } from 'jose';
import type { CheckName } from '../../src/certificates/verification-view.ts';
import type { VerificationCode } from '../../src/certificates/verification-checks.ts';
import { credentialOf, statusListCredentialOf, type IssuedCertificate } from '../../src/certificates/credential.ts';
import { encodeStatusList, type StatusPurpose } from '../../src/certificates/status-list.ts';
import { verifyCredential, type AtHand } from '../../src/certificates/verify.ts';
import { didDocument, issuerDid, type DidDocument } from '../../src/did.ts';
import { signJws } from '../../src/jws.ts';
import { certificate, certifier, credentialInput, otherKey, publicUrl, seededKey } from './certificates-of-test.ts';

const did = issuerDid(publicUrl, certifier);
const document = didDocument(did, [seededKey]);
const asVc = { typ: 'vc+jwt', cty: 'vc' };
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

const issue = (changes: Partial<IssuedCertificate> = {}, key = seededKey): Promise<string> =>
  signJws(JSON.stringify(credentialOf(credentialInput(changes))), did, key, asVc);

const statusList = (purpose: StatusPurpose, set: readonly number[], key = seededKey, signer = did): Promise<string> => {
  const input = {
    publicUrl,
    issuer: certifier,
    issuerName: 'Certifier 1',
    purpose,
    list: 1,
    encodedList: encodeStatusList(set),
    at: '2026-04-01T00:00:00.000Z',
  };
  return signJws(JSON.stringify(statusListCredentialOf(input)), signer, key, asVc);
};

const { index } = certificate.status;

describe('the verification of a credential', () => {
  let credential: string;
  let clean: AtHand;
  before(async () => {
    credential = await issue();
    const statusLists = [await statusList('revocation', [index + 1]), await statusList('suspension', [])];
    clean = { documents: [document], statusLists, at: day('2026-04-02') };
  });

  const answer = (text: string, change: Partial<AtHand> = {}) => verifyCredential(text, { ...clean, ...change });
  const codes = (text: string, change: Partial<AtHand> = {}) => {
    const { reason, verdict } = answer(text, change);
    return [verdict, reason];
  };
  const result = (text: string, name: CheckName, change: Partial<AtHand> = {}) =>
    answer(text, change).checks.find((check) => check.name === name)?.result;

  it('passes every named check of a good one', () => {
    const { verdict, reason, checks } = answer(credential);
    expect([verdict, reason]).to.deep.equal(['valid', null]);
    expect(checks.map(({ name, result: outcome }) => `${name} ${outcome}`)).to.deep.equal(
      ['format', 'issuer', 'signature', 'schema', 'valid-from', 'valid-until', 'status', 'replay'].map((name) => `${name} passed`),
    );
    expect(checks.find(({ name }) => name === 'status')?.reasons).to.deep.equal([
      { code: 'STATUS_AS_OF', values: { asOf: '2026-04-01T00:00:00.000Z' } },
    ]);
  });

  it('agrees with jose alone, by the key in the DID document', async () => {
    const method = document.verificationMethod[0] ?? expect.fail();
    const { payload, protectedHeader } = await compactVerify(credential, await importJWK({ ...method.publicKeyJwk }, 'EdDSA'));
    expect(protectedHeader).to.deep.equal({ alg: 'EdDSA', kid: `${did}#${seededKey.id}`, typ: 'vc+jwt', cty: 'vc' });
    expect(JSON.parse(new TextDecoder().decode(payload))).to.deep.equal(credentialOf(credentialInput()));
  });

  it('verifies the signed vector of RFC 8037', async () => {
    const { isSignedBy, readJws } = await import('../../src/jws.ts');
    const vector =
      'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';
    const parts = readJws(vector) ?? expect.fail();
    expect(isSignedBy(parts, seededKey.publicJwk)).to.be.true;
    expect(isSignedBy(parts, otherKey.publicJwk)).to.be.false;
  });

  it('gives six different answers to six different faults', async () => {
    const withdrawn = [await statusList('revocation', [index]), await statusList('suspension', [])];
    const suspended = [await statusList('revocation', []), await statusList('suspension', [index])];
    const faults: readonly [VerificationCode, CheckName, string, Partial<AtHand>][] = [
      ['SIGNATURE_BAD', 'signature', await issue({}, otherKey), {}],
      ['ISSUER_UNKNOWN', 'issuer', credential, { documents: [didDocument(issuerDid(publicUrl, 'another'), [otherKey])] }],
      ['WITHDRAWN', 'status', credential, { statusLists: withdrawn }],
      ['SUSPENDED', 'status', credential, { statusLists: suspended }],
      ['NOT_YET_VALID', 'valid-from', credential, { at: day('2026-03-02') }],
      ['EXPIRED', 'valid-until', credential, { at: day('2028-03-04') }],
    ];
    for (const [code, check, text, change] of faults) {
      expect(codes(text, change), code).to.deep.equal(['not-valid', code]);
      expect(result(text, check, change), code).to.equal('failed');
    }
  });

  it('never verifies with one changed character, anywhere', () => {
    const letters = [...'ABCXYZabcxyz0189-_.=+/ "\n\u00e9'];
    fc.assert(
      fc.property(fc.nat(credential.length - 1), fc.constantFrom(...letters), (place, letter) => {
        fc.pre(credential[place] !== letter);
        const changed = credential.slice(0, place) + letter + credential.slice(place + 1);
        expect(answer(changed).verdict).to.equal('not-valid');
      }),
      {
        numRuns: 1500,
        examples: [
          [credential.length - 1, 'B'],
          [credential.length - 1, 'C'],
          [0, 'f'],
        ],
      },
    );
  });

  it('calls a changed character in the payload a bad signature, also where the payload is no JSON any more', () => {
    const [header = '', payload = '', signature = ''] = credential.split('.');
    for (let place = 0; place < payload.length; place += 97) {
      const letter = payload[place] === 'A' ? 'B' : 'A';
      const changed = [header, payload.slice(0, place) + letter + payload.slice(place + 1), signature].join('.');
      if (changed !== credential && Buffer.from(changed.split('.')[1] ?? '', 'base64url').toString('base64url') === changed.split('.')[1])
        expect(codes(changed), String(place)).to.deep.equal(['not-valid', 'SIGNATURE_BAD']);
    }
  });

  it('never verifies cut short, joined or padded', () => {
    for (const text of [
      '',
      '.',
      '..',
      'a.b.c',
      credential.slice(0, -1),
      `${credential}.`,
      `${credential} `,
      `${credential}=`,
      credential.split('.').slice(0, 2).join('.'),
    ])
      expect(answer(text).verdict, text.slice(-10)).to.equal('not-valid');
  });

  it('believes no header about the algorithm or the key', async () => {
    const [, payload = ''] = credential.split('.');
    const head = (header: object) => Buffer.from(JSON.stringify(header)).toString('base64url');
    const kid = `${did}#${seededKey.id}`;
    const none = `${head({ alg: 'none', typ: 'vc+jwt', kid })}.${payload}.${'A'.repeat(86)}`;
    const own = await signJws(Buffer.from(payload, 'base64url').toString('utf8'), did, { ...otherKey, id: seededKey.id }, asVc);
    expect(codes(none)).to.deep.equal(['not-valid', 'SIGNATURE_BAD']);
    expect(codes(own)).to.deep.equal(['not-valid', 'SIGNATURE_BAD']);
  });

  it('does not take the key of one issuer for the name of another', async () => {
    const other: DidDocument = didDocument(issuerDid(publicUrl, 'another'), [otherKey]);
    const forged = await signJws(JSON.stringify(credentialOf(credentialInput())), other.id, otherKey, asVc);
    expect(codes(forged, { documents: [document, other] })).to.deep.equal(['not-valid', 'ISSUER_DIFFERS']);
  });

  it('does not take a key that is not for assertions', () => {
    expect(codes(credential, { documents: [{ ...document, assertionMethod: [] }] })).to.deep.equal(['not-valid', 'SIGNATURE_BAD']);
  });

  it("does not take silence for a good status: no list, another issuer's list, a list for another purpose", async () => {
    const foreign = [await statusList('revocation', [], otherKey), await statusList('suspension', [])];
    const mixed = (await Promise.all([statusList('suspension', []), statusList('suspension', [])])).reverse();
    for (const statusLists of [[], ['rubbish'], clean.statusLists.slice(0, 1), foreign, mixed])
      expect(codes(credential, { statusLists })).to.deep.equal(['undecided', 'STATUS_UNKNOWN']);
  });

  it('is withdrawn by one list even where the other is missing', async () => {
    expect(codes(credential, { statusLists: [await statusList('revocation', [index])] })).to.deep.equal(['not-valid', 'WITHDRAWN']);
  });

  it('does not pass another kind of document of the same issuer', async () => {
    const list = await statusList('revocation', []);
    expect(answer(list).verdict).to.equal('not-valid');
    expect(result(list, 'schema')).to.equal('failed');
    const claims = await signJws(JSON.stringify({ ...credentialOf(credentialInput()), vc: {} }), did, seededKey, asVc);
    expect(codes(claims)).to.deep.equal(['not-valid', 'TYPE_UNFIT']);
    const typ = await signJws(JSON.stringify(credentialOf(credentialInput())), did, seededKey, { typ: 'JWT' });
    expect(codes(typ)).to.deep.equal(['not-valid', 'TYPE_UNFIT']);
  });

  it('asks the register, where there is one, for the same document under its number', () => {
    const held = new Map([[`${publicUrl}/verify/${certificate.id}`, credential]]);
    expect(codes(credential, { register: (id) => held.get(id) ?? null })).to.deep.equal(['valid', null]);
    expect(codes(credential, { register: () => null })).to.deep.equal(['not-valid', 'REGISTER_UNKNOWN']);
    expect(codes(credential, { register: () => 'another' })).to.deep.equal(['not-valid', 'REGISTER_DIFFERS']);
  });

  it('marks a replay without calling it false', async () => {
    const answered = answer(await issue({ replay: true }));
    expect([answered.verdict, answered.replay]).to.deep.equal(['valid', true]);
    expect(answered.checks.at(-1)).to.deep.equal({ name: 'replay', result: 'passed', reasons: [{ code: 'REPLAY' }] });
  });
});
