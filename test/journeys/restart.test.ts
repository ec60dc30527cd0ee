import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { demoCast } from './cast.ts';
import { layGround, receive } from './ground.ts';
import { openHouse, temporaryFolder, type House } from './house.ts';
import { byItself, everythingKept, expectLawsHold } from './laws.ts';
import { askOf, measured, nominated, sealed } from './stem.ts';

describe('The service, closed and opened again (embedded store)', () => {
  let folder = '';
  let house: House;
  before(async function () {
    this.timeout(60_000);
    folder = await temporaryFolder();
    house = await openHouse({ folder });
  });
  after(async () => {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });
  const reopened = async (): Promise<void> => {
    house = await openHouse({ folder, people: house.people });
  };

  it('keeps everything: people, stock, notes, answers and the trail', async function () {
    this.timeout(60_000);
    const ground = await layGround(house, demoCast(house));
    await receive(ground, 1_000_000);
    const note = await sealed(ground, await measured(ground, 100_000));
    const [key, ask] = [randomUUID(), askOf(ground, 50_000)];
    const answered = await house.as('shipping-line').post('/v1/nominations', ask, key);
    const kept = await everythingKept(house, byItself);
    await house.close();
    await reopened();
    expect(await everythingKept(house, byItself)).to.deep.equal(kept);
    const again = await house.as('shipping-line').post('/v1/nominations', ask, key);
    expect(again.body).to.deep.equal(answered.body);
    expect(again.headers['idempotency-replayed']).to.equal('true');
    expect(await house.as('supplier').got(`/v1/notes/${note.number}`)).to.deep.equal(note);
    await expectLawsHold(house);
  });

  it('answers what is under way before it ends', async function () {
    this.timeout(60_000);
    const ground = await layGround(house, demoCast(house));
    await receive(ground, 1_000_000);
    const { signInName, password } = house.personOf('shipping-line');
    const { accessToken } = await house.nobody.done<{ accessToken: string }>('/v1/sessions', { signInName, password });
    const id = randomUUID();
    const headers = {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      expect: '100-continue',
    };
    const asking = request(`${house.service.url}/v1/nominations`, { method: 'POST', headers });
    asking.flushHeaders();
    await once(asking, 'continue');
    const closing = house.close();
    const replying = once(asking, 'response') as Promise<[IncomingMessage]>;
    asking.end(JSON.stringify({ ...askOf(ground, 50_000), id }));
    const [reply] = await replying;
    expect(reply.statusCode, await text(reply)).to.equal(201);
    await closing;
    await reopened();
    expect(await house.as('shipping-line').got(`/v1/nominations/${id}`)).to.include({ id, state: 'nominated' });
  });

  it('acknowledges nothing that it does not keep, when it ends in the middle of many commands', async function () {
    this.timeout(60_000);
    const ground = await layGround(house, demoCast(house));
    await receive(ground, 1_000_000);
    await nominated(ground, 1_000);
    const line = house.as('shipping-line');
    const ids = Array.from({ length: 30 }, () => randomUUID());
    const asking = ids.map((id) =>
      line.post('/v1/nominations', { ...askOf(ground, 1_000), id }).then(
        ({ status }) => status === 201,
        () => false,
      ),
    );
    await Promise.race(asking);
    await house.close();
    const acknowledged = await Promise.all(asking);
    await reopened();
    expect(acknowledged).to.include(true);
    for (const [index, id] of ids.entries())
      if (acknowledged[index]) expect((await house.as('shipping-line').get(`/v1/nominations/${id}`)).status).to.equal(200);
    await expectLawsHold(house);
  });
});
