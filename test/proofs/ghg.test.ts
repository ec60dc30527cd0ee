import { expect } from 'chai';
import fc from 'fast-check';
import { judgeGhg, roundingAllowance, type GhgStatement } from '../../src/proofs/ghg.ts';
import { red } from '../emissions/factor-sets.ts';

const av = (gPerMj: number) => ({ gPerMj, method: 'AV' as const });
const zero = av(0);
const bio = { pathway: 'bio' as const, installationStartedOn: '2021-06-01', redCompliant: true };
const terms = { eec: zero, el: zero, ep: av(9.4), etd: av(2.1), eu: zero, esca: zero, eccs: zero, eccr: zero };
const itemised = (eGPerMj: number, change: Partial<typeof terms> = {}): GhgStatement => ({
  method: 'ITEMISED',
  eGPerMj,
  terms: { ...terms, ...change },
});
const codes = (statement: GhgStatement, proof = bio as Parameters<typeof judgeGhg>[1]): string[] =>
  judgeGhg(statement, proof, red).reasons.map(({ code }) => code);

describe('The greenhouse gases of a proof', () => {
  it('sum to the E it states', () => {
    const { ghg, reasons } = judgeGhg(itemised(11.5), bio, red);
    expect(reasons).to.deep.equal([]);
    expect(ghg).to.deep.include({ eGPerMj: 11.5, method: 'ITEMISED', minSavingPct: 65 });
    expect(ghg.savingPct).to.be.closeTo(87.77, 0.01);
  });

  it('may differ from the sum by what rounding explains, and no more', () => {
    // Three numbers of one decimal that are not zero: E and two terms, each off by 0.05 at most.
    expect(roundingAllowance(11.5, [0, 9.4, 2.1])).to.be.closeTo(0.15, 1e-12);
    expect(codes(itemised(11.6))).to.deep.equal([]);
    expect(codes(itemised(11.7))).to.deep.equal(['PROOF_E_UNEVEN']);
    expect(codes(itemised(11.35, { ep: av(9.4) }))).to.deep.equal(['PROOF_E_UNEVEN']);
  });

  it('need every term of a verified formula, zero where there is none, and no term of another', () => {
    const rfnbo = { pathway: 'rfnbo' as const, installationStartedOn: null, redCompliant: true };
    const five = { ei: av(3), ep: zero, etd: av(1), eu: zero, eccs: zero };
    const { eu: _eu, ...four } = five;
    const fields = (given: object) =>
      judgeGhg({ method: 'ITEMISED', eGPerMj: 4, terms: given }, rfnbo, red).reasons.map(({ code, field }) => `${code} ${field}`);
    expect(fields(five)).to.deep.equal([]);
    expect(fields(four)).to.deep.equal(['FACTOR_MISSING body.ghg.terms.eu']);
    expect(fields({ ...five, eccr: zero })).to.deep.equal(['FACTOR_MISSING body.ghg.terms.eccr']);
  });

  it('by a formula from memory may lack a term or have a further one, as long as E is their sum', () => {
    const { eec: _eec, ...rest } = terms;
    expect(codes({ method: 'ITEMISED', eGPerMj: 11.5, terms: rest })).to.deep.equal([]);
    expect(codes({ method: 'ITEMISED', eGPerMj: 12.5, terms: { ...rest, ei: av(1) } })).to.deep.equal([]);
    expect(codes({ method: 'ITEMISED', eGPerMj: 11.5, terms: { ...terms, ei: av(1) } })).to.deep.equal(['PROOF_E_UNEVEN']);
    expect(judgeGhg({ method: 'ITEMISED', eGPerMj: 0, terms: {} }, bio, red).reasons[0]).to.include({
      code: 'FACTOR_MISSING',
      field: 'body.ghg.terms',
    });
  });

  it('of an e-fuel have the terms of its own formula and need no day of the installation', () => {
    const rfnbo = { pathway: 'rfnbo' as const, installationStartedOn: null, redCompliant: true };
    const statement: GhgStatement = { method: 'ITEMISED', eGPerMj: 4, terms: { ei: av(3), ep: zero, etd: av(1), eu: zero, eccs: zero } };
    expect(codes(statement, rfnbo)).to.deep.equal([]);
    expect(judgeGhg(statement, rfnbo, red).ghg.minSavingPct).to.equal(70);
  });

  it('of blue ammonia are those of its own kind, with 70 % asked whatever the day', () => {
    const blue = { pathway: 'low-carbon' as const, installationStartedOn: null, redCompliant: true };
    const statement = (ei: number): GhgStatement => ({
      method: 'ITEMISED',
      eGPerMj: ei,
      terms: { ei: av(ei), ep: zero, etd: zero, eu: zero, eccs: zero },
    });
    expect(codes(statement(28.2), blue)).to.deep.equal([]);
    expect(codes(statement(28.3), blue)).to.deep.equal(['PROOF_SAVING_SHORT']);
    expect(
      judgeGhg({ method: 'ITEMISED', eGPerMj: 9, terms: { ei: av(3), ep: zero, etd: zero, eu: zero, eccs: zero } }, blue, red).reasons[0],
    ).to.include({
      code: 'PROOF_E_UNEVEN',
      clause: 'Delegated Regulation (EU) 2025/2359, Annex',
    });
    expect(judgeGhg(statement(10), blue, red).ghg.minSavingPct).to.equal(70);
  });

  it('as a total default value have no terms', () => {
    expect(judgeGhg({ method: 'TDV', eGPerMj: 14.9 }, bio, red).ghg).to.deep.include({ method: 'TDV', terms: null, eGPerMj: 14.9 });
  });

  it('of fuel that is said to comply save what the law asks of its installation: a tie passes', () => {
    expect(codes({ method: 'TDV', eGPerMj: 32.9 })).to.deep.equal([]);
    expect(codes({ method: 'TDV', eGPerMj: 32.91 })).to.deep.equal(['PROOF_SAVING_SHORT']);
    expect(codes({ method: 'TDV', eGPerMj: 37.6 }, { ...bio, installationStartedOn: '2020-12-31' })).to.deep.equal([]);
    expect(codes({ method: 'TDV', eGPerMj: 50 }, { ...bio, redCompliant: false })).to.deep.equal([]);
  });

  it('of compliant biofuel without the day of its installation cannot be judged', () => {
    expect(codes({ method: 'TDV', eGPerMj: 10 }, { ...bio, installationStartedOn: null })).to.deep.equal(['FACTOR_MISSING']);
    expect(
      judgeGhg({ method: 'TDV', eGPerMj: 10 }, { ...bio, installationStartedOn: null, redCompliant: false }, red).ghg.minSavingPct,
    ).to.equal(null);
  });

  it('printed with any decimals are accepted when every number was rounded to them', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 1_000_000, max: 20_000_000 }).map((millionths) => millionths / 1e6),
          { minLength: 8, maxLength: 8 },
        ),
        fc.integer({ min: 1, max: 4 }),
        (values, decimals) => {
          const round = (value: number): number => Number(value.toFixed(decimals));
          const [eec = 0, el = 0, ep = 0, etd = 0, eu = 0, esca = 0, eccs = 0, eccr = 0] = values;
          const e = round(eec + el + ep + etd + eu - esca - eccs - eccr);
          const printed = { eec, el, ep, etd, eu, esca, eccs, eccr };
          const stated = Object.fromEntries(Object.entries(printed).map(([name, value]) => [name, av(round(value))]));
          // A trailing zero is lost in JSON, so at least one number must show the decimals of the form.
          fc.pre([e, ...values.map(round)].some((value) => (String(value).split('.')[1]?.length ?? 0) === decimals));
          expect(codes({ method: 'ITEMISED', eGPerMj: e, terms: stated }, { ...bio, redCompliant: false })).to.deep.equal([]);
        },
      ),
    );
  });
});
