import { expect } from 'chai';
import type { Role } from '../../src/people/roles.ts';
import { fuelEuFile, redFile } from '../emissions/factor-sets.ts';
import { stillWorld, withStore } from '../store/support.ts';
import { bodyOf, certificateSteps, codes } from './certificate-steps.ts';
import { certificatesGroundOf, type CertificatesGround } from './certificates-ground.ts';

interface Recalculated {
  readonly factorSets: { readonly old: string; readonly new: string };
  readonly gwpSets: { readonly old: string; readonly new: string };
  readonly issuedFiguresReproduced: boolean;
  readonly figures: readonly {
    readonly of: string;
    readonly figure: string;
    readonly old: number;
    readonly new: number;
    readonly difference: number;
  }[];
  readonly conformance: { readonly old: boolean; readonly new: boolean };
  readonly delivered: readonly { readonly wtwGPerMj: number; readonly steps: readonly unknown[] }[];
}
interface Shown {
  readonly certificate: {
    readonly factorSet: string;
    readonly redFactorSet: string;
    readonly gwpSet: string;
    readonly deliveredOn: string;
    readonly savingPercent: number;
  };
}

const config = 'fueleu-2026-11';
const b24 = { composition: { FAME: 240_000, RESIDUAL_OIL: 760_000 } };

withStore('The recalculation of a certificate under another FuelEU set', (store) => {
  // Two minutes before midnight in China.
  const world = stillWorld(new Date('2026-03-03T15:58:00.000Z'));
  let ground: CertificatesGround;
  before(async function () {
    this.timeout(60_000);
    ground = await certificatesGroundOf(store.db, world);
  });
  const { issued, requested, decide, assign } = certificateSteps(() => ground);
  const recalculate = (id: string, factorSet = 'ar5', as: Role = 'shipping-line') =>
    ground.post(`/v1/certificates/${id}/recalculation`, { factorSet }, as);
  const recalculated = async (id: string, factorSet = 'ar5'): Promise<Recalculated> => {
    const answer = await recalculate(id, factorSet);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    return bodyOf<Recalculated>(answer);
  };
  const load = (set: string, change: object) =>
    ground.post('/v1/factor-sets', { kind: 'fueleu', set: { ...(fuelEuFile as object), set, ...change } }, 'administrator');
  const differences = ({ figures }: Recalculated) => new Map(figures.map(({ of, figure, difference }) => [`${of}.${figure}`, difference]));

  it('shows old, new and the difference per figure, as worked out by hand, and leaves what was issued', async () => {
    expect((await load('ar5', { gwpSet: 'AR5', validFrom: '2026-03-04' })).status).to.equal(201);
    const { id } = await issued(b24);
    const before = (await ground.get(`/v1/certificates/${id}`, 'shipping-line')).text;
    const found = await recalculated(id);
    expect(found.factorSets).to.deep.equal({ old: config, new: 'ar5' });
    expect(found.gwpSets).to.deep.equal({ old: 'AR4', new: 'AR5' });
    expect(found.issuedFiguresReproduced).to.be.true;
    const apart = differences(found);
    // 0.00005·(28 − 25) + 0.00018·(265 − 298) = −0.00579 g per g of either fuel.
    expect(apart.get('certified.ttwGPerMj')).to.be.closeTo(-0.00579 / 0.037, 1e-9);
    // 1 000 t of both in 240 t × 37 + 760 t × 40.5 = 39 660 GJ.
    expect(apart.get('delivered.wtwGPerMj')).to.be.closeTo((-0.00579 * 1e9) / 39_660_000, 1e-9);
    for (const same of ['certificate.certifiedKg', 'certificate.eGPerMj', 'certificate.savingPercent', 'delivered.wttGPerMj'])
      expect(apart.get(same), same).to.equal(0);
    expect(found.conformance).to.deep.equal({ old: true, new: true });
    expect(found.delivered[0]?.steps).to.have.length.greaterThan(5);
    expect((await ground.get(`/v1/certificates/${id}`, 'shipping-line')).text).to.equal(before);
  });

  it('under the set it was issued by makes no difference', async () => {
    const { id } = await issued(b24);
    expect((await recalculated(id, config)).figures.every(({ difference }) => difference === 0)).to.be.true;
  });

  it('goes by the uses of proofs that there were, not by those that came later', async () => {
    const { id, delivery } = await requested({ composition: { FAME: 300_000, RESIDUAL_OIL: 700_000 } });
    expect((await decide(id)).status).to.equal(200);
    world.passMinutes(0.5);
    const more = await ground.proof();
    expect((await assign(delivery, [{ proof: more.id, massKg: 60_000 }])).status).to.equal(201);
    const found = await recalculated(id);
    expect(found.issuedFiguresReproduced).to.be.true;
    expect(differences(found).get('certificate.uncertifiedKg')).to.equal(0);
  });

  it('is for whoever reads the certificate, and for an issued one', async () => {
    const { id } = await requested();
    expect(codes(await recalculate(id))).to.deep.equal(['CERTIFICATE_NOT_ISSUED']);
    expect((await decide(id)).status).to.equal(200);
    for (const role of ['supplier', 'certifier', 'customs', 'regulator'] as const)
      expect((await recalculate(id, 'ar5', role)).status, role).to.equal(200);
    expect((await recalculate(id, 'ar5', 'ships-agent')).status).to.equal(404);
    expect(codes(await recalculate(id, 'nowhere'))).to.deep.equal(['FACTOR_SET_UNKNOWN']);
  });

  it('refuses a set that has no factor for what was delivered', async () => {
    const { rows, fallback } = fuelEuFile as { rows: { fuel: string }[]; fallback: { rows: Record<string, string> } };
    const { FAME: _fame, ...others } = fallback.rows;
    const without = { rows: rows.filter(({ fuel }) => fuel !== 'FAME'), fallback: { ...fallback, rows: others } };
    const loaded = await load('no-fame', { ...without, validFrom: '2040-01-01' });
    expect(loaded.status, JSON.stringify(loaded.body)).to.equal(201);
    const { id } = await issued(b24);
    expect(codes(await recalculate(id, 'no-fame'))).to.include('FUEL_UNKNOWN');
  });

  it('a certificate is assessed by the set in force on the day of the delivery at its port', async () => {
    const setOf = async () => bodyOf<Shown>(await ground.get(`/v1/certificates/${(await issued(b24)).id}`, 'shipping-line')).certificate;
    const red = { ...(redFile as { set: string; comparator: object }), set: 'red-next', validFrom: '2026-03-04' };
    const comparator = { ...red.comparator, transportGPerMj: 100 };
    const loaded = await ground.post('/v1/factor-sets', { kind: 'red', set: { ...red, comparator } }, 'administrator');
    expect(loaded.status, loaded.text).to.equal(201);
    const eve = await setOf();
    expect([eve.deliveredOn, eve.factorSet, eve.gwpSet]).to.deep.equal(['2026-03-03', config, 'AR4']);
    expect(eve.redFactorSet).to.equal((redFile as { set: string }).set);
    expect(eve.savingPercent).to.be.closeTo((100 * (94 - 14.9)) / 94, 1e-9);
    world.passMinutes(2);
    const next = await setOf();
    expect([next.deliveredOn, next.factorSet, next.gwpSet]).to.deep.equal(['2026-03-04', 'ar5', 'AR5']);
    expect([next.redFactorSet, next.savingPercent]).to.deep.equal(['red-next', 85.1]);
  });
});
