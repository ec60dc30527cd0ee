import { expect } from 'chai';
import { settleSupersession } from '../../src/certificates/settle-supersession.ts';
import { usedAccount } from '../../src/ledger/account.ts';
import { proofItem } from '../../src/ledger/entry.ts';
import { stillWorld, withStore } from '../store/support.ts';
import { bodyOf, certificateSteps, codes, type Shown } from './certificate-steps.ts';
import { certificatesGroundOf, type CertificatesGround } from './certificates-ground.ts';

withStore('A note that supersedes another', (store) => {
  const world = stillWorld(new Date('2026-03-03T00:00:00.000Z'));
  let ground: CertificatesGround;
  before(async function () {
    this.timeout(60_000);
    ground = await certificatesGroundOf(store.db, world);
  });
  const { assign, ask, decide, issued, requested } = certificateSteps(() => ground);

  /** The same delivery under another note, with another mass where one is given; what rests on the old one is not settled yet. */
  async function sealAnother(delivery: string, old: string, massKg: number): Promise<string> {
    const [record, note] = [await ground.bunkering.delivery(delivery), await ground.bunkering.note(old)];
    if (!record || !note) return expect.fail();
    const number = `${old}-2`;
    await ground.asWork(async (work) => {
      await ground.bunkering.changeNote(work, old, { state: 'superseded', supersededBy: number });
      await ground.bunkering.addNote(work, { ...note, number, massKg, supersedes: old });
      await ground.bunkering.changeDelivery(work, delivery, { massKg, drawn: record.drawn.map((drawn) => ({ ...drawn, massKg })) });
    });
    return number;
  }
  /** Sealed, and what the room makes of it. */
  async function supersede(delivery: string, old: string, massKg: number): Promise<string> {
    const number = await sealAnother(delivery, old, massKg);
    await ground.asWork((work) => settleSupersession(ground.all, work, { delivery, note: number }));
    return number;
  }
  const lies = async (proof: string) =>
    Object.fromEntries(
      (await ground.all.ledger.balancesOfItem(proofItem(proof))).map(({ account, massKg }) => [account.split(':')[0] ?? '', massKg]),
    );

  it('returns proofs above the corrected mass and withdraws the certificate; the line asks again', async () => {
    const { delivery, note, proof, id } = await issued();
    const number = await supersede(delivery, note, 500_000);
    expect((await lies(proof.id))['used']).to.equal(120_000);
    expect((await lies(proof.id))['claims']).to.equal(300_000 - 120_000);
    expect(bodyOf<{ reason: string }>(await ground.get(`/verify/${id}`)).reason).to.equal('WITHDRAWN');
    const again = bodyOf<Shown & { certificate: { noteNumber: string } }>(await ask(delivery)).certificate;
    expect([again.noteNumber, again.certifiedKg, again.uncertifiedKg]).to.deep.equal([number, 120_000, 380_000]);
    expect(bodyOf<Shown>(await decide(again.id)).standing).to.equal('valid');
  });

  it('fails the certificate of the old note at once, before anything was settled', async () => {
    const { delivery, note, id } = await issued();
    const number = await sealAnother(delivery, note, 1_000_000);
    const shown = bodyOf<{ reason: string; checks: unknown }>(await ground.get(`/verify/${id}`));
    expect([shown.reason, JSON.stringify(shown.checks).includes(number)]).to.deep.equal(['NOTE_SUPERSEDED', true]);
  });

  it('ends a request that waits, and leaves the use where the mass is the same', async () => {
    const { delivery, note, proof, id } = await requested();
    await supersede(delivery, note, 1_000_000);
    expect((await lies(proof.id))['used']).to.equal(240_000);
    expect(codes(await decide(id))).to.deep.equal(['CERTIFICATE_DECIDED']);
    expect((await ask(delivery)).status).to.equal(201);
  });

  it('takes whole uses back, the latest first', async () => {
    const { delivery, note, proof } = await issued();
    world.passMinutes(1);
    const late = await ground.proof();
    expect((await assign(delivery, [{ proof: late.id, massKg: 1 }])).status).to.equal(201);
    await supersede(delivery, note, 990_000);
    expect((await lies(late.id))['used']).to.equal(0);
    expect((await lies(proof.id))['used']).to.equal(237_601);
    const uses = await ground.all.certificates.usesOf(delivery);
    expect(uses.map(({ massKg }) => massKg)).to.deep.equal([237_601]);
    expect((await ground.all.ledger.balancesOfItem(proofItem(proof.id))).some(({ account }) => account === usedAccount(delivery))).to.be
      .true;
  });

  it('shows as superseded, and by which', async () => {
    const { delivery, note } = await ground.delivered();
    const number = await supersede(delivery, note, 1_000_000);
    const { reason, checks } = bodyOf<{ reason: string; checks: unknown }>(await ground.get(`/verify/${note}`));
    expect(reason).to.equal('SUPERSEDED');
    expect(JSON.stringify(checks)).to.include(number);
  });
});
