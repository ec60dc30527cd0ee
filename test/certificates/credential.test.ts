import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import jsonld from 'jsonld';
import { marineContextDocument } from '../../src/certificates/context.ts';
import { credentialOf, marineContext, statusListCredentialOf, type IssuedCertificate } from '../../src/certificates/credential.ts';
import { encodeStatusList } from '../../src/certificates/status-list.ts';
import { certificate, certifier, coveredUse, credentialInput, needsSchemas, publicUrl, schemaFile } from './certificates-of-test.ts';

type Json = Record<string, unknown>;
const build = (changes: Partial<IssuedCertificate> = {}): Json => structuredClone(credentialOf(credentialInput(changes)));
const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((found, part) => (found as Json | undefined)?.[part], value);

describe('the credential of a certificate', () => {
  it('names the contexts in their order, its types and its schema', () => {
    const credential = build();
    expect(credential['@context']).to.deep.equal([
      'https://www.w3.org/ns/credentials/v2',
      'https://test.uncefact.org/vocabulary/untp/dcc/0.6.1/',
      `${publicUrl}/contexts/marine-fuel/v1`,
    ]);
    expect(credential).not.to.have.any.keys('vc', 'vp', 'iss', 'nbf');
    expect(at(credential, 'credentialSchema', 'type')).to.equal('JsonSchema');
  });

  it('is signed in the name of the certifier and says to whom it was issued', () => {
    const credential = build();
    expect(at(credential, 'issuer', 'id')).to.equal(`did:web:localhost%3A8080:organisations:${certifier}`);
    expect(at(credential, 'credentialSubject', 'issuedToParty', 'name')).to.equal('Line 1');
  });

  it('states quantity, energy, E and saving of each proof and never averages them', () => {
    const second = { ...coveredUse, use: '2', proofNumber: 'POS-0002', eGPerMj: 20.5, massKg: 1000, energyMj: 37_000 };
    const assessments = at(build({ uses: [coveredUse, second] }), 'credentialSubject', 'assessment') as Json[];
    const stated = assessments.slice(0, 2).map((assessment) => at(assessment, 'declaredValue', 2, 'metricValue', 'value'));
    expect(stated).to.deep.equal([14.9, 20.5]);
    expect(at(assessments[0], 'declaredValue', 0, 'metricValue')).to.deep.equal({ value: 240.001, unit: 'TNE' });
    expect(at(assessments[0], 'declaredValue', 1, 'metricValue')).to.deep.equal({ value: 8_880_037, unit: '3B' });
    expect(at(assessments[0], 'declaredValue', 3, 'metricValue')).to.deep.equal({ value: 84.15, unit: 'P1' });
  });

  it('states well-to-wake of the delivery for each engine class', () => {
    const values = at(build(), 'credentialSubject', 'assessment', 1, 'declaredValue') as { metricName: string; metricValue: Json }[];
    expect(
      values
        .filter(({ metricName }) => metricName.startsWith('Well-to-wake'))
        .map(({ metricName, metricValue }) => [metricName, metricValue['value']]),
    ).to.deep.equal([
      ['Well-to-wake of the certified quantity, gCO2eq per MJ', 16.61],
      ['Well-to-wake of everything delivered, gCO2eq per MJ, Otto dual fuel, medium speed', 75.13],
      ['Well-to-wake of everything delivered, gCO2eq per MJ, Diesel dual fuel, slow speed', 74.9],
    ]);
  });

  it('does not conform where the saving is below what the installation must reach', () => {
    const poor = { ...coveredUse, savingPercent: 64.99, savingMet: false };
    expect(at(build({ uses: [poor], conformance: false }), 'credentialSubject', 'assessment', 0, 'conformance')).to.be.false;
  });

  it('names a scheme it does not know as the proof names it, and mixed schemes together', () => {
    const mixed = [coveredUse, { ...coveredUse, scheme: 'Scheme of the story', proofIssuedOn: '2026-01-15' }];
    const scope = at(build({ uses: mixed }), 'credentialSubject', 'scope') as Json;
    expect(scope['name']).to.equal('ISCC EU + Scheme of the story');
    expect(scope['validFrom']).to.equal('2026-01-15');
    expect(scope['id']).to.match(/^http:\/\/localhost:8080\/contexts\/marine-fuel\/v1#scheme\//);
  });

  it('carries a replay in name, description and a term of its own', () => {
    const credential = build({ replay: true });
    for (const text of [credential['name'], credential['description'], at(credential, 'credentialSubject', 'name')])
      expect(text).to.include('replay, not an official document');
    expect(credential['replay']).to.be.true;
    expect(build()).not.to.have.property('replay');
  });
});

describe('the credential before the published schemas and contexts', function () {
  this.timeout(60_000);
  let untp: ValidateFunction;
  let w3c: ValidateFunction;

  before(function () {
    needsSchemas(this);
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    untp = ajv.compile(schemaFile('untp-0.6.1/untp-dcc-schema.json') as object);
    w3c = ajv.compile(schemaFile('w3c/verifiable-credential-schema.json') as object);
  });

  const files: Readonly<Record<string, () => unknown>> = {
    'https://www.w3.org/ns/credentials/v2': () => schemaFile('w3c/credentials-v2.context.jsonld'),
    'https://test.uncefact.org/vocabulary/untp/dcc/0.6.1/': () => schemaFile('untp-0.6.1/untp-dcc.context.jsonld'),
    [marineContext(publicUrl)]: () => marineContextDocument(publicUrl),
  };
  const expand = (document: Json) =>
    jsonld.expand(document, {
      safe: true,
      documentLoader: async (url: string) => {
        const file = files[url] ?? expect.fail(`a request for ${url}`);
        return { documentUrl: url, document: file() as jsonld.JsonLdDocument };
      },
    } as jsonld.Options.Expand);
  const fails = (document: Json): Promise<boolean> =>
    expand(document).then(
      () => false,
      () => true,
    );

  const kinds: readonly [string, Partial<IssuedCertificate>][] = [
    ['a blend', {}],
    ['a replay', { replay: true }],
    [
      'several proofs of several schemes',
      { uses: [coveredUse, { ...coveredUse, scheme: 'Other', installationStartedOn: null, minSavingPercent: null, annexIX: null }] },
    ],
    ['what does not conform', { conformance: false }],
  ];
  for (const [what, changes] of kinds) {
    it(`of ${what} satisfies UNTP 0.6.1 and VC 2.0 and expands in safe mode`, async () => {
      const credential = build(changes);
      expect(untp(credential), JSON.stringify(untp.errors)).to.be.true;
      expect(w3c(credential), JSON.stringify(w3c.errors)).to.be.true;
      const [expanded] = await expand(credential);
      const term = (name: string) => `${marineContext(publicUrl)}#${name}`;
      const [subject] = (expanded as Record<string, Json[]>)['https://www.w3.org/2018/credentials#credentialSubject'] ?? [];
      expect(subject).to.have.property(term('fuelDelivery'));
      expect((subject as Record<string, unknown[]>)[term('sustainabilityProofs')]).to.have.lengthOf((changes.uses ?? [1]).length);
    });
  }

  it('would be refused with a field taken out, a context out of order or a value outside its list', () => {
    for (const path of [
      ['credentialSubject', 'assessorLevel'],
      ['credentialSubject', 'assessment', 0, 'conformance'],
      ['issuer', 'name'],
      ['issuer'],
    ]) {
      const credential = build();
      delete (at(credential, ...path.slice(0, -1)) as Json)[path.at(-1) ?? ''];
      expect(untp(credential), path.join('.')).to.be.false;
    }
    expect(untp({ ...build(), '@context': [...(build()['@context'] as string[])].reverse() })).to.be.false;
    const wrong = build();
    (wrong['credentialSubject'] as Json)['assessmentLevel'] = 'Excellent';
    expect(untp(wrong)).to.be.false;
  });

  it('would not expand with a field that no context defines, at any depth', async () => {
    for (const path of [
      [],
      ['credentialSubject'],
      ['credentialSubject', 'fuelDelivery'],
      ['credentialSubject', 'assessment', 0],
      ['credentialSubject', 'sustainabilityProofs', 0],
    ]) {
      const credential = build();
      (at(credential, ...path) as Json)['chainOfCustodyOfOurs'] = 'mass balance';
      expect(await fails(credential), path.join('.')).to.be.true;
    }
  });

  it('has a status list that satisfies VC 2.0 and expands in safe mode', async () => {
    const list = structuredClone(
      statusListCredentialOf({
        publicUrl,
        issuer: certifier,
        issuerName: 'Certifier 1',
        purpose: 'revocation',
        list: 1,
        encodedList: encodeStatusList([]),
        at: certificate.validFrom,
      }),
    ) as Json;
    expect(w3c(list), JSON.stringify(w3c.errors)).to.be.true;
    await expand(list);
  });
});
