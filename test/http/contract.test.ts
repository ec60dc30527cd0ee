import { expect } from 'chai';
import { refusalStatus } from '../../src/refusal.ts';
import { codeOf, type Answer } from '../journeys/client.ts';
import { withHouse } from '../journeys/house.ts';
import { operationsOf, replyCheckOf, type OpenApi } from './openapi-ajv.ts';

const isProblem = ({ status, headers, body }: Answer, code: keyof typeof refusalStatus): void => {
  expect(codeOf({ body } as Answer)).to.equal(code);
  expect(status).to.equal(refusalStatus[code]);
  expect(headers['content-type']).to.match(/^application\/problem\+json/);
};

/** Every value under a key, however deep. */
function* valuesOf(key: string, tree: unknown): Generator<unknown> {
  if (typeof tree !== 'object' || tree === null) return;
  for (const [name, inner] of Object.entries(tree)) {
    if (name === key) yield inner;
    yield* valuesOf(key, inner);
  }
}

const at = (document: unknown, pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (tree, step) => (tree as Record<string, unknown> | undefined)?.[step.replace(/~1/g, '/').replace(/~0/g, '~')],
      document,
    );

withHouse('The contract of the service', (house) => {
  let document: OpenApi;
  before(async () => {
    document = await house().nobody.got<OpenApi>('/openapi.json');
  });
  const ask = (method: string, path: string, headers: readonly string[] = [], payload?: string | Buffer) =>
    house().nobody.raw({ method, path, headers, ...(payload !== undefined && { payload }) });

  describe('the API document', () => {
    it('is OpenAPI 3.1 by its shape', () => {
      expect(document.openapi).to.match(/^3\.1\.\d+$/);
      expect(document.info).to.include.keys('title', 'version');
      const names = operationsOf(document).map(({ method, path }) => `${method} ${path}`);
      expect(new Set(names).size).to.equal(names.length);
      for (const operation of operationsOf(document)) {
        const named = `${operation.method} ${operation.path}`;
        const placed = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        expect(placed.sort(), named).to.deep.equal((operation.path.match(/(?<=\{)\w+(?=\})/g) ?? []).sort());
        expect(Object.keys(operation.responses), named).to.satisfy((statuses: string[]) =>
          statuses.some((status) => status.startsWith('2')),
        );
        for (const status of Object.keys(operation.responses)) expect(status, named).to.match(/^[2-5]\d\d$/);
      }
    });

    it('has an operation for each endpoint, each with an id of its own', () => {
      const written = operationsOf(document).map(({ method, path }) => `${method} ${path}`);
      const served = house().service.endpoints.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
      expect(written.sort()).to.deep.equal(served.sort());
      const ids = [...valuesOf('operationId', document.paths)];
      expect(new Set(ids).size).to.equal(served.length);
    });

    it('refers to nothing that is not in it', () => {
      const references = [...valuesOf('$ref', document)].map(String);
      expect(references).not.to.be.empty;
      for (const reference of references) {
        expect(reference).to.match(/^#\//);
        expect(at(document, reference), reference).to.be.an('object');
      }
    });

    it('has schemas that a validator takes, and examples that they accept', () => {
      const check = replyCheckOf(document);
      for (const operation of operationsOf(document)) {
        for (const [status, { content }] of Object.entries(operation.responses))
          for (const media of Object.keys(content)) expect(() => check(operation, Number(status), media, null)).not.to.throw();
        if (!operation.body || operation.example === undefined) continue;
        const asReply = { ...operation, responses: { 200: { content: { body: { schema: operation.body } } } } };
        expect(check(asReply, 200, 'body', operation.example), `${operation.method} ${operation.path}`).to.equal(null);
      }
    });
  });

  describe('the API page', () => {
    it('loads nothing from elsewhere', async () => {
      const page = await ask('GET', '/docs');
      expect(page.status).to.equal(200);
      const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
      expect(files).to.have.length.above(2);
      for (const file of files) {
        expect(file).to.match(/^\/(?!\/)/);
        expect((await ask('GET', file)).status, file).to.equal(200);
      }
      expect(page.headers['content-security-policy'])
        .to.match(/default-src 'self'/)
        .and.not.match(/script-src[^;]*(https?:|unsafe-inline)/);
    });
  });

  describe('every reply', () => {
    for (const path of ['/', '/docs', '/openapi.json', '/health/live', '/v1/me', '/nowhere'])
      it(`of ${path} carries the headers that keep a browser safe`, async () => {
        const { headers } = await ask('GET', path);
        expect(headers).to.include({
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'SAMEORIGIN',
          'referrer-policy': 'no-referrer',
        });
        expect(headers).to.include.keys('content-security-policy', 'cross-origin-opener-policy', 'x-correlation-id');
        expect(headers).not.to.include.keys('x-powered-by');
      });

    it('names a correlation id: the given one where it is harmless, else one of ours', async () => {
      const kept = await ask('GET', '/v1/me', ['X-Correlation-Id', 'quay-7.2026-03-02']);
      expect(kept.headers['x-correlation-id']).to.equal('quay-7.2026-03-02');
      expect(kept.body).to.include({ correlationId: 'quay-7.2026-03-02' });
      for (const wrong of ['short', 'a'.repeat(81), '<script>alert(1)</script>', 'with spaces in it'])
        expect((await ask('GET', '/v1/me', ['X-Correlation-Id', wrong])).headers['x-correlation-id']).to.match(/^[0-9a-f-]{36}$/);
    });

    it('is never kept by a cache where it shows records', async () => {
      expect((await house().as('supplier').get('/v1/nominations')).headers['cache-control']).to.equal('no-store');
    });
  });

  describe('a request that fits nothing', () => {
    it('by its address is told so', async () => {
      isProblem(await ask('GET', '/v1/nothing'), 'ROUTE_UNKNOWN');
      isProblem(await ask('GET', '/v1/%E0%A4%A'), 'ROUTE_UNKNOWN');
      isProblem(await ask('GET', '/V1/ports'), 'ROUTE_UNKNOWN');
    });

    it('by its method is told which ones there are', async () => {
      const answer = await ask('DELETE', '/v1/nominations');
      isProblem(answer, 'METHOD_NOT_ALLOWED');
      expect(answer.headers.allow).to.equal('POST, GET');
    });

    const json = ['Content-Type', 'application/json'];
    it('by its media type, its encoding or its size is refused', async () => {
      isProblem(await ask('POST', '/v1/sessions', ['Content-Type', 'application/xml'], '<a/>'), 'MEDIA_TYPE_UNSUPPORTED');
      isProblem(await ask('POST', '/v1/sessions', [...json, 'Content-Encoding', 'compress'], '{}'), 'MEDIA_TYPE_UNSUPPORTED');
      isProblem(await ask('POST', '/v1/sessions', ['Content-Type', 'application/json; charset=latin-7'], '{}'), 'MEDIA_TYPE_UNSUPPORTED');
      isProblem(await ask('POST', '/v1/sessions', json, `{"a":"${'x'.repeat(300_000)}"}`), 'BODY_TOO_LARGE');
    });

    it('by broken JSON is refused without an echo of it', async () => {
      for (const broken of ['{', '{"signInName":', 'null', '"text"', '42', '\u0000', '{"a":1}{"a":2}']) {
        const answer = await ask('POST', '/v1/sessions', json, broken);
        expect([400, 422], broken).to.include(answer.status);
        expect(['BODY_NOT_JSON', 'VALIDATION'], broken).to.include(codeOf(answer));
      }
    });

    it('by its fields is told every one of them, in English and Chinese', async () => {
      const answer = await ask('POST', '/v1/sessions', json, '{"signInName":7,"more":true}');
      isProblem(answer, 'VALIDATION');
      const { errors } = answer.body as { errors: { field: string; en: string; zh: string }[] };
      expect(errors.map(({ field }) => field)).to.include.members(['body.signInName', 'body.password', 'body']);
      for (const { en, zh } of errors) {
        expect(en).not.to.be.empty;
        expect(zh).to.match(/\p{Script=Han}/u);
      }
    });
  });

  it('answers a HEAD as a GET without its body, and OPTIONS with the methods there are', async () => {
    expect(await ask('HEAD', '/health/live')).to.include({ status: 200, text: '' });
    isProblem(await ask('OPTIONS', '/health/live'), 'METHOD_NOT_ALLOWED');
  });
});
