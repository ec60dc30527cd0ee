import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { usedAccount } from '../../src/ledger/account.ts';
import { proofItem } from '../../src/ledger/entry.ts';
import { stillWorld, withStore } from '../store/support.ts';
import { certificateSteps, bodyOf, codes, type Shown } from './certificate-steps.ts';
import { certificatesGroundOf, type CertificatesGround, type DeliveryFacts } from './certificates-ground.ts';

withStore('The use of proofs and the request of a certificate', (store) => {
  const world = stillWorld(new Date('2026-03-03T00:00:00.000Z'));
  let ground: CertificatesGround;
  before(async function () {
    this.timeout(60_000);
    ground = await certificatesGroundOf(store.db, world);
  });
  const { assign, ask, requested } = certificateSteps(() => ground);

  describe('the use of proofs', () => {
    it('moves kilograms from the claims of the site to the delivery, in the mass-balance book', async () => {
      const { delivery } = await ground.delivered();
      const proof = await ground.proof();
      const { items } = bodyOf<{ items: { entry: string; massKg: number }[] }>(
        await assign(delivery, [{ proof: proof.id, massKg: 240_001 }]),
      );
      expect(items.map(({ massKg }) => massKg)).to.deep.equal([240_001]);
      expect(items[0]?.entry).to.match(/^mb:[0-9a-f-]{36}:laotangshan\/\d+$/);
      const lies = await ground.all.ledger.balancesOfItem(proofItem(proof.id));
      expect(lies.find(({ account }) => account === usedAccount(delivery))?.massKg).to.equal(240_001);
    });

    it('is refused for more than was delivered of that product group, by one kilogram', async () => {
      const { delivery } = await ground.delivered();
      const proof = await ground.proof();
      expect(codes(await assign(delivery, [{ proof: proof.id, massKg: 240_002 }]))).to.deep.equal(['PROOF_OVER_DELIVERED']);
      expect((await assign(delivery, [{ proof: proof.id, massKg: 240_000 }])).status).to.equal(201);
      expect(codes(await assign(delivery, [{ proof: proof.id, massKg: 2 }]))).to.deep.equal(['PROOF_OVER_DELIVERED']);
      expect((await assign(delivery, [{ proof: proof.id, massKg: 1 }])).status).to.equal(201);
    });

    it('of a kilogram happens once: short, then used up', async () => {
      const [first, second, third] = [await ground.delivered(), await ground.delivered(), await ground.delivered()];
      const proof = await ground.proof({ massKg: 240_010 });
      expect((await assign(first.delivery, [{ proof: proof.id, massKg: 240_000 }])).status).to.equal(201);
      expect(codes(await assign(second.delivery, [{ proof: proof.id, massKg: 11 }]))).to.deep.equal(['PROOF_SHORT']);
      expect((await assign(second.delivery, [{ proof: proof.id, massKg: 10 }])).status).to.equal(201);
      expect(codes(await assign(third.delivery, [{ proof: proof.id, massKg: 1 }]))).to.deep.equal(['PROOF_USED']);
      expect(
        codes(
          await assign(third.delivery, [
            { proof: proof.id, massKg: 1 },
            { proof: randomUUID(), massKg: 1 },
          ]),
        ),
      ).to.have.members(['PROOF_USED', 'PROOF_UNKNOWN']);
    });

    it('of the same kilograms by two at once is one use', async () => {
      const deliveries = await Promise.all([ground.delivered(), ground.delivered(), ground.delivered(), ground.delivered()]);
      const proof = await ground.proof({ massKg: 1000 });
      const answers = await Promise.all(deliveries.map(({ delivery }) => assign(delivery, [{ proof: proof.id, massKg: 500 }])));
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 201, 409, 409]);
    });

    it('never exceeds the delivery, from two sites at once', async () => {
      const { delivery } = await ground.delivered();
      const second = 'cezi';
      const known = (await ground.tanks.site('laotangshan')) ?? expect.fail();
      await ground.asWork((work) => ground.tanks.addSite(work, { ...known, id: second }));
      const proofs = [await ground.proof(), await ground.proof({ site: second })];
      const answers = await Promise.all(proofs.map(({ id }) => assign(delivery, [{ proof: id, massKg: 200_000 }])));
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 422]);
    });

    it("refuses what was not delivered, a withdrawn proof, another's delivery", async () => {
      const { delivery } = await ground.delivered({ grade: 'LNG', composition: { LNG: 1000 } });
      const proof = await ground.proof();
      expect(codes(await assign(delivery, [{ proof: proof.id, massKg: 1 }]))).to.deep.equal(['PROOF_GROUP_UNFIT']);
      const gone = await ground.proof({ state: 'withdrawn' });
      expect(codes(await assign((await ground.delivered()).delivery, [{ proof: gone.id, massKg: 1 }]))).to.deep.equal(['PROOF_WITHDRAWN']);
      expect((await assign(randomUUID(), [{ proof: proof.id, massKg: 1 }])).status).to.equal(404);
      const foreign = await ground.proof({ recipient: randomUUID() });
      expect(codes(await assign((await ground.delivered()).delivery, [{ proof: foreign.id, massKg: 1 }]))).to.deep.equal(['PROOF_UNKNOWN']);
    });
  });

  describe('a request', () => {
    it('without a proof is refused, and says what the supplier has to do', async () => {
      const { delivery } = await ground.delivered();
      const refused = await ask(delivery);
      expect([refused.status, ...codes(refused)]).to.deep.equal([422, 'CERTIFICATE_NO_PROOF']);
      expect(JSON.stringify(refused.body)).to.include(`/v1/deliveries/${delivery}/proofs`);
    });

    it('gives every reason at once', async () => {
      const { delivery } = await ground.delivered({ sealed: false, owner: randomUUID() });
      expect(codes(await ask(delivery, ground.organisation('supplier')))).to.have.members([
        'CERTIFICATE_NOTE_UNSEALED',
        'CERTIFICATE_NO_PROOF',
        'CERTIFICATE_NOT_OWNER',
        'CERTIFIER_UNKNOWN',
      ]);
    });

    it('covers what is used and states the rest, and there is one at a time for one use', async () => {
      const { delivery, id } = await requested();
      const shown = bodyOf<Shown>(await ground.get(`/v1/certificates/${id}`, 'supplier'));
      expect([shown.certificate.certifiedKg, shown.certificate.uncertifiedKg]).to.deep.equal([240_000, 760_000]);
      expect(codes(await ask(delivery))).to.deep.equal(['CERTIFICATE_IN_FORCE']);
      const late = await ground.proof();
      expect((await assign(delivery, [{ proof: late.id, massKg: 1 }])).status).to.equal(201);
      const supplement = bodyOf<Shown>(await ask(delivery)).certificate;
      expect([supplement.certifiedKg, supplement.otherwiseCertifiedKg, supplement.uncertifiedKg]).to.deep.equal([1, 240_000, 759_999]);
    });

    it('takes the engine class of the ship, or each class where the record tells none', async () => {
      const lng = { grade: 'LNG', composition: { LNG: 500_000 } };
      const proofs = { group: 'LNG', fuelType: 'LNG', lcvMjPerKg: 50 } as const;
      const classes = async (facts: DeliveryFacts) => {
        const { delivery } = await ground.delivered({ ...lng, ...facts });
        const proof = await ground.proof(proofs);
        await assign(delivery, [{ proof: proof.id, massKg: 100_000 }]);
        const { certified, delivered } = bodyOf<Shown>(await ask(delivery)).certificate;
        return [certified, delivered].map((results) => results.map(({ engineClass }) => engineClass));
      };
      expect(await classes({ engineClasses: ['DIESEL_SS'] })).to.deep.equal([['DIESEL_SS'], ['DIESEL_SS']]);
      const each = ['OTTO_MS', 'OTTO_SS', 'DIESEL_SS', 'LBSI', 'OTHER'];
      expect(await classes({})).to.deep.equal([each, each]);
      expect(await classes({ engineClasses: ['ICE'] })).to.deep.equal([each, each]);
    });

    it("of another line's delivery is not found, and an agent needs a mandate", async () => {
      const { delivery } = await ground.delivered();
      expect((await ask(randomUUID())).status).to.equal(404);
      expect((await ask(delivery, ground.organisation('certifier'), 'ships-agent')).status).to.equal(404);
      const mandate = { agent: ground.organisation('ships-agent'), from: '2026-01-01' };
      expect((await ground.post('/v1/mandates', mandate, 'shipping-line')).status).to.equal(201);
      expect(codes(await ask(delivery, ground.organisation('certifier'), 'ships-agent'))).to.deep.equal(['CERTIFICATE_NO_PROOF']);
      for (const role of ['supplier', 'certifier', 'customs'] as const)
        expect((await ask(delivery, undefined, role)).status, role).to.equal(403);
    });
  });
});
