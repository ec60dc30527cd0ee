import { expect } from 'chai';
import pino from 'pino';
import request from 'supertest';
import { appOf } from '../../src/app.ts';
import { explanationPdf } from '../../src/documents/explanation-pdf.ts';
import { emissionsEndpoints } from '../../src/emissions/endpoints.ts';
import { readReference } from '../../src/reference.ts';

const { sets, examples } = readReference();
const at = new Date('2026-03-16T02:00:00Z');
const nobody = (): never => expect.fail('a calculation asks for no sign-in and writes nothing');
const app = appOf({
  endpoints: emissionsEndpoints({
    setsWith: () => Promise.resolve(sets),
    examples,
    setsOfExamples: sets,
    renderExplanation: (explanation) => explanationPdf(explanation, at),
  }),
  gate: { authenticate: nobody, run: nobody },
  log: pino({ level: 'silent' }),
  version: '0.0.0',
  publicUrl: 'http://localhost:8080',
  newId: () => 'a',
  requestsPerMinute: 1_000,
});
const ask = (accept: string, body: object): request.Test =>
  request(app).post('/v1/emissions/product.footprint').set('Accept', accept).buffer(true).send(body);

describe('The paper of a calculation over HTTP', function () {
  this.timeout(30_000);
  const body = { line: { fuel: 'HFO' }, boundary: 'cradle-to-gate' };

  it('is given where a PDF is asked for, JSON otherwise', async () => {
    const paper = await ask('application/pdf', body);
    expect([paper.status, paper.headers['content-type']]).to.deep.equal([200, 'application/pdf']);
    expect((paper.body as Buffer).subarray(0, 5).toString()).to.equal('%PDF-');
    const json = await ask('*/*', body);
    expect(json.body).to.have.nested.property('result.totalKgCO2eqPerT').that.is.closeTo(546.75, 1e-9);
  });

  it('is not given for what is refused: the reasons come instead', async () => {
    const refused = await ask('application/pdf', { line: { fuel: 'COAL' }, boundary: 'cradle-to-gate' });
    const problem: unknown = refused.body;
    expect(refused.status).to.equal(422);
    expect(problem).to.have.nested.property('reasons[0].code', 'FUEL_UNKNOWN');
    expect(problem).to.have.nested.property('reasons[0].field', 'body.line.fuel');
  });

  it('is offered by the API page for every calculation', async () => {
    const page: unknown = (await request(app).get('/openapi.json')).body;
    const paths = (page as { paths: Record<string, { post?: { responses: Record<string, { content: object }> } }> }).paths;
    const posts = Object.values(paths).flatMap(({ post }) => post ?? []);
    expect(posts).to.have.length.above(20);
    for (const { responses } of posts) expect(responses['200']?.content).to.have.all.keys('application/json', 'application/pdf');
  });
});
