import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import request from 'supertest';
import { factsEndpoints } from '../../src/facts/endpoints.ts';
import type { Role } from '../../src/people/roles.ts';
import { stillWorld, withStore } from '../store/support.ts';
import { cheapSettings, groundOf, newcomerTo, type Ground } from './support.ts';

interface Problem {
  readonly code: string;
  readonly reasons: readonly { readonly code: string; readonly field?: string }[];
}

const codes = (response: request.Response): string[] => (response.body as Problem).reasons.map(({ code }) => code);
const bodyOf = <T>(response: request.Response): T => response.body as T;

withStore('People over HTTP', (store) => {
  const world = stillWorld();
  let ground: Ground;
  before(async () => {
    ground = await groundOf(store.db, world, ({ facts }) => factsEndpoints({ facts }));
  });

  const signIn = (signInName: string, password: string) => request(ground.app).post('/v1/sessions').send({ signInName, password });
  const me = (accessToken: string) => request(ground.app).get('/v1/me').set('Authorization', `Bearer ${accessToken}`);
  const newcomer = (role: Role = 'supplier') => newcomerTo(ground, role);
  const everythingStored = async (): Promise<string> => {
    const collections = await store.db.listCollections();
    const rows = await Promise.all(collections.map(({ name }) => store.db.collection(name).find().toArray()));
    return JSON.stringify(rows);
  };

  describe('signing in', () => {
    it('answers who is signed in, in which role', async () => {
      const { signInName, password, person, organisation } = ground.personOf('customs');
      const signedIn = await signIn(signInName.toUpperCase(), password).expect(201);
      const { accessToken } = bodyOf<{ accessToken: string }>(signedIn);
      const reply = bodyOf<{ person: { id: string }; organisation: { id: string; kind: string; districts: string[] } }>(
        await me(accessToken).expect(200),
      );
      expect(reply.person.id).to.equal(person);
      expect(reply.organisation).to.include({ id: organisation, kind: 'customs' });
    });

    it('gives an unknown name the answer of a wrong password, and locks both alike', async () => {
      const { signInName } = await newcomer();
      for (const name of [signInName, `${randomUUID()}@nowhere.example`]) {
        for (let failure = 1; failure <= cheapSettings.failuresBeforeLock; failure += 1) {
          const answer = await signIn(name, 'not the password');
          expect([answer.status, codes(answer)]).to.deep.equal([401, ['SIGN_IN_FAILED']]);
        }
        const answer = await signIn(name, 'not the password');
        expect([answer.status, codes(answer)]).to.deep.equal([423, ['ACCOUNT_LOCKED']]);
      }
    });

    it('a success forgets the failures before it', async () => {
      const { signInName, password } = await newcomer();
      for (let round = 0; round < 3; round += 1) {
        for (let failure = 1; failure < cheapSettings.failuresBeforeLock; failure += 1)
          await signIn(signInName, 'not the password').expect(401);
        await signIn(signInName, password).expect(201);
      }
    });

    it('takes a name and a password as text only', async () => {
      for (const body of [{ signInName: { $ne: null }, password: { $ne: null } }, { signInName: 'a@b.example' }, []]) {
        await request(ground.app).post('/v1/sessions').send(body).expect(422);
      }
    });
  });

  describe('a password', () => {
    it('is changed by who knows it; every other session ends, and the old one opens nothing', async () => {
      const { signInName, password } = await newcomer();
      const [here, elsewhere] = [await signIn(signInName, password), await signIn(signInName, password)].map(
        (answer) => bodyOf<{ accessToken: string }>(answer).accessToken,
      );
      const change = (currentPassword: string, next: string) =>
        request(ground.app)
          .post('/v1/me/password')
          .set('Authorization', `Bearer ${here}`)
          .set('Idempotency-Key', randomUUID())
          .send({ currentPassword, password: next });
      expect(codes(await change('not the password', 'a new sentence of its own'))).to.deep.equal(['PASSWORD_WRONG']);
      expect(codes(await change(password, 'short'))).to.deep.equal(['PASSWORD_TOO_SHORT']);
      await change(password, 'a new sentence of its own').expect(200);
      await me(here ?? '').expect(200);
      await me(elsewhere ?? '').expect(401);
      await signIn(signInName, password).expect(401);
      await signIn(signInName, 'a new sentence of its own').expect(201);
    });

    it('that is wrong counts towards the lock, as at sign-in', async () => {
      const { signInName, password } = await newcomer();
      const { accessToken } = bodyOf<{ accessToken: string }>(await signIn(signInName, password));
      const change = () =>
        request(ground.app)
          .post('/v1/me/password')
          .set('Authorization', `Bearer ${accessToken}`)
          .set('Idempotency-Key', randomUUID())
          .send({ currentPassword: 'a guess of a thief', password: 'a new sentence of its own' });
      for (let failure = 1; failure <= cheapSettings.failuresBeforeLock; failure += 1) expect((await change()).status).to.equal(422);
      expect(codes(await change())).to.deep.equal(['ACCOUNT_LOCKED']);
      expect(codes(await signIn(signInName, password))).to.deep.equal(['ACCOUNT_LOCKED']);
    });

    it('leaves nothing behind that it could be guessed from', async () => {
      const { signInName, password } = await newcomer();
      const key = randomUUID();
      const { accessToken } = bodyOf<{ accessToken: string }>(await signIn(signInName, password));
      const change = (next: string) =>
        request(ground.app)
          .post('/v1/me/password')
          .set('Authorization', `Bearer ${accessToken}`)
          .set('Idempotency-Key', key)
          .send({ currentPassword: password, password: next });
      await change('a new sentence of its own').expect(200);
      const again = await change('another sentence').expect(200);
      expect(again.headers['idempotency-replayed']).to.equal('true');
    });
  });

  describe('an invitation', () => {
    it('is taken back: its link opens nothing any more', async () => {
      const { id } = bodyOf<{ id: string }>(await ground.post('/v1/invitations', { office: { en: 'Third officer' } }, 'supplier'));
      const { path } = bodyOf<{ path: string }>(await ground.get(`/v1/invitations/${id}/link`, 'supplier'));
      expect((await ground.post(`/v1/invitations/${id}/end`, {}, 'certifier')).status).to.equal(404);
      expect((await ground.post(`/v1/invitations/${id}/end`, {}, 'supplier')).status).to.equal(200);
      const joining = await ground.post(path, { signInName: `${randomUUID()}@x.example`, password: 'a sentence of its own' });
      expect([joining.status, ...codes(joining)]).to.deep.equal([410, 'INVITATION_EXPIRED']);
      expect(codes(await ground.post(`/v1/invitations/${id}/end`, {}, 'supplier'))).to.deep.equal(['INVITATION_EXPIRED']);
    });
  });

  describe('a session', () => {
    it('goes on by exchanging its refresh token, and ends for both holders when a copy is used', async () => {
      const { signInName, password } = ground.personOf('regulator', 'second');
      const first = bodyOf<{ refreshToken: string }>(await signIn(signInName, password).expect(201));
      const exchange = (refreshToken: string) => request(ground.app).post('/v1/sessions/refresh').send({ refreshToken });
      const second = bodyOf<{ accessToken: string; refreshToken: string }>(await exchange(first.refreshToken).expect(200));
      await me(second.accessToken).expect(200);
      expect(codes(await exchange(first.refreshToken).expect(401))).to.deep.equal(['REFRESH_REUSED']);
      expect(codes(await exchange(second.refreshToken).expect(401))).to.deep.equal(['SESSION_ENDED']);
      expect(codes(await me(second.accessToken).expect(401))).to.deep.equal(['TOKEN_INVALID']);
      await exchange('of nobody').expect(401);
    });

    it('ends at once when its person signs out', async () => {
      const { signInName, password } = ground.personOf('regulator', 'second');
      const { accessToken, refreshToken } = bodyOf<{ accessToken: string; refreshToken: string }>(await signIn(signInName, password));
      await request(ground.app).post('/v1/sessions/end').send({ refreshToken }).expect(200);
      await me(accessToken).expect(401);
      await request(ground.app).post('/v1/sessions/end').send({ refreshToken: 'of nobody' }).expect(200);
    });

    it('ends at once when its person leaves, whom only its own organisation or the keeper of the register sends', async () => {
      const { person, signInName, password } = await newcomer('shipping-line');
      const { accessToken } = bodyOf<{ accessToken: string }>(await signIn(signInName, password));
      expect((await ground.post(`/v1/persons/${person}/end`, {}, 'supplier')).status).to.equal(404);
      await me(accessToken).expect(200);
      expect((await ground.post(`/v1/persons/${person}/end`, {}, 'shipping-line')).status).to.equal(200);
      await me(accessToken).expect(401);
      await signIn(signInName, password).expect(401);
      expect(codes(await ground.post(`/v1/persons/${person}/end`, {}, 'administrator'))).to.deep.equal(['PERSON_ENDED']);
    });

    it('is asked for where somebody must be signed in', async () => {
      expect(codes(await request(ground.app).get('/v1/me').expect(401))).to.deep.equal(['NOT_SIGNED_IN']);
      for (const header of ['Bearer', 'Basic YTpi', 'Bearer a.b.c', 'Bearer '])
        await request(ground.app).get('/v1/me').set('Authorization', header).expect(401);
    });
  });

  describe('an invitation', () => {
    it('is used once and not after its hours', async () => {
      const { path, invitation } = await newcomer();
      const again = await ground.post(path, { signInName: `${randomUUID()}@a.example`, password: 'a sentence of its own' });
      expect([again.status, codes(again)]).to.deep.equal([410, ['INVITATION_USED']]);
      expect(codes(await ground.get(`/v1/invitations/${invitation}/link`, 'supplier'))).to.deep.equal(['INVITATION_USED']);
      const { id } = bodyOf<{ id: string }>(await ground.post('/v1/invitations', { office: { en: 'Third officer' } }, 'supplier'));
      const link = bodyOf<{ path: string }>(await ground.get(`/v1/invitations/${id}/link`, 'supplier'));
      const unknown = await ground.post(`/v1/invitations/${'A'.repeat(43)}`, {
        signInName: 'x@a.example',
        password: 'a sentence of its own',
      });
      expect(codes(unknown)).to.deep.equal(['INVITATION_UNKNOWN']);
      const start = world.now();
      world.passMinutes(cheapSettings.invitationHours * 60);
      const late = await ground.post(link.path, { signInName: `${randomUUID()}@a.example`, password: 'a sentence of its own' });
      world.set(start);
      expect([late.status, codes(late)]).to.deep.equal([410, ['INVITATION_EXPIRED']]);
    });

    it('names every fault of a password and leaves the link open', async () => {
      const { id } = bodyOf<{ id: string }>(await ground.post('/v1/invitations', { office: { en: 'Third officer' } }, 'supplier'));
      const { path } = bodyOf<{ path: string }>(await ground.get(`/v1/invitations/${id}/link`, 'supplier'));
      expect(codes(await ground.post(path, { signInName: 'short@a.example', password: 'short' }))).to.deep.equal([
        'PASSWORD_TOO_SHORT',
        'PASSWORD_IS_NAME',
      ]);
      const { signInName } = ground.personOf('supplier');
      expect(codes(await ground.post(path, { signInName, password: 'a sentence of its own' }))).to.deep.equal(['SIGN_IN_NAME_TAKEN']);
      expect((await ground.post(path, { signInName: `${randomUUID()}@a.example`, password: 'a sentence of its own' })).status).to.equal(
        201,
      );
    });

    it('is for the own organisation, or for one that the inviting may admit; its link for who made it', async () => {
      const organisation = ground.personOf('supplier').organisation;
      const office = { en: 'Third officer' };
      expect((await ground.post('/v1/invitations', { organisation, office }, 'customs')).status).to.equal(404);
      const administrators = ground.personOf('administrator').organisation;
      expect((await ground.post('/v1/invitations', { organisation: administrators, office }, 'regulator')).status).to.equal(404);
      const made = await ground.post('/v1/invitations', { organisation, office }, 'regulator');
      const { id } = bodyOf<{ id: string }>(made);
      expect((await ground.get(`/v1/invitations/${id}/link`, 'supplier')).status).to.equal(404);
      expect((await ground.get(`/v1/invitations/${id}/link`, 'regulator')).status).to.equal(200);
    });

    it('and a password leave nothing in the database that would open a door', async () => {
      const { path, password } = await newcomer();
      const { accessToken, refreshToken } = bodyOf<{ accessToken: string; refreshToken: string }>(
        await signIn(ground.personOf('certifier').signInName, ground.personOf('certifier').password),
      );
      const stored = await everythingStored();
      for (const secret of [path.split('/').at(-1) ?? '', password, accessToken, refreshToken, ground.personOf('certifier').password]) {
        expect(secret).to.have.length.greaterThan(10);
        expect(stored.includes(secret)).to.equal(false);
      }
    });

    it('leaves its token out of the log, used or not', async () => {
      const { path } = await newcomer();
      await ground.post(path, {});
      expect(ground.logged()).to.include('/v1/invitations/…');
      expect(ground.logged().includes(path.split('/').at(-1) ?? '')).to.equal(false);
    });

    it('is answered once: the same key does not make a second person', async () => {
      const { id } = bodyOf<{ id: string }>(await ground.post('/v1/invitations', { office: { en: 'Third officer' } }, 'supplier'));
      const { path } = bodyOf<{ path: string }>(await ground.get(`/v1/invitations/${id}/link`, 'supplier'));
      const [body, key] = [{ signInName: `${randomUUID()}@a.example`, password: 'a sentence of its own' }, randomUUID()];
      const answers = [await ground.post(path, body, undefined, key), await ground.post(path, body, undefined, key)];
      expect(answers.map(({ status }) => status)).to.deep.equal([201, 201]);
      expect(answers[1]?.body).to.deep.equal(answers[0]?.body);
      expect(answers[1]?.headers['idempotency-replayed']).to.equal('true');
    });
  });

  it('every address of people and trail stands in the API page', async () => {
    const { paths } = bodyOf<{ paths: Record<string, object> }>(await request(ground.app).get('/openapi.json').expect(200));
    expect(paths).to.include.all.keys(
      '/v1/sessions',
      '/v1/me',
      '/v1/organisations/{id}',
      '/v1/invitations/{token}',
      '/v1/mandates/{id}/end',
      '/v1/trail',
    );
  });
});
