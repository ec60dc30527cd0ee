import { expect } from 'chai';
import type { Book } from '../../src/ledger/book.ts';
import { readFuels } from '../../src/fuels/fuels.ts';
import { bioContent, bioContentWarnings } from '../../src/proofs/bio-content.ts';
import { newParcel, type ParcelDraft } from '../../src/proofs/new-parcel.ts';
import { newProof, type Reception } from '../../src/proofs/new-proof.ts';
import { coverReasons } from '../../src/proofs/receive-parcel.ts';
import { documentKey } from '../../src/proofs/store.ts';
import { factors, red } from '../emissions/factor-sets.ts';
import { proofDraft } from './support.ts';

const fuels = readFuels();
const book: Book = {
  id: 'T2910A000001',
  kind: 'customs',
  enterprise: 'o',
  procedure: 'bonded',
  district: '29',
  port: 'CNZOS',
  openedAt: '',
};
const birth = { id: 'p', book, owner: 'o', bornAt: '2026-03-02T00:00:00.000Z' };
const draft = (change: Partial<ParcelDraft> = {}): ParcelDraft => ({
  tank: 's:T1',
  book: book.id,
  grade: 'VLSFO',
  hsCode: '2710.1924.10',
  origin: 'SG',
  declaration: 'QD290126I000000123',
  massKg: 1_000_000,
  densityKgPerM3: 950,
  ...change,
});
const b24 = (change: Partial<ParcelDraft> = {}): ParcelDraft =>
  draft({
    grade: 'BIOFUEL_B24',
    hsCode: '2710200000',
    densityKgPerM3: 933.9,
    composition: { FAME: 227_000, RESIDUAL_OIL: 773_000 },
    ...change,
  });
const codes = (given: ParcelDraft): string[] => newParcel(given, birth, fuels).reasons.map(({ code }) => code);

describe('A parcel that comes into bond', () => {
  it('takes from its grade what the grade decides', () => {
    const { parcel, reasons, warnings } = newParcel(draft(), birth, fuels);
    expect(reasons).to.deep.equal([]);
    expect(warnings).to.deep.equal([]);
    expect(parcel).to.deep.include({ hsCode: '2710192410', densityAtC: 15, massBasis: 'in-air', procedure: 'bonded', owner: 'o' });
    expect(parcel.composition).to.deep.equal({ RESIDUAL_OIL: 1_000_000 });
  });

  it('of a grade without an agreed reference temperature tells at what temperature its density is', () => {
    const lng = draft({ grade: 'LNG', hsCode: '2711110000', densityKgPerM3: 450 });
    expect(codes(lng)).to.deep.equal(['DENSITY_TEMPERATURE_UNFIT']);
    expect(codes({ ...lng, densityAtC: -161.5 })).to.deep.equal([]);
    expect(codes(draft({ densityAtC: 20 }))).to.deep.equal(['DENSITY_TEMPERATURE_UNFIT']);
  });

  it('ready blended has a composition of its own groups that sums to its mass', () => {
    expect(codes(b24())).to.deep.equal([]);
    expect(codes(b24({ composition: undefined }))).to.deep.equal(['COMPOSITION_MISSING']);
    expect(codes(b24({ composition: { FAME: 1_000_000 } }))).to.deep.equal(['COMPOSITION_UNFIT']);
    expect(codes(b24({ composition: { FAME: 227_000, DISTILLATE_OIL: 773_000 } }))).to.deep.equal(['COMPOSITION_UNFIT']);
    expect(codes(b24({ composition: { FAME: 227_000, RESIDUAL_OIL: 773_001 } }))).to.deep.equal(['COMPOSITION_UNEVEN']);
  });

  it('is refused with every reason at once, and warned of what is known from memory only', () => {
    expect(codes(draft({ grade: 'COAL', hsCode: '27101924', origin: 'XX' }))).to.deep.equal([
      'GRADE_UNKNOWN',
      'HS_CODE_INVALID',
      'COUNTRY_UNKNOWN',
    ]);
    const { reasons, warnings } = newParcel(draft({ hsCode: '2710199999', declaration: '77' }), birth, fuels);
    expect(reasons).to.deep.equal([]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(['NUMBER_UNUSUAL', 'HS_UNUSUAL']);
  });

  it('of B24 has 24 % biodiesel by volume, less by mass, still less by energy', () => {
    const content = bioContent(newParcel(b24(), birth, fuels).parcel, fuels, factors);
    expect(content?.byVolumePct).to.be.closeTo(24, 0.1);
    expect(content?.byMassPct).to.equal(22.7);
    expect(content?.byEnergyPct).to.be.closeTo(21.15, 0.05);
    expect(content?.assumed).to.deep.equal({ bioDensityKgPerM3: 883, bioLcvMjPerKg: 37, fossilLcvMjPerKg: 40.5 });
    expect(bioContentWarnings(content, 'BIOFUEL_B24', fuels)).to.deep.equal([]);
    const lean = bioContent(newParcel(b24({ composition: { FAME: 100_000, RESIDUAL_OIL: 900_000 } }), birth, fuels).parcel, fuels, factors);
    expect(bioContentWarnings(lean, 'BIOFUEL_B24', fuels).map(({ code }) => code)).to.deep.equal(['BLEND_SHARE_UNUSUAL']);
    expect(bioContent(newParcel(draft(), birth, fuels).parcel, fuels, factors)).to.equal(null);
  });
});

describe('A proof that is received', () => {
  const reception: Reception = {
    ...{ id: 'q', supplier: 'o', site: 's', day: '2026-03-02', at: '2026-03-02T00:00:00.000Z', groups: fuels.groups, red, field: 'body' },
  };
  const received = (change: Readonly<Record<string, unknown>> = {}) => newProof(proofDraft('o', change), reception);
  const reasons = (change: Readonly<Record<string, unknown>>): string[] => received(change).reasons.map(({ code }) => code);

  it('has its energy from the calorific value of the law', () => {
    const { proof, reasons: none } = received();
    expect(none).to.deep.equal([]);
    expect(proof).to.deep.include({ fuelType: 'FAME', lcvMjPerKg: 37, energyMj: 3_700_000, state: 'valid', withdrawn: null });
  });

  it('is issued in the name of the supplier that receives it', () => {
    expect(reasons({ recipient: 'another' })).to.deep.equal(['PROOF_RECIPIENT_UNFIT']);
  });

  it('is of a pathway that its product group can carry', () => {
    expect(reasons({ group: 'RESIDUAL_OIL' })).to.include('PROOF_PATHWAY_UNFIT');
    expect(reasons({ group: 'AMMONIA' })).to.deep.equal(['PROOF_PATHWAY_UNFIT']);
    expect(reasons({ group: 'AMMONIA', pathway: 'rfnbo', product: 'e-ammonia' })).to.deep.equal([]);
    const blue = { pathway: 'low-carbon', ghg: { method: 'TDV', eGPerMj: 20 }, installationStartedOn: null };
    for (const group of ['AMMONIA', 'METHANOL', 'LNG']) expect(reasons({ ...blue, group }), group).to.deep.equal([]);
    expect(received({ ...blue, group: 'AMMONIA' }).proof).to.deep.include({ pathway: 'low-carbon', lcvMjPerKg: 18.6 });
    expect(reasons({ ...blue, group: 'FAME' })).to.deep.equal(['PROOF_PATHWAY_UNFIT']);
  });

  it('tells countries that there are and days that have come', () => {
    expect(reasons({ rawMaterialOrigin: 'XX', issuedOn: '2026-03-03' })).to.deep.equal(['COUNTRY_UNKNOWN', 'PROOF_DAYS_UNFIT']);
  });

  it('covers with the others of its group at most the kilograms of that group in the parcel', () => {
    const parcel = { composition: { FAME: 100, RESIDUAL_OIL: 300 } };
    expect(
      coverReasons(parcel, [
        { group: 'FAME', massKg: 60 },
        { group: 'FAME', massKg: 40 },
      ]),
    ).to.deep.equal([]);
    const [reason] = coverReasons(parcel, [
      { group: 'FAME', massKg: 60 },
      { group: 'FAME', massKg: 41 },
    ]);
    expect(reason?.values).to.deep.equal({ group: 'FAME', proofKg: 101, openKg: 100 });
    expect(coverReasons(parcel, [{ group: 'LNG', massKg: 1 }])).to.have.length(1);
  });

  it('is the same document however certificate and number are typed', () => {
    const key = { issuerCertificate: 'EU-ISCC-Cert-1', number: 'PoS 12', issuedOn: '2026-02-20' };
    expect(documentKey({ ...key, number: 'pos12', issuerCertificate: 'eu-iscc-cert-１' })).to.equal(documentKey(key));
    expect(documentKey({ ...key, number: 'PoS 1-2' })).not.to.equal(documentKey(key));
  });
});
