import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import fc from 'fast-check';
import { isLong } from '../journeys/long.ts';
import { admitCast, demoCast } from '../journeys/cast.ts';
import type { Client } from '../journeys/client.ts';
import { layGround, receive, type Ground } from '../journeys/ground.ts';
import { withHouse } from '../journeys/house.ts';
import type { Role } from '../../src/people/roles.ts';
import { measured, nominated, requested, sealed, today } from '../journeys/stem.ts';
import { replyFaults } from './generated/reply-faults.ts';
import { requestsOf, type Generated } from './generated/requests.ts';
import type { Known } from './generated/schema-values.ts';
import { replyCheckOf, type OpenApi } from './openapi-ajv.ts';

const seed = 20_261_124;
const runs = isLong ? 5_000 : 500;
const atOnce = 4;

/** Something of everything, so that a well-formed request meets a record. */
async function everything(ground: Ground): Promise<Known> {
  const { proofs, id: parcel } = await receive(ground, 1_250_500, 400_000);
  const [proof = { id: '' }] = proofs;
  const delivery = await measured(ground, 100_000, 99_000);
  const note = await sealed(ground, delivery);
  const certificate = await requested(ground, delivery, proof.id, 50_000);
  const open = await nominated(ground, 100_000);
  const { cast, shoreTank, secondTank, bargeTank, book, site, imo, craft } = ground;
  const tanks = [shoreTank, secondTank, bargeTank];
  const organisations = cast.roles.map((role) => cast.organisation(role));
  return {
    // What an address is about.
    ...{ nominations: [open.id], deliveries: [delivery], notes: [note.number], parcels: [parcel], proofs: [proof.id] },
    ...{ certificates: [certificate], organisations, tanks, sites: [site, `${site}-b`], books: [book], craft: [craft] },
    'factor-sets': ['fueleu-2026-11'],
    factorSet: ['fueleu-2026-11', 'imo-2026-11'],
    ...{ ships: [imo], ports: ['CNZOS', 'CNSHA'], fuels: ['VLSFO', 'UCOME', 'LNG'], verify: [note.number, certificate] },
    // What a field or a parameter names.
    id: [open.id, delivery, parcel, proof.id, certificate, craft, ...organisations],
    ...{ imo: [imo], port: ['CNZOS', 'CNSHA'], tank: tanks, from: [...tanks, today()], to: [...tanks, today()], book: [book] },
    ...{ site: [site], grade: [ground.grade, 'VLSFO', 'LNG'], supplier: [cast.organisation('supplier')], delivery: [delivery] },
    ...{ line: [cast.organisation('shipping-line')], proof: [proof.id], certifier: [cast.organisation('certifier')] },
    ...{ agent: [cast.organisation('ships-agent')], nomination: [open.id], parcel: [parcel], origin: ['CN'], district: [cast.district] },
    ...{ about: [`nomination:${open.id}`, `delivery:${delivery}`], key: ['clock.skew', 'tolerance.sounding'] },
  };
}

withHouse('Requests made from our own API document', (house) => {
  let document: OpenApi;
  let known: Known;
  before(async function () {
    this.timeout(60_000);
    document = await house().nobody.got<OpenApi>('/openapi.json');
    const ground = await layGround(house(), demoCast(house()), 'UCOME');
    await admitCast(house(), { port: 'CNSHA', district: '22' });
    known = await everything(ground);
  });

  const clientOf = (who: string): Client => {
    if (who === 'nobody') return house().nobody;
    return who === 'stranger' ? house().signedIn('nobody@nowhere.example', 'wrong') : house().as(who as Role);
  };

  it(`are answered within their schemas, ${runs} of them, and none with a defect (seed ${seed})`, async function () {
    this.timeout(isLong ? 1_200_000 : 120_000);
    const check = replyCheckOf(document);
    const problems = new Ajv2020({ strict: false });
    const problem = problems.compile(document.components.schemas['Problem'] ?? false);
    const isSound = (body: unknown): string | null => (problem(body) ? null : problems.errorsText(problem.errors));
    const requests = fc.sample(requestsOf(document, known), { numRuns: runs, seed });
    const faults: string[] = [];
    const statuses = new Map<number, number>();
    const next = requests.entries();
    const sending = async (): Promise<void> => {
      for (const [index, request] of next) {
        const answer = await (request.who === 'stranger' ? withToken(request) : clientOf(request.who).raw(request.raw));
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        for (const fault of replyFaults(request, answer, check, isSound)) faults.push(`${index} ${told(request)}: ${fault}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, sending));
    if (process.env['TELL'] !== undefined) process.stderr.write(`${[...statuses].map((pair) => pair.join(' × ')).join(', ')}\n`);
    expect(faults).to.deep.equal([]);
    expect((await house().nobody.get('/health/ready')).status).to.equal(200);
  });

  const withToken = ({ raw }: Generated) =>
    house().nobody.raw({ ...raw, headers: ['Authorization', 'Bearer eyJhbGciOiJub25lIn0.e30.', ...(raw.headers ?? [])] });
});

const told = ({ who, what, raw }: Generated): string =>
  `${who}, ${what}: ${raw.method} ${raw.path.slice(0, 200)} ${String(raw.payload ?? '').slice(0, 300)}`;
