import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { compactVerify, decodeJwt, importJWK, type JWK } from 'jose';
import request from 'supertest';
import { certificatesSubscriber } from '../../src/certificates/hear-facts.ts';
import { statusAt } from '../../src/certificates/status-list.ts';
import { readJws } from '../../src/jws.ts';
import { certificateItem } from '../../src/ledger/entry.ts';
import type { Role } from '../../src/people/roles.ts';
import { stillWorld, withStore } from '../store/support.ts';
import { certificateSteps, bodyOf, codes, type Shown } from './certificate-steps.ts';
import { certificatesGroundOf, type CertificatesGround } from './certificates-ground.ts';

interface Verified {
  readonly verdict: string;
  readonly reason: string | null;
  readonly replay: boolean;
  readonly checks: readonly { readonly name: string; readonly result: string }[];
  readonly says: readonly { readonly key: string; readonly value: { readonly en: string } }[];
}

withStore('Certificates over HTTP', (store) => {
  const world = stillWorld(new Date('2026-03-03T00:00:00.000Z'));
  let ground: CertificatesGround;
  before(async function () {
    this.timeout(60_000);
    ground = await certificatesGroundOf(store.db, world);
  });
  const { assign, ask, decide, requested, issued, fetched } = certificateSteps(() => ground);

  const verify = async (id: string): Promise<Verified> => bodyOf<Verified>(await ground.get(`/verify/${id}`));

  describe('a decision', () => {
    it('issues a credential that jose alone verifies by the key in the DID document', async () => {
      const { id, shown } = await issued();
      expect(shown.standing).to.equal('valid');
      const { type, text } = await fetched(`/v1/certificates/${id}/credential`, 'shipping-line');
      expect(type).to.equal('application/vc+jwt');
      const did = bodyOf<{ id: string; verificationMethod: { id: string; publicKeyJwk: JWK }[] }>(
        await ground.get(`/organisations/${ground.organisation('certifier')}/did.json`),
      );
      const [method] = did.verificationMethod;
      const { protectedHeader, payload } = await compactVerify(text, await importJWK(method?.publicKeyJwk ?? expect.fail(), 'EdDSA'));
      expect(protectedHeader.kid).to.equal(method?.id);
      expect((JSON.parse(new TextDecoder().decode(payload)) as { issuer: { id: string } }).issuer.id).to.equal(did.id);
    });

    it('says of blue ammonia that it is a low-carbon fuel, to people and to machines', async () => {
      const { delivery } = await ground.delivered({ grade: 'AMMONIA', composition: { AMMONIA: 240_000 } });
      const fuel = { group: 'AMMONIA', fuelType: 'AMMONIA', product: 'blue ammonia', pathway: 'low-carbon', lcvMjPerKg: 18.6 } as const;
      const proof = await ground.proof({ ...fuel, installationStartedOn: null });
      expect((await assign(delivery, [{ proof: proof.id, massKg: 240_000 }])).status).to.equal(201);
      const { id } = bodyOf<{ certificate: { id: string } }>(await ask(delivery)).certificate;
      const shown = bodyOf<{ certificate: object }>(await decide(id));
      expect(shown.certificate).to.have.nested.property('uses[0].pathway', 'low-carbon');
      expect(shown.certificate).to.have.nested.property('uses[0].minSavingPercent', 70);
      const { text } = await fetched(`/v1/certificates/${id}/credential`, 'shipping-line');
      expect(decodeJwt(text)).to.have.nested.property('credentialSubject.sustainabilityProofs[0].pathway', 'low-carbon');
      expect((await verify(id)).verdict).to.equal('valid');
    });

    it("puts the certificate into the holder's hands, in the issuer's book", async () => {
      const { id } = await issued();
      const lies = (await ground.all.ledger.balancesOfItem(certificateItem(id))).filter(({ massKg }) => massKg > 0);
      expect(lies).to.deep.equal([{ account: `holder:${ground.organisation('shipping-line')}`, massKg: 240_000 }]);
    });

    it('that refuses gives its reason and frees the use for another request', async () => {
      const { delivery, id } = await requested();
      expect(codes(await decide(id, { decision: 'refuse' }))).to.deep.equal(['CERTIFICATE_REASON_MISSING']);
      expect(bodyOf<Shown>(await decide(id, { decision: 'refuse', reason: 'The proof does not name the site.' })).standing).to.equal(
        'refused',
      );
      expect(codes(await decide(id))).to.deep.equal(['CERTIFICATE_DECIDED']);
      expect((await ask(delivery)).status).to.equal(201);
      expect((await ground.get(`/verify/${id}`)).status).to.equal(404);
    });

    it("is the certifier's alone, and of no other certifier", async () => {
      const { id } = await requested();
      for (const role of ['supplier', 'shipping-line', 'regulator', 'administrator'] as const)
        expect((await ground.post(`/v1/certificates/${id}/decision`, { decision: 'approve' }, role)).status, role).to.equal(403);
      expect((await decide(randomUUID())).status).to.equal(404);
    });

    it('is taken on what stands: not when the proof was withdrawn or the validity is upside down', async () => {
      const { id, proof } = await requested();
      expect(codes(await decide(id, { decision: 'approve', validUntil: '2026-03-01T00:00:00Z' }))).to.deep.equal([
        'CERTIFICATE_VALIDITY_WRONG',
      ]);
      const withdrawn = { at: world.now().toISOString(), reason: 'false', person: 'p' };
      await ground.asWork((work) => ground.proofs.withdraw(work, proof.id, withdrawn));
      expect(codes(await decide(id))).to.deep.equal(['PROOF_WITHDRAWN']);
    });

    it('stays in force when a proof is withdrawn later, but doubtful wherever it is read, and told', async () => {
      const { id, proof, delivery } = await issued();
      const withdrawn = { at: world.now().toISOString(), reason: 'false', person: 'p' };
      await ground.asWork((work) => ground.proofs.withdraw(work, proof.id, withdrawn));
      const shown = bodyOf<Shown & { doubts: { code: string }[] }>(await ground.get(`/v1/certificates/${id}`, 'shipping-line'));
      expect([shown.standing, ...shown.doubts.map(({ code }) => code)]).to.deep.equal(['valid', 'PROOF_WITHDRAWN']);
      const verified = await verify(id);
      expect([verified.verdict, verified.reason]).to.deep.equal(['undecided', 'PROOF_WITHDRAWN']);
      const told: unknown[] = [];
      const fact = { id: 'f', recordedAt: '', kind: 'proof withdrawn', about: `proof:${proof.id}`, data: { reason: 'false' } };
      await ground.asWork((work) => certificatesSubscriber(ground.all).handle({ ...work, tell: (one) => void told.push(one) }, fact));
      const [certifier, line] = [ground.organisation('certifier'), ground.organisation('shipping-line')];
      const data = { proof: proof.id, reason: 'false', delivery, certifier, line };
      expect(told).to.deep.equal([{ kind: 'certificate doubtful', about: `certificate:${id}`, data }]);
    });

    it('by two at once issues one credential', async () => {
      const { id } = await requested();
      const answers = await Promise.all([decide(id), decide(id), decide(id)]);
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409, 409]);
    });
  });

  describe('verification', () => {
    it('answers anyone by id, as JSON and as a page', async () => {
      const { id, note, imo } = await issued();
      const { verdict, reason, checks, says } = await verify(id);
      expect([verdict, reason]).to.deep.equal(['valid', null]);
      expect(checks.every(({ result }) => result === 'passed')).to.be.true;
      expect(Object.fromEntries(says.map(({ key, value }) => [key, value.en]))).to.include({
        note,
        certified: '240.000 t',
        saving: '84.15 %',
      });
      expect(says.find(({ key }) => key === 'ship')?.value.en).to.include(imo);
      const page = await request(ground.app).get(`/verify/${id}?lang=zh`).set('Accept', 'text/html,*/*;q=0.8').expect(200);
      expect(page.text).to.equal('<html lang="zh">valid</html>');
      expect((await ground.get(`/verify/${randomUUID()}`)).status).to.equal(404);
    });

    it('answers for a delivery note what its QR promises, and not more', async () => {
      const { note } = await ground.delivered();
      const { verdict, says, checks } = await verify(note);
      expect(verdict, JSON.stringify(checks)).to.equal('valid');
      expect(says.map(({ key }) => key)).to.deep.equal(['number', 'state', 'ship', 'port', 'grade', 'massKg', 'day']);
      const draft = await ground.delivered({ sealed: false });
      expect((await ground.get(`/verify/${draft.note}`)).status).to.equal(404);
    });

    it('checks what somebody holds, and never goes where it points', async () => {
      const { id } = await issued({ replay: true });
      const credential = (await ground.all.certificates.certificate(id))?.credential ?? expect.fail();
      const check = async (text: string) => bodyOf<Verified>(await ground.post('/v1/verifications', { credential: text }));
      const good = await check(credential);
      expect([good.verdict, good.replay]).to.deep.equal(['valid', true]);
      const changed = await check(`${credential.slice(0, 400)}${credential[400] === 'A' ? 'B' : 'A'}${credential.slice(401)}`);
      expect([changed.verdict, changed.reason, changed.says.length]).to.deep.equal(['not-valid', 'SIGNATURE_BAD', 0]);
      const [, payload = ''] = credential.split('.');
      const foreign = JSON.stringify({ ...readJws(credential)?.payload, issuer: { id: 'did:web:169.254.169.254', name: 'x' } });
      const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: 'vc+jwt', kid: 'did:web:169.254.169.254#1' })).toString('base64url');
      const unknown = await check(`${header}.${Buffer.from(foreign).toString('base64url')}.${'A'.repeat(86)}`);
      expect([unknown.verdict, unknown.reason]).to.deep.equal(['not-valid', 'ISSUER_UNKNOWN']);
      expect((await check(payload)).reason).to.equal('DOCUMENT_MALFORMED');
      const { note } = await ground.delivered();
      const held = (await ground.all.bunkering.note(note)) ?? expect.fail();
      expect((await check(JSON.stringify(held))).verdict).to.equal('valid');
      expect((await check(JSON.stringify({ ...held, massKg: held.massKg + 1 }))).reason).to.equal('SIGNATURE_BAD');
    });

    it('says withdrawn once the certifier withdrew, and the use stays for another certificate', async () => {
      const { id, delivery, shown } = await issued();
      const { list, index } = shown.certificate.status;
      const bit = async (purpose: string) => {
        const { text } = await fetched(`/organisations/${ground.organisation('certifier')}/status/${purpose}-${list}`);
        const subject = readJws(text)?.payload?.['credentialSubject'] as { encodedList: string };
        return statusAt(subject.encodedList, index);
      };
      expect([await bit('revocation'), await bit('suspension')]).to.deep.equal([false, false]);
      expect((await ground.post(`/v1/certificates/${id}/withdrawal`, { reason: 'no' }, 'supplier')).status).to.equal(403);
      const withdrawn = await ground.post(`/v1/certificates/${id}/withdrawal`, { reason: 'The proof was false.' }, 'certifier');
      expect(bodyOf<Shown>(withdrawn).standing).to.equal('withdrawn');
      expect([await bit('revocation'), await bit('suspension')]).to.deep.equal([true, false]);
      expect((await verify(id)).reason).to.equal('WITHDRAWN');
      expect(codes(await ground.post(`/v1/certificates/${id}/withdrawal`, { reason: 'again' }, 'certifier'))).to.deep.equal([
        'CERTIFICATE_NOT_ISSUED',
      ]);
      const again = bodyOf<Shown>(await ask(delivery)).certificate.id;
      expect(bodyOf<Shown>(await decide(again)).standing).to.equal('valid');
      expect((await verify(again)).verdict).to.equal('valid');
      expect((await verify(id)).reason).to.equal('WITHDRAWN');
    });

    it('says not yet valid before its day, and expired after it', async () => {
      const { id } = await requested();
      await decide(id, { decision: 'approve', validFrom: '2026-03-10T00:00:00+08:00', validUntil: '2026-03-20T00:00:00+08:00' });
      const before = world.now();
      expect((await verify(id)).reason).to.equal('NOT_YET_VALID');
      world.set(new Date('2026-03-15T00:00:00Z'));
      expect((await verify(id)).verdict).to.equal('valid');
      world.set(new Date('2026-03-21T00:00:00Z'));
      expect((await verify(id)).reason).to.equal('EXPIRED');
      world.set(before);
    });
  });

  describe('what anyone may ask', () => {
    it('are keys, status lists and our terms; of nobody but a certifier', async () => {
      expect(bodyOf<{ id: string }>(await ground.get('/.well-known/did.json')).id).to.equal('did:web:localhost%3A8080');
      expect((await ground.get(`/organisations/${ground.organisation('supplier')}/did.json`)).status).to.equal(404);
      expect((await ground.get(`/organisations/${ground.organisation('supplier')}/status/revocation-1`)).status).to.equal(404);
      expect((await ground.get(`/organisations/${ground.organisation('certifier')}/status/revocation-99`)).status).to.equal(404);
      expect((await ground.get(`/organisations/${ground.organisation('certifier')}/status/message-1`)).status).to.equal(422);
      const context = await request(ground.app).get('/contexts/marine-fuel/v1').set('Accept', 'application/ld+json').expect(200);
      expect(context.headers['content-type']).to.match(/^application\/ld\+json/);
      expect(context.text).to.include('http://localhost:8080/contexts/marine-fuel/v1#').and.not.include('{context}');
    });
  });

  describe('the list', () => {
    it('shows each role what it may see, page by page', async () => {
      const { id } = await issued();
      const seen = async (role: Role): Promise<string[]> => {
        const ids: string[] = [];
        for (let after = ''; ;) {
          const { items, next } = bodyOf<{ items: { id: string }[]; next: string | null }>(
            await ground.get(`/v1/certificates?limit=3${after}`, role),
          );
          ids.push(...items.map((item) => item.id));
          if (next === null) return ids;
          after = `&after=${next}`;
        }
      };
      const all = await seen('regulator');
      expect(new Set(all).size).to.equal(all.length);
      for (const role of ['shipping-line', 'supplier', 'certifier', 'customs', 'maritime-authority'] as const) {
        expect(await seen(role), role).to.deep.equal(all);
        expect((await ground.get(`/v1/certificates/${id}`, role)).status, role).to.equal(200);
      }
      expect(await seen('ships-agent')).to.deep.equal([]);
      expect((await ground.get(`/v1/certificates/${id}`, 'ships-agent')).status).to.equal(404);
      expect((await ground.get('/v1/certificates', 'port-operator')).status).to.equal(403);
      const paper = await request(ground.app)
        .get(`/v1/certificates/${id}/pdf`)
        .set('Authorization', await ground.authorization('supplier'))
        .expect(200);
      expect(paper.headers['content-type']).to.equal('application/pdf');
    });
  });
});
