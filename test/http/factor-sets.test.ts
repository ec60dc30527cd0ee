import { expect } from 'chai';
import type { Answer } from '../journeys/client.ts';
import { codeOf } from '../journeys/client.ts';
import { withHouse } from '../journeys/house.ts';
import { seedFactorSets } from '../../src/factors/seed.ts';
import { readReference } from '../../src/reference.ts';
import { fuelEuFile } from '../emissions/factor-sets.ts';

interface Heading {
  readonly id: string;
  readonly kind: string;
  readonly validFrom: string;
  readonly hash: string;
  readonly recordedBy: string;
}
interface Calculated {
  readonly factorSets: Readonly<Record<string, string>>;
  readonly result: { readonly penaltyEur: number; readonly ghgIntensityGPerMj: number };
}

const config = readReference().factorSets;
const file = fuelEuFile as Record<string, unknown>;
/** The potentials of the Fifth Assessment Report in the place of the Fourth's. */
const withAr5 = (set: string, validFrom: string) => ({ kind: 'fueleu', set: { ...file, set, validFrom, gwpSet: 'AR5' } });
const year = { year: 2026, lines: [{ fuel: 'HFO', massT: 1000 }] };

withHouse('Versions of the factor sets', (house) => {
  const list = async (query = ''): Promise<Heading[]> => (await house().nobody.got<{ items: Heading[] }>(`/v1/factor-sets${query}`)).items;
  const load = (body: object): Promise<Answer> => house().as('administrator').post('/v1/factor-sets', body);

  it('those of config/ are there after a start, each with its kind, its day and its hash, for anyone', async () => {
    const all = await list();
    expect(all.map(({ kind, id, recordedBy }) => `${kind} ${id} ${recordedBy}`)).to.deep.equal([
      'china china-2026-11 service',
      'ets eu-ets-2026-11 service',
      'fueleu fueleu-2026-11 service',
      'imo imo-2026-11 service',
      'iso14067 iso-14067-2026-11 service',
      'red red-2026-11 service',
    ]);
    const { set, hash } = await house().nobody.got<Heading & { set: unknown }>('/v1/factor-sets/fueleu-2026-11');
    expect(set).to.deep.equal(file);
    expect(hash).to.equal(all.find(({ kind }) => kind === 'fueleu')?.hash);
    expect(codeOf(await house().nobody.get('/v1/factor-sets/nowhere'))).to.equal('NOT_FOUND');
  });

  it('are listed page by page, each once', async () => {
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: { items: Heading[]; next: string | null } = await house().nobody.got(
        `/v1/factor-sets?limit=2${after && `&after=${after}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect(seen).to.deep.equal((await list()).map(({ id }) => id));
  });

  it('are loaded by an administrator, who leaves a line in the trail', async () => {
    expect(codeOf(await house().as('regulator').post('/v1/factor-sets', withAr5('fueleu-ar5', '2031-01-01')))).to.equal('NOT_ALLOWED');
    const loaded = await load(withAr5('fueleu-ar5', '2031-01-01'));
    expect(loaded.status, loaded.text).to.equal(201);
    expect((await list('?kind=fueleu')).map(({ id }) => id)).to.deep.equal(['fueleu-2026-11', 'fueleu-ar5']);
    const trail = () => house().as('administrator').got<{ items: { act: string }[] }>('/v1/trail?about=factor-set:fueleu-ar5');
    expect((await trail()).items.map(({ act }) => act)).to.deep.equal(['factors.load']);
    expect((await load(withAr5('fueleu-ar5', '2031-01-01'))).body).to.deep.equal(loaded.body);
    expect((await trail()).items).to.have.length(1);
  });

  it('never change: other content under a name that is taken is refused, also as another kind', async () => {
    expect(codeOf(await load(withAr5('fueleu-ar5', '2032-01-01')))).to.equal('FACTOR_SET_EXISTS');
    const china = config.find(({ kind }) => kind === 'china')?.set as object;
    expect(codeOf(await load({ kind: 'china', set: { ...china, set: 'fueleu-ar5' } }))).to.equal('FACTOR_SET_EXISTS');
  });

  it('are refused with the path of what is wrong', async () => {
    const { gwpSet: _gwpSet, ...without } = file;
    const answer = await load({ kind: 'fueleu', set: { ...without, set: 'fueleu-short', validFrom: 'soon' } });
    expect(answer.status).to.equal(422);
    const { reasons } = answer.body as { reasons: { code: string; field: string }[] };
    expect(reasons.map(({ code, field }) => `${code} ${field}`)).to.have.members([
      'INPUT_UNFIT body.set.validFrom',
      'INPUT_UNFIT body.set.gwpSet',
    ]);
  });

  it('a calculation goes by the one in force, or by the one it is asked to, and names it', async () => {
    const by = (query: string) => house().nobody.done<Calculated>(`/v1/emissions/fueleu.balance${query}`, year);
    const [now, then] = [await by(''), await by('?factorSet=fueleu-ar5')];
    expect([now, then].map(({ factorSets }) => factorSets['fueleu'])).to.deep.equal(['fueleu-2026-11', 'fueleu-ar5']);
    // TtW falls by (0.00005·(25 − 28) + 0.00018·(298 − 265)) g/g ÷ 0.0405 MJ/g.
    expect(now.result.ghgIntensityGPerMj - then.result.ghgIntensityGPerMj).to.be.closeTo((-0.00015 + 0.00594) / 0.0405, 1e-9);
  });

  it('a calculation by a set that is not there, or is of another kind, is refused with those there are', async () => {
    for (const name of ['nowhere', 'imo-2026-11']) {
      const answer = await house().nobody.post(`/v1/emissions/fueleu.balance?factorSet=${name}`, year);
      expect(codeOf(answer)).to.equal('FACTOR_SET_UNKNOWN');
      expect(answer.text).to.include('query.factorSet').and.to.include('fueleu-2026-11, fueleu-ar5');
    }
  });

  it('a loaded one is in force from its day on, without another start', async () => {
    expect((await load(withAr5('fueleu-ar5-now', '2026-01-01'))).status).to.equal(201);
    const { factorSets } = await house().nobody.done<Calculated>('/v1/emissions/fueleu.balance', year);
    expect(factorSets['fueleu']).to.equal('fueleu-ar5-now');
  });

  it('a year goes by the one in force when it began, and any other calculation by the one of the day', async () => {
    expect((await load(withAr5('fueleu-mid-year', '2026-02-01'))).status).to.equal(201);
    const setOf = async (topic: string, input: object): Promise<string | undefined> =>
      (await house().nobody.done<Calculated>(`/v1/emissions/${topic}`, input)).factorSets['fueleu'];
    const years = [2025, 2026, 2027, 2031].map((one) => setOf('fueleu.balance', { ...year, year: one }));
    expect(await Promise.all(years)).to.deep.equal(['fueleu-2026-11', 'fueleu-ar5-now', 'fueleu-mid-year', 'fueleu-ar5']);
    expect(await setOf('fueleu.intensity', { lines: [{ fuel: 'HFO' }] })).to.equal('fueleu-mid-year');
  });

  it('a further start adds what is new and changes nothing that is stored', async () => {
    const before = await list();
    const changed = config.map(({ kind, set }) => ({ kind, set: { ...(set as object), validFrom: '2020-01-01' } }));
    const added = { kind: 'fueleu' as const, set: { ...file, set: 'fueleu-next', validFrom: '2035-01-01' } };
    const passedOver = await seedFactorSets(house().service.stores.factorSets, [...changed, added], new Date());
    expect(passedOver).to.have.members([
      'china-2026-11',
      'eu-ets-2026-11',
      'fueleu-2026-11',
      'imo-2026-11',
      'iso-14067-2026-11',
      'red-2026-11',
    ]);
    const after = await list();
    expect(after.filter(({ id }) => id !== 'fueleu-next')).to.deep.equal(before);
    expect(after).to.have.length(before.length + 1);
  });
});
