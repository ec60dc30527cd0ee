import { expect } from 'chai';
import { statusAt } from '../../src/certificates/status-list.ts';
import { readJws } from '../../src/jws.ts';
import { demoCast } from './cast.ts';
import { layGround, receive, type Ground } from './ground.ts';
import { withHouse } from './house.ts';
import { expectLawsHold } from './laws.ts';
import { measured, requested, sealed, shipLink, shipSigns, signed, type Note } from './stem.ts';

interface Verified {
  readonly verdict: string;
  readonly reason: string | null;
}
interface Shown {
  readonly standing: string;
  readonly certificate: { readonly status: { readonly list: number; readonly index: number } };
}
interface Lying {
  readonly freeKg: number;
  readonly lies: readonly { readonly account: string; readonly massKg: number }[];
}

withHouse('A sealed delivery that both sides correct', (house) => {
  let ground: Ground;
  before(async function () {
    this.timeout(60_000);
    ground = await layGround(house(), demoCast(house()), 'UCOME');
  });
  const verified = (id: string) => house().nobody.got<Verified>(`/verify/${id}`);

  async function certified(): Promise<{ note: Note; delivery: string; proof: string; certificate: string }> {
    const { proofs } = await receive(ground, 500_000, 300_000);
    const proof = proofs[0]?.id ?? '';
    const delivery = await measured(ground, 300_000);
    const note = await sealed(ground, delivery);
    const certificate = await requested(ground, delivery, proof, 300_000);
    await ground.cast.as('certifier').done(`/v1/certificates/${certificate}/decision`, { decision: 'approve' });
    return { note, delivery, proof, certificate };
  }

  async function superseded(old: Note, massKg: number): Promise<{ number: string; path: string; contentHash: string }> {
    const body = { massKg, reason: 'The line content was counted twice' };
    const proposed = await ground.cast.as('supplier').done<Note>(`/v1/notes/${old.number}/superseding`, body);
    await signed(ground, proposed, 'second');
    return { number: proposed.number, ...(await shipLink(ground, proposed.number)) };
  }

  it('to less loses its certificate, and the proofs above it lie free again', async function () {
    this.timeout(60_000);
    const { note, proof, certificate } = await certified();
    expect(await verified(certificate)).to.include({ verdict: 'valid' });
    const { number, path, contentHash } = await superseded(note, 250_000);
    expect(await verified(certificate)).to.include({ verdict: 'valid' });
    await house().nobody.done(path, { ...shipSigns, hash: contentHash });

    const shown = await ground.cast.as('shipping-line').got<Shown>(`/v1/certificates/${certificate}`);
    expect(shown.standing).to.equal('withdrawn');
    expect((await verified(certificate)).reason).to.equal('WITHDRAWN');
    expect((await verified(note.number)).reason).to.equal('SUPERSEDED');
    expect((await verified(number)).verdict).to.equal('valid');
    const { list, index } = shown.certificate.status;
    const address = `/organisations/${ground.cast.organisation('certifier')}/status/revocation-${list}`;
    const subject = readJws((await house().nobody.get(address)).text)?.payload?.['credentialSubject'];
    expect(statusAt((subject as { encodedList: string }).encodedList, index)).to.be.true;
    expect((await ground.cast.as('supplier').got<Lying>(`/v1/proofs/${proof}`)).freeKg).to.equal(50_000);
    await expectLawsHold(house());
  });

  it('to less stays as it was where the ship protests, and the protest is kept with its reason', async function () {
    this.timeout(60_000);
    const { note, certificate } = await certified();
    const { number, path, contentHash } = await superseded(note, 200_000);
    const answer = {
      decision: 'refuse',
      office: 'Chief engineer',
      reason: 'Our own soundings agree with the first note',
      hash: contentHash,
    };
    await house().nobody.done(path, answer);
    expect((await verified(certificate)).verdict).to.equal('valid');
    expect((await verified(note.number)).verdict).to.equal('valid');
    const kept = await ground.cast.as('shipping-line').got<Note & { signatures: { protest: string | null }[] }>(`/v1/notes/${number}`);
    expect([kept.state, kept.signatures.at(-1)?.protest]).to.deep.equal(['withdrawn-draft', answer.reason]);
    await expectLawsHold(house());
  });
});
