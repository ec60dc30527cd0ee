import { expect } from 'chai';
import type { Endpoint } from '../../src/http/endpoint.ts';
import { permissions } from '../../src/people/permissions.ts';
import { roles, type Role } from '../../src/people/roles.ts';
import { admitCast, demoCast, type Cast } from '../journeys/cast.ts';
import { codeOf, type Answer, type Client } from '../journeys/client.ts';
import { layGround, receive } from '../journeys/ground.ts';
import { withHouse, type House } from '../journeys/house.ts';
import { measured, nominated, requested, sealed, today } from '../journeys/stem.ts';
import type { Ask, Case, Fixtures } from './matrix/case.ts';
import { emissionsCases } from './matrix/emissions.ts';
import { meter, registerCases, reportCases } from './matrix/registers.ts';
import { stockCases, tradeCases } from './matrix/trade.ts';

const cases: Readonly<Record<string, Case>> = { ...emissionsCases, ...registerCases, ...reportCases, ...stockCases, ...tradeCases };
const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

async function fixturesOf(house: House): Promise<Fixtures> {
  const here = demoCast(house);
  const elsewhere = await admitCast(house, { port: 'CNSHA', district: '22' });
  const ground = await layGround(house, here, 'UCOME');
  const given = { agent: here.organisation('ships-agent'), from: today() };
  const mandate = await here.as('shipping-line').done<{ id: string }>('/v1/mandates', given);
  const { id: parcel, proofs } = await receive(ground, 5_000_000, 4_000_000);
  await receive(ground, 100_000, 0, ground.secondTank);
  const proof = proofs[0]?.id ?? '';
  const byAgent = { byAgent: true };
  const { id: nomination } = await nominated(ground, 10_000, byAgent);
  const delivery = await measured(ground, 100_000, 100_000, byAgent);
  const { number: note } = await sealed(ground, delivery);
  const certificate = await requested(ground, delivery, proof, 50_000, byAgent);
  await here.as('certifier').done(`/v1/certificates/${certificate}/decision`, { decision: 'approve' });
  const { id: mounted } = await house.as('administrator').done<{ id: string }>('/v1/meters', meter(ground.craft));
  const readings = { volumeM3: 900, temperatureC: 15, densityKgPerM3: 880.5, pumping: false };
  await here.as('supplier').done(`/v1/tanks/${ground.secondTank}/soundings`, readings);
  const { items } = await here.as('supplier').got<{ items: { id: string }[] }>('/v1/alerts');
  const all = { house, here, elsewhere, ground, parcel, proof, mandate: mandate.id, nomination, delivery, note, certificate };
  return { ...all, meter: mounted, alert: items[0]?.id ?? '' };
}

withHouse('Who may do what with whose records', (house) => {
  let all: Fixtures;
  before(async function () {
    this.timeout(120_000);
    all = await fixturesOf(house());
  });

  const sent = (client: Client, method: string, asked: Ask): Promise<Answer> =>
    typeof asked === 'string' ? client.get(asked) : method === 'POST' ? client.post(asked[0], asked[1]) : client.get(asked[0]);
  const personOf = (cast: Cast, role: Role, { which }: Case): Client => cast.as(role, which);
  const told = (answer: Answer): string => `${answer.status} ${answer.text.slice(0, 400)}`;

  /** Admission comes before everything: any request will do. */
  const anyAsk = ({ method, path }: Endpoint): Ask => {
    const filled = path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
    return method === 'GET' ? filled : [filled, {}];
  };

  const expectedOf = ({ stranger, strangers = {} }: Case, role: Role): Case['stranger'] =>
    role in strangers ? (strangers[role] ?? null) : stranger;

  async function strangersAnswer(one: Case, role: Role, answer: Answer, success: number): Promise<void> {
    const expected = expectedOf(one, role);
    if (expected === 'shut') expect(answer.status, `${role} elsewhere: ${told(answer)}`).to.equal(404);
    else if (expected === 'open') expect(answer.status, `${role} elsewhere: ${told(answer)}`).to.equal(success);
    else expect(codeOf(answer), `${role} elsewhere: ${told(answer)}`).to.equal(expected);
    const shown = one.shows?.(all, role) ?? null;
    if (shown !== null) expect(answer.text, `${role} elsewhere sees ${shown}`).not.to.include(shown);
  }

  async function tryAll(endpoint: Endpoint, one: Case): Promise<void> {
    const { who, method } = endpoint;
    const success = endpoint.status ?? 200;
    if (who === 'anyone') {
      const answer = await sent(house().nobody, method, await one.ask(all, 'supplier'));
      expect(answer.status, told(answer)).to.equal(success);
      return;
    }
    const nobodys = await sent(house().nobody, method, anyAsk(endpoint));
    expect([nobodys.status, codeOf(nobodys)]).to.deep.equal([401, 'NOT_SIGNED_IN']);
    const may = who === 'signed-in' ? roles : (permissions[who] as readonly Role[]);
    for (const role of roles) {
      if (!may.includes(role)) {
        const answer = await sent(all.here.as(role), method, anyAsk(endpoint));
        expect([answer.status, codeOf(answer)], role).to.deep.equal([403, 'NOT_ALLOWED']);
        continue;
      }
      const asked = await one.ask(all, role);
      if (all.elsewhere.roles.includes(role) && expectedOf(one, role) !== null)
        await strangersAnswer(one, role, await sent(personOf(all.elsewhere, role, one), method, asked), success);
      const answer = await sent(personOf(all.here, role, one), method, asked);
      expect(answer.status, `${role}: ${told(answer)}`).to.equal(success);
      const shown = one.shows?.(all, role) ?? null;
      if (shown !== null) expect(answer.text, `${role} does not see its own`).to.include(shown);
    }
  }

  it('is written down for every endpoint there is, and for no other', () => {
    expect(Object.keys(cases).sort()).to.deep.equal(house().service.endpoints.map(nameOf).sort());
  });

  for (const [name, one] of Object.entries(cases))
    it(`holds for ${name}`, async function () {
      this.timeout(60_000);
      const endpoint = house().service.endpoints.find((served) => nameOf(served) === name);
      if (!endpoint) throw new Error(`${name} is not served`);
      await tryAll(endpoint, one);
    });

  it('asks for a token that is ours and alive', async () => {
    const wrong = ['Bearer x', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', 'Basic YTpi', 'Bearer '];
    for (const authorization of wrong) {
      const answer = await house().nobody.raw({ method: 'GET', path: '/v1/me', headers: ['Authorization', authorization] });
      expect(answer.status, authorization).to.equal(401);
      expect(answer.headers['www-authenticate'], authorization).to.match(/^Bearer/);
    }
  });
});
