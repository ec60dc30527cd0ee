import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Response } from 'supertest';
import { factsEndpoints } from '../../src/facts/endpoints.ts';
import { hashOf } from '../../src/canonical.ts';
import { roles, type Role } from '../../src/people/roles.ts';
import { stillWorld, withStore } from '../store/support.ts';
import { groundOf, newcomerTo, type Ground } from './support.ts';

interface Problem {
  readonly code: string;
  readonly reasons: readonly { readonly code: string; readonly field?: string }[];
}

const codes = (response: Response): string[] => (response.body as Problem).reasons.map(({ code }) => code);
const bodyOf = <T>(response: Response): T => response.body as T;

withStore('The register over HTTP', (store) => {
  const world = stillWorld();
  let ground: Ground;
  before(async () => {
    ground = await groundOf(store.db, world, ({ facts }) => factsEndpoints({ facts }));
  });

  const newcomer = (role: Role = 'supplier') => newcomerTo(ground, role);

  describe('the register', () => {
    const draft = { kind: 'supplier', name: { en: 'Supplier 2 of Zhoushan', zh: '舟山供应企业2' }, firstPerson: { en: 'Duty officer' } };

    it('is kept by administrator and regulator, and by nobody else', async () => {
      for (const role of roles) {
        const { status } = await ground.post('/v1/organisations', draft, role);
        expect(status, role).to.equal(role === 'administrator' || role === 'regulator' ? 201 : 403);
      }
      expect((await ground.post('/v1/organisations', { ...draft, kind: 'administrator' }, 'regulator')).status).to.equal(403);
      expect((await ground.post('/v1/organisations', { ...draft, kind: 'regulator' }, 'administrator')).status).to.equal(201);
    });

    it('tells every fault of an organisation at once, and a code that is taken', async () => {
      const faulty = await ground.post(
        '/v1/organisations',
        { ...draft, kind: 'customs', creditCode: '91350100M000100Y44', ports: ['CNZOS'] },
        'administrator',
      );
      expect(codes(faulty)).to.deep.equal(['CREDIT_CODE_INVALID', 'ORGANISATION_PLACE_MISSING', 'ORGANISATION_PLACE_UNFIT']);
      const coded = { ...draft, id: randomUUID(), creditCode: '91350100M000100Y43' };
      expect((await ground.post('/v1/organisations', coded, 'administrator')).status).to.equal(201);
      expect(codes(await ground.post('/v1/organisations', { ...coded, id: randomUUID() }, 'administrator'))).to.deep.equal([
        'CREDIT_CODE_TAKEN',
      ]);
      expect(codes(await ground.post('/v1/organisations', { ...coded, creditCode: '91110000600037341L' }, 'administrator'))).to.deep.equal([
        'ID_TAKEN',
      ]);
    });

    it('is read by whoever is signed in, page by page, each organisation once', async () => {
      const seen: string[] = [];
      let after: string | null = '';
      while (after !== null) {
        const path: string = `/v1/organisations?limit=3${after ? `&after=${after}` : ''}`;
        const reply: { items: { id: string }[]; next: string | null } = bodyOf(await ground.get(path, 'shipping-line'));
        seen.push(...reply.items.map(({ id }) => id));
        after = reply.next;
      }
      expect(seen).to.include.members(ground.demo.map(({ organisation }) => organisation));
      expect(new Set(seen).size).to.equal(seen.length);
      const kinds = bodyOf<{ items: { kind: string }[] }>(await ground.get('/v1/organisations?kind=customs', 'certifier')).items.map(
        ({ kind }) => kind,
      );
      expect(kinds).to.deep.equal(['customs']);
      for (const cursor of ['x', Buffer.from('[1e300,"a"]').toString('base64url'), Buffer.from('[{"$gt":0},"a"]').toString('base64url')]) {
        expect(codes(await ground.get(`/v1/organisations?after=${cursor}`, 'certifier'))).to.deep.equal(['CURSOR_INVALID']);
      }
      expect((await ground.get(`/v1/organisations/${randomUUID()}`, 'certifier')).status).to.equal(404);
    });

    it('takes a new address and phone from the organisation itself', async () => {
      const contact = { address: { en: 'Quay Road 2', zh: '码头路2号' }, phone: '+86 580 1111111' };
      const id = ground.personOf('supplier').organisation;
      expect((await ground.post(`/v1/organisations/${id}/contact`, contact, 'shipping-line')).status).to.equal(404);
      expect((await ground.post(`/v1/organisations/${id}/contact`, contact, 'supplier')).status).to.equal(200);
      expect(bodyOf(await ground.get(`/v1/organisations/${id}`, 'customs'))).to.deep.include(contact);
    });

    it('shows persons to their own organisation alone', async () => {
      const { items } = bodyOf<{ items: { organisation: string; signInName?: string }[] }>(
        await ground.get('/v1/persons?limit=200', 'maritime-authority'),
      );
      expect(new Set(items.map(({ organisation }) => organisation))).to.deep.equal(
        new Set([ground.personOf('maritime-authority').organisation]),
      );
      expect(items).to.have.length.of.at.least(2);
    });
  });

  describe('a mandate', () => {
    const agent = () => ground.personOf('ships-agent').organisation;

    it('is given by a line to an agent and seen by these two', async () => {
      const given = await ground.post('/v1/mandates', { agent: agent(), imo: '9074729', from: '2026-03-01' }, 'shipping-line');
      expect(given.status).to.equal(201);
      for (const role of ['shipping-line', 'ships-agent'] as const)
        expect(bodyOf<{ items: object[] }>(await ground.get('/v1/mandates', role)).items).to.deep.include(given.body as object);
      expect(bodyOf<{ items: object[] }>(await ground.get('/v1/mandates', 'supplier')).items).to.deep.equal([]);
      const { id } = bodyOf<{ id: string }>(given);
      expect((await ground.post(`/v1/mandates/${id}/end`, {}, 'ships-agent')).status).to.equal(403);
      expect(codes(await ground.post(`/v1/mandates/${id}/end`, { on: '2026-03-01' }, 'shipping-line'))).to.deep.equal([
        'MANDATE_DAYS_WRONG',
      ]);
      expect(bodyOf<{ to: string }>(await ground.post(`/v1/mandates/${id}/end`, {}, 'shipping-line')).to).to.equal('2026-03-01');
      expect(codes(await ground.post(`/v1/mandates/${id}/end`, {}, 'shipping-line'))).to.deep.equal(['MANDATE_ENDED']);
      expect((await ground.post(`/v1/mandates/${randomUUID()}/end`, {}, 'shipping-line')).status).to.equal(404);
    });

    it('is given to nobody but an agent, on days that are in order', async () => {
      const give = (body: object) => ground.post('/v1/mandates', { agent: agent(), from: '2026-03-01', ...body }, 'shipping-line');
      expect(codes(await give({ agent: ground.personOf('supplier').organisation }))).to.deep.equal(['MANDATE_AGENT_UNFIT']);
      expect(codes(await give({ agent: randomUUID() }))).to.deep.equal(['MANDATE_AGENT_UNFIT']);
      expect(codes(await give({ to: '2026-02-28' }))).to.deep.equal(['MANDATE_DAYS_WRONG']);
    });
  });

  describe('the trail', () => {
    it('tells regulator and administrator who did what, with the hash before and after', async () => {
      const { person, invitation } = await newcomer('supplier');
      await ground.post(`/v1/persons/${person}/end`, {}, 'supplier');
      const trailOf = async (about: string, role: (typeof roles)[number]) => ground.get(`/v1/trail?about=${about}`, role);
      for (const role of roles)
        expect((await trailOf(`person:${person}`, role)).status, role).to.equal(['regulator', 'administrator'].includes(role) ? 200 : 403);
      const { items } = bodyOf<{ items: { act: string; person: string; before: string | null; after: string }[] }>(
        await trailOf(`person:${person}`, 'regulator'),
      );
      expect(items.map(({ act }) => act)).to.have.members(['person.join', 'person.end']);
      const [joined, ended] = [items.find(({ act }) => act === 'person.join'), items.find(({ act }) => act === 'person.end')];
      expect(joined).to.include({ person: 'anyone', before: null });
      expect(ended).to.include({ person: ground.personOf('supplier').person, before: joined?.after });
      const used = bodyOf<{ items: { act: string }[] }>(await trailOf(`invitation:${invitation}`, 'regulator')).items;
      expect(used.map(({ act }) => act)).to.have.members(['person.invite', 'invitation.use']);
    });

    it('hashes an organisation as the register shows it', async () => {
      const admitted = await ground.post(
        '/v1/organisations',
        { kind: 'certifier', name: { en: 'Certifier 2' }, firstPerson: { en: 'Duty officer' } },
        'administrator',
      );
      const { organisation } = bodyOf<{ organisation: { id: string } }>(admitted);
      const [line] = bodyOf<{ items: { after: string }[] }>(
        await ground.get(`/v1/trail?about=organisation:${organisation.id}`, 'administrator'),
      ).items;
      expect(line?.after).to.equal(hashOf(organisation));
    });
  });
});
