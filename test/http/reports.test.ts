import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { readReference } from '../../src/reference.ts';
import { fuelEuFile } from '../emissions/factor-sets.ts';
import { codeOf } from '../journeys/client.ts';
import { withHouse } from '../journeys/house.ts';

interface Report {
  readonly id: string;
  readonly title: string;
  readonly imo: string | null;
  readonly topic: string;
  readonly factorSets: Readonly<Record<string, string>>;
  readonly result: Readonly<Record<string, unknown>>;
}
interface Recalculation {
  readonly id: string;
  readonly state: string;
  readonly counts: { readonly reports: number; readonly differing: number; readonly refused: number };
}
interface Compared {
  readonly report: string;
  readonly title: string;
  readonly outcome: string;
  readonly factorSets: { readonly old: string; readonly new: string };
  readonly refusal: string | null;
  readonly figures: readonly { readonly figure: string; readonly old: number; readonly new: number; readonly difference: number }[];
}
interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

const inForce = 'fueleu-2026-11';
const year = { year: 2026, lines: [{ fuel: 'HFO', massT: 1000 }] };
const methanol = { year: 2026, lines: [{ fuel: 'METHANOL_NG', massT: 10 }] };

withHouse('Emissions reports', (house) => {
  const line = () => house().as('shipping-line');
  const keep = (title: string, topic = 'fueleu.balance', input: object = year) =>
    line().done<Report>('/v1/reports', { title, topic, input });

  it('keep a calculation with what it was made of, by which factors, and what came out', async () => {
    const kept = await line().done<Report>('/v1/reports', {
      title: 'Star, 2026',
      imo: 'IMO 9074729',
      topic: 'fueleu.balance',
      input: year,
    });
    const computed = await house().nobody.done<{ result: object }>('/v1/emissions/fueleu.balance', year);
    expect(kept).to.include({ title: 'Star, 2026', imo: '9074729', topic: 'fueleu.balance' });
    expect(kept.factorSets).to.deep.equal({ fueleu: inForce, red: readReference().red.set });
    expect(kept.result).to.deep.equal(computed.result);
    const shown = await line().got<Report & { steps: unknown[]; reproduced: boolean; basis: string }>(`/v1/reports/${kept.id}`);
    expect(shown.reproduced).to.equal(true);
    expect(shown.steps).to.have.length.above(5);
    expect(shown.basis).to.match(/2023\/1805/);
    const paper = await line().raw({ method: 'GET', path: `/v1/reports/${kept.id}`, headers: ['Accept', 'application/pdf'] });
    expect(paper.headers['content-type']).to.equal('application/pdf');
  });

  it('are listed oldest first, page by page and by topic, to nobody but their organisation', async () => {
    const surcharge = await keep('Surcharge', 'fueleu.penalty', { penaltyEur: 100, consecutivePeriods: 2 });
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Page<Report> = await line().got(`/v1/reports?limit=1${after && `&after=${after}`}`);
      seen.push(...page.items.map(({ title }) => title));
      after = page.next;
    }
    expect(seen).to.deep.equal(['Star, 2026', 'Surcharge']);
    const ofTopic = await line().got<Page<Report>>('/v1/reports?topic=fueleu.penalty');
    expect(ofTopic.items.map(({ id }) => id)).to.deep.equal([surcharge.id]);
    const other = house().as('supplier');
    expect((await other.got<Page<Report>>('/v1/reports')).items).to.deep.equal([]);
    expect(codeOf(await other.get(`/v1/reports/${surcharge.id}`))).to.equal('NOT_FOUND');
    expect(codeOf(await house().as('certifier').get('/v1/reports'))).to.equal('NOT_ALLOWED');
  });

  it('of a calculation that is no more, or that takes another input now, still show what was kept, without steps', async () => {
    const kept = { ...(await keep('Old', 'fueleu.penalty', { penaltyEur: 0, consecutivePeriods: 1 })) };
    const changes = [
      { topic: 'fueleu.gone' },
      { topic: 'fueleu.penalty', input: '{"penaltyEur":-1}' },
      { topic: 'fueleu.borrowing', input: '{"year":2020,"energyMj":1}' },
    ];
    for (const change of changes) {
      await house()
        .service.db.collection('reports')
        .updateOne({ _id: kept.id as never }, { $set: change });
      const shown = await line().got<Report & { reproduced: boolean; steps: unknown[] }>(`/v1/reports/${kept.id}`);
      expect(shown.result).to.deep.equal(kept.result);
      expect([shown.reproduced, shown.steps]).to.deep.equal([false, []]);
    }
    await house()
      .service.db.collection('reports')
      .deleteOne({ _id: kept.id as never });
  });

  it('are refused with the field of their input: of its shape, and of what the calculation cannot do', async () => {
    const refused = async (body: object) => {
      const answer = await line().post('/v1/reports', { title: 'Unfit', topic: 'fueleu.balance', ...body });
      const {
        code,
        reasons = [],
        errors = [],
      } = answer.body as { code: string; reasons?: { field: string }[]; errors?: { field: string }[] };
      return `${answer.status} ${code} ${[...reasons, ...errors].map(({ field }) => field).join(' ')}`;
    };
    expect(await refused({ input: { year: 2026, lines: [{ fuel: 'HFO', massT: -1 }] } })).to.match(
      /^4\d\d \w+ .*body\.input\.lines(\[0\]|\.0)\.massT/,
    );
    expect(await refused({ input: { year: 2026, lines: [{ fuel: 'COAL', massT: 1 }] } })).to.match(
      /FUEL_UNKNOWN .*body\.input\.lines\[0\]\.fuel/,
    );
    expect(await refused({ input: year, imo: '9074728' })).to.match(/IMO_INVALID body\.imo/);
  });

  describe('by another version of the factors', () => {
    let asked: Recalculation;
    let listed: string;
    const ended = async (id: string): Promise<Recalculation> => {
      for (let tries = 0; tries < 100; tries += 1) {
        const found = await line().got<Recalculation>(`/v1/recalculations/${id}`);
        if (found.state === 'done') return found;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      throw new Error('the recalculation does not end');
    };
    before(async () => {
      await keep('Methanol', 'fueleu.balance', methanol);
      await keep('Private', 'fueleu.balance', { ...year, gwpSet: 'AR6' });
      await keep('Grid', 'cn.gec', { generatedKWh: 2_750 });
      const file = fuelEuFile as { rows: { id: string }[] };
      const rows = file.rows.filter(({ id }) => id !== 'METHANOL_NG');
      const fallback = { ...(fuelEuFile as { fallback: { rows: Record<string, string> } }).fallback };
      fallback.rows = Object.fromEntries(Object.entries(fallback.rows).filter(([, id]) => id !== 'METHANOL_NG'));
      const gwpSets = (fuelEuFile as { gwpSets: { id: string }[] }).gwpSets.filter(({ id }) => id !== 'AR6');
      const set = { ...file, rows, fallback, gwpSets, set: 'fueleu-ar5', validFrom: '2031-01-01', gwpSet: 'AR5' };
      await house().as('administrator').done('/v1/factor-sets', { kind: 'fueleu', set });
      listed = (await line().get('/v1/reports')).text;
      asked = await line().done<Recalculation>('/v1/recalculations', { factorSet: 'fueleu-ar5' });
      asked = await ended(asked.id);
    });

    it('all that rest on that kind are computed again, and told apart: the same, another, refused', async () => {
      expect(asked.counts).to.deep.equal({ reports: 4, differing: 1, refused: 2 });
      const titles = async (query: string) => {
        const page = await line().got<Page<Compared>>(`/v1/recalculations/${asked.id}/reports${query}`);
        return page.items.map(({ title, outcome, refusal }) => [title, outcome, refusal].filter(Boolean).join(': '));
      };
      expect(await titles('')).to.deep.equal(['Star, 2026: different']);
      expect(await titles('?outcome=same')).to.deep.equal(['Surcharge: same']);
      expect(await titles('?outcome=refused')).to.have.members([
        'Methanol: refused: FUEL_UNKNOWN (body.lines[0].fuel)',
        'Private: refused: INPUT_UNFIT (body.gwpSet)',
      ]);
    });

    it('each figure stands with old, new and the difference, as worked out by hand', async () => {
      const { items } = await line().got<Page<Compared>>(`/v1/recalculations/${asked.id}/reports?outcome=different`);
      expect(items[0]?.factorSets).to.deep.equal({ old: inForce, new: 'fueleu-ar5' });
      const of = (name: string) => items[0]?.figures.find(({ figure }) => figure === name);
      // 0.00005·(28 − 25) + 0.00018·(265 − 298) g per g of fuel oil.
      expect(of('ttwGPerMj')?.difference).to.be.closeTo(-0.00579 / 0.0405, 1e-9);
      expect(of('energyMj')?.difference).to.equal(0);
      expect(of('penaltyEur')?.new).to.be.below(of('penaltyEur')?.old ?? 0);
    });

    it('a calculation by potentials that the other version lacks is refused, not failed', async () => {
      const answer = await house().nobody.post('/v1/emissions/fueleu.balance?factorSet=fueleu-ar5', { ...year, gwpSet: 'AR6' });
      expect([answer.status, codeOf(answer)]).to.deep.equal([422, 'INPUT_UNFIT']);
      expect(answer.text).to.include('body.gwpSet').and.to.include('AR6');
    });

    it('what was kept stays as it was', async () => {
      expect((await line().get('/v1/reports')).text).to.equal(listed);
    });

    it('a report is kept by the version that it names, and refused by one that is not there', async () => {
      const by = (factorSet: string) =>
        line().post('/v1/reports', { title: 'By AR5', topic: 'fueleu.balance', input: { ...year, year: 2030 }, factorSet });
      expect((await by('fueleu-ar5')).body).to.have.nested.property('factorSets.fueleu', 'fueleu-ar5');
      const answer = await by('nowhere');
      expect(codeOf(answer)).to.equal('FACTOR_SET_UNKNOWN');
      expect(answer.text).to.include('body.factorSet').and.to.include(inForce);
    });

    it('are seen by nobody else, and a version that is not there is refused with those that are', async () => {
      const other = house().as('supplier');
      expect(codeOf(await other.get(`/v1/recalculations/${asked.id}`))).to.equal('NOT_FOUND');
      expect(codeOf(await other.get(`/v1/recalculations/${asked.id}/reports`))).to.equal('NOT_FOUND');
      expect((await other.got<Page<Recalculation>>('/v1/recalculations')).items).to.deep.equal([]);
      const answer = await line().post('/v1/recalculations', { id: randomUUID(), kind: 'red', factorSet: 'fueleu-ar5' });
      expect(codeOf(answer)).to.equal('FACTOR_SET_UNKNOWN');
      expect(answer.text).to.include(readReference().red.set);
    });
  });
});
