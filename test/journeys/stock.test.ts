import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { demoCast } from './cast.ts';
import { codeOf, reasonsOf, type Answer } from './client.ts';
import { layGround, parcelDraft, receive, type Ground } from './ground.ts';
import { withHouse } from './house.ts';
import { byItself, everythingKept, expectLawsHold } from './laws.ts';
import { accepted, askOf, beginning, cleared, measured, nominated, weighed, type Nominated } from './stem.ts';

withHouse('Stock that many want at once', (house) => {
  const ground = () => layGround(house(), demoCast(house()));
  const freeKg = async ({ cast, grade, shoreTank }: Ground): Promise<number> => {
    const free = await house().service.stores.ledger.freeKgByBook(cast.organisation('supplier'), grade, [shoreTank]);
    return [...free.values()].reduce((sum, massKg) => sum + massKg, 0);
  };

  it('of 1,250.5 t serves exactly twelve of twenty simultaneous nominations of 100 t', async function () {
    this.timeout(60_000);
    const here = await ground();
    await receive(here, 1_250_500);
    const line = here.cast.as('shipping-line');
    await line.got('/v1/me');
    const answers = await Promise.all(Array.from({ length: 20 }, () => line.post('/v1/nominations', askOf(here, 100_000))));
    const taken = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(taken).to.have.length(12);
    for (const answer of refused) expect(reasonsOf(answer)).to.deep.equal(['STOCK_SHORT']);
    for (const { body } of taken) expect(body).to.include({ state: 'nominated', heldKg: 100_000 });
    expect(await freeKg(here)).to.equal(50_500);
    const entries = await house().service.stores.ledger.entriesOf(here.book, new Date(0), new Date('9999-01-01'), 100);
    const times = entries.map(({ recordedAt }) => recordedAt);
    expect(times).to.deep.equal([...times].sort());
    await expectLawsHold(house());
  });

  it('is asked for once by a command that comes twice at once under one key', async () => {
    const here = await ground();
    await receive(here, 500_000);
    const line = here.cast.as('shipping-line');
    const key = randomUUID();
    const ask = askOf(here, 100_000);
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => line.post('/v1/nominations', ask, key)));
    const late = await line.post('/v1/nominations', ask, key);
    for (const answer of [first, second, third, late]) {
      expect(answer?.status).to.equal(201);
      expect(answer?.body).to.deep.equal(late.body);
    }
    expect(late.headers['idempotency-replayed']).to.equal('true');
    expect(await freeKg(here)).to.equal(400_000);
    expect(codeOf(await line.post('/v1/nominations', { ...ask, massKg: 1 }, key))).to.equal('IDEMPOTENCY_KEY_REUSED');
  });

  it('under two keys is asked for twice', async () => {
    const here = await ground();
    await receive(here, 500_000);
    const line = here.cast.as('shipping-line');
    await Promise.all([1, 2].map(() => line.done<Nominated>('/v1/nominations', askOf(here, 100_000))));
    expect(await freeKg(here)).to.equal(300_000);
  });

  describe('A refused command', () => {
    let here: Ground;
    before(async function () {
      this.timeout(60_000);
      here = await ground();
      await receive(here, 1_000_000);
    });

    const refusals: readonly [string, string, (here: Ground) => Promise<() => Promise<Answer>>][] = [
      ['more than there is', 'STOCK_SHORT', async (g) => () => g.cast.as('shipping-line').post('/v1/nominations', askOf(g, 900_000_000))],
      [
        'an id that is taken',
        'ID_TAKEN',
        async (g) => {
          const { id } = await nominated(g, 1_000);
          return () => g.cast.as('shipping-line').post('/v1/nominations', { ...askOf(g, 1_000), id });
        },
      ],
      [
        'an acceptance that comes twice',
        'STATE_WRONG',
        async (g) => {
          const id = await accepted(g, 1_000);
          return () => g.cast.as('supplier').post(`/v1/nominations/${id}/acceptance`);
        },
      ],
      [
        'a beginning without permits',
        'PERMIT_MISSING',
        async (g) => {
          const [id, body] = [await accepted(g, 1_000), await beginning(g)];
          return () => g.cast.as('supplier').post(`/v1/nominations/${id}/begin`, body);
        },
      ],
      [
        'a checklist that is not answered',
        'CHECKLIST_INCOMPLETE',
        async (g) => {
          const [id, body] = [await cleared(g, 1_000), await beginning(g)];
          return () => g.cast.as('supplier').post(`/v1/nominations/${id}/begin`, { ...body, checklist: [] });
        },
      ],
      [
        'a second measurement of one delivery',
        'STATE_WRONG',
        async (g) => {
          const delivery = await measured(g, 1_000);
          return () => g.cast.as('supplier').post(`/v1/deliveries/${delivery}/measurement`, weighed(1_000));
        },
      ],
      [
        'a cancellation of what is delivered',
        'STATE_WRONG',
        async (g) => {
          const { nomination } = await g.cast.as('supplier').got<{ nomination: string }>(`/v1/deliveries/${await measured(g, 1_000)}`);
          return () => g.cast.as('supplier').post(`/v1/nominations/${nomination}/cancellation`, { reason: 'too late' });
        },
      ],
      [
        'a transfer of more than lies there',
        'TANK_STOCK_SHORT',
        async (g) => () => g.cast.as('supplier').post('/v1/transfers', { from: g.shoreTank, to: g.bargeTank, massKg: 900_000_000 }),
      ],
      [
        'a parcel beyond the limit of its tank',
        'TANK_OVER_LIMIT',
        async (g) => () => g.cast.as('supplier').post('/v1/parcels', parcelDraft(g, 999_000_000)),
      ],
      [
        'a parcel with a composition that does not add up',
        'COMPOSITION_UNEVEN',
        async (g) => () => g.cast.as('supplier').post('/v1/parcels', { ...parcelDraft(g, 1_000), composition: { RESIDUAL_OIL: 999 } }),
      ],
      [
        'an attribute of a tank that holds stock for a nomination',
        'TANK_HELD',
        async (g) => {
          await nominated(g, 1_000);
          return () => g.cast.as('customs').post(`/v1/tanks/${g.shoreTank}/attribute`, { attribute: 'domestic', reason: 'no' });
        },
      ],
    ];

    for (const [what, code, prepare] of refusals)
      it(`changes nothing but the list of attempts: ${what}`, async function () {
        this.timeout(30_000);
        const ask = await prepare(here);
        for (const role of ['supplier', 'shipping-line', 'customs'] as const) await here.cast.as(role).got('/v1/me');
        const left = [...byItself, 'attempts'];
        const attempts = () => house().service.db.collection('attempts').countDocuments();
        const [before, tried] = [await everythingKept(house(), left), await attempts()];
        expect(codeOf(await ask())).to.equal(code);
        expect(await everythingKept(house(), left)).to.deep.equal(before);
        expect(await attempts()).to.equal(tried + 1);
      });
  });
});
