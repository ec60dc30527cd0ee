import { expect } from 'chai';
import { assess, type Assessed } from '../../src/certificates/assess.ts';
import type { ProofUse } from '../../src/certificates/proof-use.ts';
import { wellToWake } from '../../src/emissions/well-to-wake.ts';
import { readFuels } from '../../src/fuels/fuels.ts';
import type { Proof } from '../../src/proofs/proof.ts';
import { factors, red } from '../emissions/factor-sets.ts';

const assessor = { factors, red, groups: readFuels().groups };
const proof = (change: Partial<Proof> = {}): Proof =>
  ({
    ...{
      id: 'a',
      number: 'POS-1',
      group: 'FAME',
      fuelType: 'FAME',
      pathway: 'bio',
      installationStartedOn: '2021-06-01',
      redCompliant: true,
    },
    rawMaterial: { name: 'Used cooking oil', annexIX: 'B', foodOrFeedCrop: false },
    ghg: { eGPerMj: 14.9, savingPct: 84.1, minSavingPct: 65, method: 'TDV', terms: null },
    lcvMjPerKg: 37,
    ...change,
  }) as Proof;
const use = (massKg: number, change: Partial<ProofUse> = {}): ProofUse =>
  ({ id: `use of ${change.proof ?? 'a'}`, delivery: 'd', proof: 'a', group: 'FAME', massKg, certificate: null, ...change }) as ProofUse;
const given = (change: Partial<Assessed> = {}): Assessed => ({
  uses: [use(240_000)],
  others: [],
  proofs: new Map([['a', proof()]]),
  composition: { FAME: 240_000, RESIDUAL_OIL: 760_000 },
  engineClasses: [],
  ...change,
});

describe('the figures of a certificate', () => {
  it('are those of the blend, energy-weighted: E − CfCO2/LCV for the certified part, defaults for the rest', () => {
    const { certified, delivered, energyMj, savingPercent, certifiedKg, uncertifiedKg, conformance } = assess(assessor, given());
    expect([certifiedKg, uncertifiedKg, energyMj, conformance]).to.deep.equal([240_000, 760_000, 8_880_000, true]);
    expect(savingPercent).to.be.closeTo(84.149, 0.001);
    const wtw = (results: typeof certified) => results.map((result) => result.wtwGPerMj);
    const alone = wellToWake({ components: [{ fuel: 'FAME', massKg: 1, pathway: 'bio', eGPerMj: 14.9 }], factors });
    const blend = wellToWake({
      components: [
        { fuel: 'FAME', massKg: 240_000, pathway: 'bio', eGPerMj: 14.9 },
        { fuel: 'HFO', massKg: 760_000, pathway: 'fossil' },
      ],
      factors,
    });
    expect(wtw(certified)[0]).to.be.closeTo(alone.results[0]?.wtwGPerMj ?? NaN, 1e-9);
    expect(wtw(delivered)[0]).to.be.closeTo(blend.results[0]?.wtwGPerMj ?? NaN, 1e-9);
    expect(delivered[0]?.steps.map(({ label }) => label)).to.include.members(['energy', 'wtt.bio', 'wtt.default', 'mix.wtw']);
  });

  it('count biofuel without a proof as fossil, and say on which reading of the law', () => {
    const { delivered, uncertifiedKg } = assess(assessor, given({ uses: [use(100_000)] }));
    expect(uncertifiedKg).to.equal(900_000);
    expect(delivered[0]?.steps.some(({ label }) => label === 'wtt.fallback')).to.be.true;
    expect(delivered[0]?.interpretations).not.to.be.empty;
  });

  it('count the proofs of other certificates in the delivery, and not as their own', () => {
    const both = assess(assessor, given({ uses: [use(100_000)], others: [use(140_000)] }));
    const one = assess(assessor, given());
    expect([both.certifiedKg, both.otherwiseCertifiedKg, both.uncertifiedKg]).to.deep.equal([100_000, 140_000, 760_000]);
    expect(both.delivered[0]?.wtwGPerMj).to.be.closeTo(one.delivered[0]?.wtwGPerMj ?? NaN, 1e-9);
    expect(both.energyMj).to.equal(3_700_000);
  });

  it('weight E by energy and keep each proof apart', () => {
    const proofs = new Map([
      ['a', proof()],
      ['b', proof({ id: 'b', ghg: { ...proof().ghg, eGPerMj: 30 } })],
    ]);
    const { eGPerMj, uses } = assess(assessor, given({ proofs, uses: [use(60_000), use(180_000, { proof: 'b' })] }));
    expect(eGPerMj).to.be.closeTo((14.9 + 3 * 30) / 4, 1e-9);
    expect(uses.map((one) => one.eGPerMj)).to.deep.equal([14.9, 30]);
  });

  it('do not conform, and count as fossil, below the saving of the installation or from a food crop', () => {
    const poor = proof({ ghg: { ...proof().ghg, eGPerMj: 33 } });
    const late = assess(assessor, given({ proofs: new Map([['a', poor]]) }));
    expect([late.conformance, late.uses[0]?.minSavingPercent]).to.deep.equal([false, 65]);
    const crop = proof({ rawMaterial: { name: 'Rapeseed', annexIX: null, foodOrFeedCrop: true } });
    for (const one of [poor, crop]) {
      const { certified } = assess(assessor, given({ proofs: new Map([['a', one]]) }));
      expect(certified[0]?.steps.some(({ label }) => label === 'wtt.fallback')).to.be.true;
    }
  });

  it('conform at exactly the saving that is asked', () => {
    const tie = (eGPerMj: number) => given({ proofs: new Map([['a', proof({ ghg: { ...proof().ghg, eGPerMj } })]]) });
    expect(assess(assessor, tie(32.9)).conformance).to.be.true;
    expect(assess(assessor, tie(32.9001)).conformance).to.be.false;
  });

  it('do not make up the day of an installation', () => {
    const { uses, conformance } = assess(assessor, given({ proofs: new Map([['a', proof({ installationStartedOn: null })]]) }));
    expect([uses[0]?.minSavingPercent, conformance]).to.deep.equal([null, true]);
  });

  it('of blue ammonia have 70 % asked of them whatever the day, and are told as what they are', () => {
    const blue = (eGPerMj: number) =>
      proof({
        ...{ group: 'AMMONIA', fuelType: 'AMMONIA', pathway: 'low-carbon', lcvMjPerKg: 18.6, installationStartedOn: null },
        ghg: { ...proof().ghg, eGPerMj },
      });
    const of = (eGPerMj: number) =>
      assess(
        assessor,
        given({ proofs: new Map([['a', blue(eGPerMj)]]), uses: [use(1000, { group: 'AMMONIA' })], composition: { AMMONIA: 1000 } }),
      );
    const { uses, conformance, certified } = of(28.2);
    expect(uses[0]).to.include({ pathway: 'low-carbon', minSavingPercent: 70, savingMet: true });
    expect(conformance).to.be.true;
    expect(certified[0]?.steps.some(({ label }) => label === 'wtt.lowCarbon')).to.be.true;
    expect(of(28.21).conformance).to.be.false;
  });

  it('stand for methanol, ammonia and LNG of the other pathways', () => {
    for (const [group, pathway, lcvMjPerKg] of [
      ['METHANOL', 'rfnbo', 19.9],
      ['METHANOL', 'bio', 20],
      ['AMMONIA', 'rfnbo', 18.6],
      ['AMMONIA', 'low-carbon', 18.6],
      ['METHANOL', 'low-carbon', 19.9],
      ['LNG', 'bio', 50],
    ] as const) {
      const proofs = new Map([['a', proof({ group, fuelType: group, pathway, lcvMjPerKg })]]);
      const { certified, delivered } = assess(assessor, given({ proofs, uses: [use(1000, { group })], composition: { [group]: 2000 } }));
      expect(certified.length, group).to.equal(delivered.length);
      for (const [place, result] of certified.entries()) expect(result.wtwGPerMj).to.be.below(delivered[place]?.wtwGPerMj ?? NaN);
    }
  });
});
