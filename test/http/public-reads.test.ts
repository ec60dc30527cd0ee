import { expect } from 'chai';
import type { Answer } from '../journeys/client.ts';
import { withHouse } from '../journeys/house.ts';

const part = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

withHouse('What anyone may read', (house) => {
  const openly = ({ headers }: Answer): boolean => headers['access-control-allow-origin'] === '*';

  it('lets the script of any other site read keys, status lists, terms and verifications, and nothing else', async () => {
    const { nobody, service } = house();
    const certifier = house().personOf('certifier').organisation;
    const open = service.endpoints.filter(({ anyOrigin }) => anyOrigin);
    expect(open.map(({ path }) => path).sort()).to.deep.equal([
      ...['/.well-known/did.json', '/contexts/marine-fuel/v1', '/organisations/:id/did.json', '/organisations/:id/status/:list'],
      '/verify/:id',
    ]);
    expect(open.every(({ method, who }) => method === 'GET' && who === 'anyone')).to.be.true;
    for (const path of ['/.well-known/did.json', '/contexts/marine-fuel/v1', `/organisations/${certifier}/did.json`])
      expect(openly(await nobody.get(path)), path).to.be.true;
    expect(openly(await nobody.get(`/organisations/${certifier}/status/revocation-1`))).to.be.true;
    const unknown = await nobody.get('/verify/CNZOS-2020-000001');
    expect([unknown.status, openly(unknown)]).to.deep.equal([404, true]);
    for (const path of ['/', '/v1/ports', '/v1/me', '/sign/nothing', '/openapi.json'])
      expect(openly(await nobody.get(path)), path).to.be.false;
    expect(openly(await nobody.post('/v1/verifications', { credential: 'x' }))).to.be.false;
  });

  it('answers whatever somebody holds up with a report, and never with a defect', async () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    const header = { alg: 'EdDSA', typ: 'e-bdn+jws', kid: 'did:web:elsewhere#1' };
    const sealOf = (payload: unknown): string => `${part(header)}.${part(payload)}.${'A'.repeat(86)}`;
    const held = [
      ...[
        '{',
        '{}',
        '{"number":7,"seal":{}}',
        'a.b.c',
        `${part('null')}.${part('[]')}.${part('')}`,
        '.'.repeat(9_000),
        '\u0000',
        '{"a":1e999}',
      ],
      `{"number":"N","seal":"x","items":${deep}}`,
      JSON.stringify({ number: 'N', seal: sealOf({ number: '\ud800', items: null, massKg: 1e308, signatures: [null, 1, {}] }) }),
      JSON.stringify({ number: 'N', seal: sealOf(`{"items":${deep}}`) }),
      JSON.stringify({ number: '__proto__', seal: sealOf({ __proto__: null, constructor: 1 }), __proto__: { state: 'sealed' } }),
      `${part(header)}.${part({ id: 'x', issuer: { id: { $ne: 1 } }, credentialStatus: 7, validFrom: 1e308 })}.${'A'.repeat(86)}`,
      `${part({ ...header, kid: 'did:web:localhost' })}.${part({ issuer: 'did:web:localhost', validUntil: '9999999-99-99' })}.AA`,
    ];
    for (const credential of held) {
      const { status, body } = await house().nobody.post('/v1/verifications', { credential });
      expect([status, (body as { verdict?: string }).verdict], credential.slice(0, 80)).to.deep.equal([200, 'not-valid']);
    }
  });
});
