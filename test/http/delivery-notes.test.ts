import { expect } from 'chai';
import { compactVerify, importJWK, type JWK } from 'jose';
import { canonicalJson } from '../../src/canonical.ts';
import { audit } from '../../src/desk/audit.ts';
import { codeOf, reasonsOf } from '../journeys/client.ts';
import { demoCast } from '../journeys/cast.ts';
import { layGround, receive, type Ground } from '../journeys/ground.ts';
import { withHouse } from '../journeys/house.ts';
import { measured, noteBody, sealed, shipLink, shipSigns, signed, type Note } from '../journeys/stem.ts';
import { deliveryOf, drafted, freeKg, noteOf, proposed, shipAnswers, alertsOf, type NoteShown } from './delivery-steps.ts';

withHouse('delivery notes over HTTP', (house) => {
  let ground: Ground;
  before(async function () {
    this.timeout(60_000);
    ground = await layGround(house(), demoCast(house()));
    await receive(ground, 3_000_000);
  });
  const supplier = () => ground.cast.as('supplier');
  const signedDraft = async (): Promise<Note> => {
    const note = await drafted(ground, await measured(ground, 100_000));
    await signed(ground, note);
    return note;
  };

  it('asks every missing item at once, and what is said but is not as its item asks', async () => {
    const delivery = await measured(ground, 100_000);
    const items = { sulphur: 'low', bdnNumber: 'X-1', meterId: 'M-1', flashpoint: '70_C_OR_MORE' };
    const answer = await supplier().post(`/v1/deliveries/${delivery}/note`, { items, assumed: ['density'] });
    expect(answer.status).to.equal(422);
    const { reasons } = answer.body as { reasons: readonly { code: string; field: string }[] };
    expect(reasons.map(({ code, field }) => `${code} ${field}`)).to.have.members([
      'ITEM_INVALID body.items.sulphur',
      'ITEM_INVALID body.items.bdnNumber',
      'ITEM_INVALID body.items.meterId',
      'ITEM_INVALID body.assumed',
      'ITEM_MISSING body.items.declarationBasis',
      'ITEM_MISSING body.items.declarationReg183',
      'ITEM_MISSING body.items.marpolSampleSeal',
    ]);
  });

  it('holds a declaration against the sulphur on the same note', async () => {
    const delivery = await measured(ground, 100_000);
    const items = { ...noteBody.items, sulphur: 0.52 };
    expect(reasonsOf(await supplier().post(`/v1/deliveries/${delivery}/note`, { items }))).to.deep.equal(['ITEM_INVALID']);
    const scrubber = { ...items, declarationBasis: 'PURCHASER_LIMIT' };
    expect(reasonsOf(await supplier().post(`/v1/deliveries/${delivery}/note`, { items: scrubber }))).to.deep.equal(['ITEM_INVALID']);
    const purchaserLimit = { sulphurPct: 3.5, notice: 'Exhaust gas cleaning approved under regulation 4' };
    const note = await supplier().done<NoteShown>(`/v1/deliveries/${delivery}/note`, { items: scrubber, purchaserLimit });
    expect(note.remarks.map(({ code }) => code)).to.have.members(['PURCHASER_LIMIT', 'ITEM_OUTSIDE_LIMIT', 'ITEM_UNUSUAL']);
  });

  it('keeps the number of a draft that is drafted anew, and never uses that of a withdrawn one again', async () => {
    const delivery = await measured(ground, 100_000);
    const first = await drafted(ground, delivery);
    expect(codeOf(await supplier().post(`/v1/deliveries/${delivery}/note`, noteBody))).to.equal('STATE_WRONG');
    const again = await supplier().done<NoteShown>(`/v1/notes/${first.number}/redraft`, { items: { ...noteBody.items, sulphur: 0.41 } });
    expect(again.number).to.equal(first.number);
    expect(again.contentHash).to.not.equal(first.contentHash);
    expect(
      codeOf(await supplier().post(`/v1/notes/${first.number}/signatures`, { contentHash: first.contentHash, office: 'Clerk' })),
    ).to.equal('HASH_DIFFERS');
    expect(codeOf(await supplier().post(`/v1/notes/${first.number}/signatures`, { contentHash: again.contentHash }))).to.equal(
      'OFFICE_MISSING',
    );
    await supplier().done(`/v1/notes/${first.number}/withdrawal`);
    const other = await drafted(ground, delivery);
    expect(other.number > first.number).to.equal(true);
    expect(
      codeOf(await supplier().post(`/v1/notes/${first.number}/signatures`, { contentHash: again.contentHash, office: 'Clerk' })),
    ).to.equal('STATE_WRONG');
  });

  it('shows the note behind a one-time link and signs only by a POST, once', async () => {
    const { number, contentHash } = await signedDraft();
    const old = await shipLink(ground, number);
    const { path } = await shipLink(ground, number);
    expect(codeOf(await house().nobody.get(old.path))).to.equal('LINK_GONE');
    const page = await house().nobody.raw({ method: 'GET', path: `${path}?lang=zh`, headers: ['Accept', 'text/html'] });
    expect([page.status, page.text.includes(contentHash), page.text.includes('签署交付单')]).to.deep.equal([200, true, true]);
    expect((await noteOf(ground, number)).state).to.equal('supplier-signed');

    const form = (fields: Record<string, string>) =>
      house().nobody.raw({
        ...{ method: 'POST', path, payload: new URLSearchParams(fields).toString() },
        headers: ['Accept', 'text/html', 'Content-Type', 'application/x-www-form-urlencoded'],
      });
    const wrong = await form({ decision: 'sign', hash: '0'.repeat(64), office: 'Chief engineer', confirmed: 'yes' });
    expect([wrong.status, wrong.headers['content-type']]).to.deep.equal([409, 'text/html; charset=utf-8']);
    const signing = { decision: 'sign', hash: contentHash, office: 'Chief engineer', confirmed: 'yes' };
    const done = await form(signing);
    expect([done.status, done.text.includes(number)]).to.deep.equal([200, true]);
    expect((await form(signing)).text).to.equal(done.text);
    const gone = await form({ decision: 'refuse', hash: contentHash, office: 'Master', reason: 'Too late' });
    expect([gone.status, gone.text.includes('This link does not work any more')]).to.deep.equal([410, true]);
    const note = await noteOf(ground, number);
    expect(note.state).to.equal('sealed');
    expect(note.signatures.map(({ side, office }) => [side, office])).to.deep.equal([
      ['supplier', 'Bunker clerk'],
      ['ship', 'Chief engineer'],
    ]);
  });

  it('takes no text that reads otherwise than it is written', async () => {
    const delivery = await measured(ground, 100_000);
    for (const seal of ['ZS\u202e402811', 'ZS\u2066', 'ZS-1\nZS-2', 'ZS\u0000', 'ZS\u2028']) {
      const body = { items: { ...noteBody.items, marpolSampleSeal: seal } };
      expect((await supplier().post(`/v1/deliveries/${delivery}/note`, body)).status, JSON.stringify(seal)).to.equal(422);
    }
    const words = { items: { ...noteBody.items, marpolSampleSeal: '舟山 118204 – عربي' } };
    expect((await supplier().post(`/v1/deliveries/${delivery}/note`, words)).status).to.equal(201);
  });

  it('keeps no token of a link: what is stored opens nothing', async () => {
    const { number } = await signedDraft();
    const { path } = await shipLink(ground, number);
    const token = path.split('/').at(-1) ?? '';
    const { db } = house().service;
    for (const collection of ['replies', 'signLinks', 'trail', 'facts', 'attempts']) {
      const rows = await db.collection(collection).find().toArray();
      expect(JSON.stringify(rows).includes(token), collection).to.equal(false);
    }
  });

  it('seals content and signatures with the note key, as anyone can check by the key document', async () => {
    const delivery = await measured(ground, 100_000);
    const note = (await sealed(ground, delivery)) as NoteShown;
    const { verificationMethod } = await house().nobody.got<{ verificationMethod: { id: string; publicKeyJwk: JWK }[] }>(
      '/.well-known/did.json',
    );
    const { payload, protectedHeader } = await compactVerify(
      note.seal ?? '',
      await importJWK(verificationMethod[0]?.publicKeyJwk ?? {}, 'EdDSA'),
    );
    expect(protectedHeader.kid).to.equal(verificationMethod[0]?.id);
    const content = JSON.parse(Buffer.from(payload).toString('utf8')) as Record<string, unknown>;
    expect(Buffer.from(payload).toString('utf8')).to.equal(canonicalJson(content));
    expect(content).to.deep.include({ number: note.number, massKg: 100_000, contentHash: note.contentHash, signatures: note.signatures });
    const pdf = await supplier().get(`/v1/notes/${note.number}/pdf`);
    expect([pdf.status, pdf.headers['content-type'], pdf.text.slice(0, 5)]).to.deep.equal([200, 'application/pdf', '%PDF-']);
    expect((await deliveryOf(ground, delivery)).state).to.equal('noted');
  });

  it('records a refusal to sign as a protest with its reason, and seals it', async () => {
    const { number } = await signedDraft();
    const refusal = { decision: 'refuse', office: 'Chief engineer' };
    expect(codeOf(await shipAnswers(ground, number, refusal))).to.equal('PROTEST_REASON_MISSING');
    expect(codeOf(await shipAnswers(ground, number, { decision: 'sign', office: ' ' }))).to.equal('OFFICE_MISSING');
    expect((await shipAnswers(ground, number, { ...refusal, reason: 'Our own\nmeter shows less' })).status).to.equal(200);
    const note = await noteOf(ground, number);
    expect([note.state, note.signatures[1]?.protest]).to.deep.equal(['sealed', 'Our own meter shows less']);
  });

  it('posts the difference of a corrected mass when both sides have signed, and not before', async () => {
    const free = await freeKg(ground, ground.shoreTank);
    const delivery = await measured(ground, 100_000);
    const old = await sealed(ground, delivery);
    const less = await supplier().done<NoteShown>(`/v1/notes/${old.number}/superseding`, { massKg: 97_500, reason: 'Line content' });
    expect(
      codeOf(await supplier().post(`/v1/notes/${less.number}/signatures`, { contentHash: less.contentHash, office: 'Clerk' })),
    ).to.equal('SECOND_PERSON_NEEDED');
    await signed(ground, less, 'second');
    expect(await freeKg(ground, ground.shoreTank)).to.equal(free - 100_000);
    expect((await shipAnswers(ground, less.number)).status).to.equal(200);
    expect(await freeKg(ground, ground.shoreTank)).to.equal(free - 97_500);
    expect(await noteOf(ground, old.number)).to.include({ state: 'superseded', supersededBy: less.number });
    expect(await noteOf(ground, less.number)).to.include({ state: 'sealed', supersedes: old.number, massKg: 97_500 });
    expect(await deliveryOf(ground, delivery)).to.include({ massKg: 97_500, shortKg: 2_500 });

    const more = await proposed(ground, less.number, { massKg: 103_000 });
    expect((await shipAnswers(ground, more.number)).status).to.equal(200);
    expect(await freeKg(ground, ground.shoreTank)).to.equal(free - 103_000);
    expect(await deliveryOf(ground, delivery)).to.include({ massKg: 103_000, overKg: 3_000, gainKg: 0, shortKg: 0 });
  });

  it('takes a gain back to where it came from before anything goes back to a tank', async () => {
    const poor = await layGround(house(), demoCast(house()), 'UCOME');
    await receive(poor, 100_000);
    const delivery = await measured(poor, 100_000, 104_000);
    expect(await deliveryOf(poor, delivery)).to.include({ gainKg: 4_000, overKg: 4_000 });
    const old = await sealed(poor, delivery);
    const less = await proposed(poor, old.number, { massKg: 99_000 });
    expect((await shipAnswers(poor, less.number, shipSigns)).status).to.equal(200);
    expect(await freeKg(poor, poor.shoreTank)).to.equal(1_000);
    expect(await deliveryOf(poor, delivery)).to.include({ massKg: 99_000, gainKg: 0, overKg: 0, shortKg: 1_000 });
    const more = await proposed(poor, less.number, { massKg: 102_000 });
    await shipAnswers(poor, more.number);
    const gains = (await alertsOf(poor)).filter(({ kind, about }) => kind === 'unexplained-gain' && about === `delivery:${delivery}`);
    expect(gains.map(({ massKg }) => massKg)).to.have.members([4_000, 2_000]);
  });

  it('leaves the old note in force where the ship protests against the new one', async () => {
    const delivery = await measured(ground, 100_000);
    const old = await sealed(ground, delivery);
    expect(codeOf(await supplier().post(`/v1/notes/${old.number}/superseding`, { massKg: 100_000, reason: 'Nothing' }))).to.equal(
      'CORRECTION_EMPTY',
    );
    const other = await proposed(ground, old.number, { items: { sulphur: 0.44 } });
    await shipAnswers(ground, other.number, { decision: 'refuse', office: 'Chief engineer', reason: 'Our sample shows less' });
    expect((await noteOf(ground, old.number)).state).to.equal('sealed');
    expect(await noteOf(ground, other.number)).to.include({ state: 'withdrawn-draft', seal: null });
  });

  it('keeps the laws over everything that was posted', async () => {
    const breaches = (await audit(house().service.stores)).flatMap(({ law, breaches: found }) =>
      found.map((breach) => `${law}: ${breach}`),
    );
    expect(breaches).to.deep.equal([]);
  });
});
