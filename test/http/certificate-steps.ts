import { expect } from 'chai';
import request, { type Response } from 'supertest';
import type { Role } from '../../src/people/roles.ts';
import type { CertificatesGround, DeliveryFacts } from './certificates-ground.ts';

export const codes = (response: Response): string[] => bodyOf<{ reasons: { code: string }[] }>(response).reasons.map(({ code }) => code);
export const bodyOf = <T>(response: Response): T => response.body as T;

export interface Shown {
  readonly certificate: {
    readonly id: string;
    readonly state: string;
    readonly certifiedKg: number;
    readonly otherwiseCertifiedKg: number;
    readonly uncertifiedKg: number;
    readonly status: { readonly list: number; readonly index: number };
    readonly certified: readonly { readonly engineClass: string | null }[];
    readonly delivered: readonly { readonly engineClass: string | null }[];
  };
  readonly standing: string;
}

/** The steps from proofs to a certificate, each by whoever takes it, over HTTP. */
export function certificateSteps(ground: () => CertificatesGround) {
  const assign = (delivery: string, proofs: readonly { proof: string; massKg: number }[]) =>
    ground().post(`/v1/deliveries/${delivery}/proofs`, { proofs }, 'supplier');
  const ask = (delivery: string, certifier = ground().organisation('certifier'), as: Role = 'shipping-line') =>
    ground().post('/v1/certificates', { delivery, certifier }, as);
  const decide = (id: string, body: object = { decision: 'approve' }) =>
    ground().post(`/v1/certificates/${id}/decision`, body, 'certifier');

  async function requested(facts: DeliveryFacts = {}, massKg = 240_000) {
    const { delivery, note, imo } = await ground().delivered(facts);
    const proof = await ground().proof();
    expect((await assign(delivery, [{ proof: proof.id, massKg }])).status).to.equal(201);
    const answered = await ask(delivery);
    expect(answered.status, JSON.stringify(answered.body)).to.equal(201);
    return { delivery, note, imo, proof, id: bodyOf<Shown>(answered).certificate.id };
  }
  async function issued(facts: DeliveryFacts = {}) {
    const made = await requested(facts);
    const answered = await decide(made.id);
    expect(answered.status, JSON.stringify(answered.body)).to.equal(200);
    return { ...made, shown: bodyOf<Shown>(answered) };
  }
  /** A document that is no JSON, as it comes over the wire. */
  async function fetched(path: string, as?: Role): Promise<{ type: string; text: string }> {
    const asked = request(ground().app).get(path);
    if (as) asked.set('Authorization', await ground().authorization(as));
    const response = await asked
      .buffer(true)
      .parse((from, done) => {
        let text = '';
        from.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
        from.on('end', () => done(null, text));
      })
      .expect(200);
    return { type: response.headers['content-type'] ?? '', text: bodyOf<string>(response) };
  }
  return { assign, ask, decide, requested, issued, fetched };
}
