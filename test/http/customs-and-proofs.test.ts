import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Item, Posting } from '../../src/ledger/entry.ts';
import { claimsAccount } from '../../src/ledger/account.ts';
import { massBalanceBook } from '../../src/ledger/book.ts';
import { proofDraft } from '../proofs/support.ts';
import { proofsStore } from '../../src/proofs/store.ts';
import { stillWorld, withStore } from '../store/support.ts';
import { bookNumber, codes, must, stockGroundOf, type StockGround } from './stock-ground.ts';

interface ProofShown {
  readonly id: string;
  readonly freeKg: number;
  readonly massKg: number;
  readonly state: string;
}
interface StatementShown {
  readonly openingKg: number;
  readonly closingKg: number;
  readonly entries: readonly { readonly number: number; readonly document: string | null; readonly balanceKg: number }[];
  readonly lines: readonly Readonly<Record<string, number | string | null>>[];
}

withStore('Books, receipts and proofs over HTTP', (store) => {
  const world = stillWorld();
  let ground: StockGround;
  before(async function () {
    this.timeout(30_000);
    ground = await stockGroundOf(store.db, world);
  });
  const proof = (change: Readonly<Record<string, unknown>> = {}) => proofDraft(ground.supplier, change);
  const record = (change: Readonly<Record<string, unknown>> = {}) =>
    ground.post('/v1/proofs', { site: 'depot', ...proof(change) }, 'supplier');
  const b24 = { grade: 'BIOFUEL_B24', hsCode: '2710200000', densityKgPerM3: 933.9, composition: { FAME: 227_000, RESIDUAL_OIL: 773_000 } };
  const entryOf = async (id: string) => (await ground.ledger.entriesAbout(id))[0];

  describe('a book', () => {
    it('is opened by customs of its district for a supplier, with a warning where its number looks unusual', async () => {
      const opened = await ground.post(
        '/v1/books',
        { number: 'e-77', procedure: 'processing-trade', port: 'CNZOS', enterprise: ground.supplier },
        'customs',
      );
      expect(opened.body).to.deep.include({ id: 'E-77', district: '29', port: 'CNZOS', kind: 'customs' });
      expect((opened.body as { warnings: { code: string }[] }).warnings.map(({ code }) => code)).to.deep.equal(['NUMBER_UNUSUAL']);
      const again = { number: 'E-77', procedure: 'bonded', port: 'CNZOS', enterprise: ground.supplier };
      expect(codes(await ground.post('/v1/books', again, 'customs'))).to.deep.equal(['BOOK_TAKEN']);
      const wrong = {
        number: 'T31X',
        procedure: 'bonded',
        port: 'XXXXX',
        district: '31',
        enterprise: ground.personOf('certifier').organisation,
      };
      expect(codes(await ground.post('/v1/books', wrong, 'customs'))).to.deep.equal(['PORT_UNKNOWN', 'DISTRICT_UNFIT', 'ENTERPRISE_UNFIT']);
      expect((await ground.post('/v1/books', again, 'supplier')).status).to.equal(403);
    });

    it('is listed to its enterprise, to customs of its district and to the regulator', async () => {
      for (const role of ['supplier', 'customs', 'regulator'] as const) {
        const { items } = (await must(ground.get('/v1/books', role))).body as { items: { id: string }[] };
        expect(items.map(({ id }) => id)).to.include.members(['E-77', bookNumber]);
      }
      const other = await ground.newOrganisation('customs', { districts: ['31'] });
      expect((await ground.getAs('/v1/books', other.authorization)).body).to.deep.equal({ items: [], next: null });
    });
  });

  describe('a receipt', () => {
    it('moves the stock and the claims of its proofs in ONE entry of the account book', async () => {
      const tank = await ground.tank();
      const received = await must(
        ground.receive(tank, 1_000_000, { ...b24, proofs: [proof({ massKg: 200_000 }), proof({ massKg: 27_000 })] }),
      );
      const body = received.body as {
        id: string;
        entry: string;
        proofs: ProofShown[];
        bioContent: { byVolumePct: number };
        warnings: unknown[];
      };
      expect(body.warnings).to.deep.equal([]);
      expect(body.bioContent.byVolumePct).to.be.closeTo(24, 0.1);
      const entry = await entryOf(`parcel:${body.id}`);
      expect(entry).to.deep.include({ id: body.entry, book: bookNumber, document: 'QD290126I000000123' });
      const claims = claimsAccount(ground.supplier, 'depot', 'FAME');
      const moved = (item: Item): Posting | undefined => entry?.postings.find((posting) => posting.item === item);
      expect(entry?.postings).to.have.length(3);
      expect(moved(`proof:${body.proofs[0]?.id}`)).to.deep.include({ from: 'world:proofs:ISCC-EU', to: claims, massKg: 200_000 });
      expect(await ground.ledger.book(massBalanceBook(ground.supplier, 'depot'))).to.deep.include({ kind: 'mass-balance', district: '29' });
      const shown = (await must(ground.get(`/v1/parcels/${body.id}`, 'customs'))).body as { lies: unknown[] };
      expect(shown.lies).to.deep.equal([{ account: `tank:${tank}`, massKg: 1_000_000 }]);
    });

    it('is refused with every reason, of the tank, the parcel and its proofs, and leaves nothing', async () => {
      const tank = await ground.tank(100, 'domestic', ['LNG']);
      const answer = await ground.receive(tank, 1_000_000, {
        ...b24,
        ...{ hsCode: '271020', origin: 'XX', composition: { FAME: 227_000, RESIDUAL_OIL: 773_001 } },
        proofs: [proof({ massKg: 227_001, recipient: randomUUID() })],
      });
      expect([answer.status, codes(answer)]).to.deep.equal([
        422,
        [
          ...['TANK_GRADE_UNFIT', 'TANK_ATTRIBUTE_UNFIT', 'TANK_OVER_LIMIT', 'HS_CODE_INVALID', 'COUNTRY_UNKNOWN'],
          ...['COMPOSITION_UNEVEN', 'PROOF_RECIPIENT_UNFIT', 'PROOF_OVER_PARCEL'],
        ],
      ]);
      expect((await ground.contentOf(tank)).contentKg).to.equal(0);
      expect(codes(await ground.receive(tank, 1000, { book: 'NO-SUCH' }))).to.deep.equal(['BOOK_UNKNOWN']);
      expect(codes(await ground.receive(tank, 1000, { book: massBalanceBook(ground.supplier, 'depot') }))).to.deep.equal(['BOOK_UNKNOWN']);
    });

    it('of another supplier is in nobody else’s book or sight', async () => {
      const other = await ground.newOrganisation('supplier');
      const tank = await ground.tank();
      const parcel = await ground.parcelIn(tank, 1000);
      const body = {
        tank,
        book: bookNumber,
        grade: 'VLSFO',
        hsCode: '2710192410',
        origin: 'SG',
        declaration: 'D',
        massKg: 1,
        densityKgPerM3: 950,
      };
      expect(codes(await ground.postAs('/v1/parcels', body, other.authorization))).to.deep.equal(['BOOK_UNKNOWN']);
      expect((await ground.getAs(`/v1/parcels/${parcel}`, other.authorization)).status).to.equal(404);
      expect((await ground.getAs('/v1/parcels', other.authorization)).body).to.deep.equal({ items: [], next: null });
    });
  });

  describe('parcels', () => {
    it('are listed newest first, each once, to their owner, to customs and to the regulator', async () => {
      const lists = await Promise.all(
        (['supplier', 'customs', 'regulator'] as const).map(async (role) => {
          const ids: string[] = [];
          let next: string | null = '';
          while (next !== null) {
            const page = (await must(ground.get(`/v1/parcels?limit=1${next === '' ? '' : `&after=${next}`}`, role))).body as {
              items: { id: string }[];
              next: string | null;
            };
            ids.push(...page.items.map(({ id }) => id));
            next = page.next;
          }
          return ids;
        }),
      );
      expect(lists[0]?.length).to.be.above(1);
      expect(lists[1]).to.deep.equal(lists[0]);
      expect(lists[2]).to.deep.equal(lists[0]);
    });

    it('in a tank show their customs identity and their composition in proportion', async () => {
      const tank = await ground.tank();
      const parcel = await ground.parcelIn(tank, 1_000_000, b24);
      await ground.hold(tank, parcel, 1000, randomUUID());
      const { parcels } = (await must(ground.get(`/v1/tanks/${tank}/parcels`, 'customs'))).body as { parcels: object[] };
      expect(parcels).to.have.length(1);
      expect(parcels[0]).to.deep.include({
        parcel,
        heldKg: 1000,
        massKg: 1_000_000,
        origin: 'SG',
        book: bookNumber,
        composition: b24.composition,
      });
    });
  });

  describe('a proof', () => {
    it('without stock lies free in the claims of its site, in the mass-balance book', async () => {
      const { id, freeKg } = (await must(record({ massKg: 5000 }))).body as ProofShown;
      expect(freeKg).to.equal(5000);
      expect((await entryOf(`proof:${id}`))?.book).to.equal(massBalanceBook(ground.supplier, 'depot'));
      const shown = (await must(ground.get(`/v1/proofs/${id}`, 'supplier'))).body as ProofShown & { lies: unknown[] };
      expect(shown.lies).to.deep.equal([{ account: claimsAccount(ground.supplier, 'depot', 'FAME'), massKg: 5000 }]);
    });

    it('of blue ammonia is kept as one of a low-carbon fuel, of which 70 % is asked', async () => {
      const blue = (eGPerMj: number) => ({ group: 'AMMONIA', pathway: 'low-carbon', ghg: { method: 'TDV', eGPerMj } });
      expect(await must(record(blue(28.2)))).to.nested.include({ 'body.pathway': 'low-carbon', 'body.ghg.minSavingPct': 70 });
      expect(codes(await record(blue(28.3)))).to.deep.equal(['PROOF_SAVING_SHORT']);
    });

    it('is recorded once, however it is typed and whoever tries, and the attempt is kept', async () => {
      const number = `PoS ${randomUUID()}`;
      await must(record({ number }));
      const again = await record({ number: number.toLowerCase().replaceAll(' ', '') });
      expect([again.status, codes(again)]).to.deep.equal([409, ['PROOF_DUPLICATE']]);
      const tank = await ground.tank();
      expect(codes(await ground.receive(tank, 1_000_000, { ...b24, proofs: [proof({ number })] }))).to.deep.equal(['PROOF_DUPLICATE']);
      expect((await ground.contentOf(tank)).contentKg).to.equal(0);
      const attempts = await store.db.collection('attempts').find({ code: 'PROOF_DUPLICATE' }).toArray();
      expect(attempts).to.have.length(2);
    });

    it('recorded twice at once stands once', async () => {
      const number = `twice-${randomUUID()}`;
      const answers = await Promise.all([record({ number }), record({ number }), record({ number })]);
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409]);
    });

    it('and a parcel and a sounding keep the id that a client made, and no other takes it', async () => {
      const tank = await ground.tank();
      const id = randomUUID();
      expect(await ground.parcelIn(tank, 1000, { id })).to.equal(id);
      const again = await ground.receive(tank, 1000, { id });
      expect([again.status, codes(again)]).to.deep.equal([409, ['ID_TAKEN']]);
      expect((await ground.contentOf(tank)).contentKg).to.equal(1000);
      expect((await must(record({ id }))).body).to.include({ id });
      expect(codes(await record({ id }))).to.deep.equal(['ID_TAKEN']);
      const reading = { id, volumeM3: 1, temperatureC: 20, densityKgPerM3: 950, pumping: true };
      await must(ground.post(`/v1/tanks/${tank}/soundings`, reading, 'supplier'));
      expect(codes(await ground.post(`/v1/tanks/${tank}/soundings`, reading, 'supplier'))).to.deep.equal(['ID_TAKEN']);
    });

    it('with an E that does not re-add, or of a site of another, is refused', async () => {
      const term = { gPerMj: 1, method: 'AV' };
      const terms = Object.fromEntries(['eec', 'el', 'ep', 'etd', 'eu', 'esca', 'eccs', 'eccr'].map((name) => [name, term]));
      expect(codes(await record({ ghg: { method: 'ITEMISED', eGPerMj: 9, terms } }))).to.deep.equal(['PROOF_E_UNEVEN']);
      const sound = await must(record({ ghg: { method: 'ITEMISED', eGPerMj: 2, terms } }));
      expect((sound.body as { ghg: object }).ghg).to.deep.include({ eGPerMj: 2, factorSet: 'red-2026-11', terms });
      expect(codes(await ground.post('/v1/proofs', { ...proof(), site: 'nowhere' }, 'supplier'))).to.deep.equal(['SITE_UNKNOWN']);
      expect((await ground.post('/v1/proofs', { site: 'depot', ...proof({ energyMj: 1 }) }, 'supplier')).status).to.equal(422);
    });

    it('that its issuer took back has nothing free any more, and can be taken back once', async () => {
      const { id } = (await must(record({ massKg: 700 }))).body as ProofShown;
      const withdrawn = (await must(ground.post(`/v1/proofs/${id}/withdrawal`, { reason: 'by its issuer' }, 'supplier')))
        .body as ProofShown;
      expect(withdrawn).to.deep.include({ state: 'withdrawn', freeKg: 0, massKg: 700 });
      expect(await ground.ledger.balancesOfItems([`proof:${id}`])).to.deep.include({
        account: 'voided:withdrawn',
        item: `proof:${id}`,
        massKg: 700,
      });
      expect(codes(await ground.post(`/v1/proofs/${id}/withdrawal`, { reason: 'again' }, 'supplier'))).to.deep.equal(['PROOF_WITHDRAWN']);
      const facts = await store.db
        .collection('facts')
        .find({ about: `proof:${id}`, kind: 'proof withdrawn' })
        .toArray();
      expect(facts).to.have.length(1);
    });

    it('is listed to its supplier, to customs of the district and to the regulator; to a certifier once it is asked', async () => {
      const { items } = (await must(ground.get('/v1/proofs', 'supplier'))).body as { items: ProofShown[] };
      for (const role of ['customs', 'regulator'] as const)
        expect(((await must(ground.get('/v1/proofs', role))).body as { items: ProofShown[] }).items).to.deep.equal(items);
      const seen = async () => ((await must(ground.get('/v1/proofs', 'certifier'))).body as { items: ProofShown[] }).items;
      const [first = expect.fail()] = items;
      expect(await seen()).to.deep.equal([]);
      expect((await ground.get(`/v1/proofs/${first.id}`, 'certifier')).status).to.equal(404);
      const certifier = ground.personOf('certifier').organisation;
      for (let times = 0; times < 2; times += 1)
        await store.db.transaction((session) => proofsStore(store.db).showTo({ session }, certifier, [first.id]));
      expect(await seen()).to.deep.equal([first]);
      expect((await ground.get(`/v1/proofs/${first.id}`, 'certifier')).status).to.equal(200);
      const other = await ground.newOrganisation('supplier');
      expect((await ground.getAs(`/v1/proofs/${items[0]?.id}`, other.authorization)).status).to.equal(404);
      expect((await ground.postAs(`/v1/proofs/${items[0]?.id}/withdrawal`, { reason: 'x' }, other.authorization)).status).to.equal(404);
      const customs = await ground.newOrganisation('customs', { districts: ['31'] });
      expect((await ground.getAs(`/v1/proofs/${items[0]?.id}`, customs.authorization)).status).to.equal(404);
    });
  });

  describe('a statement', () => {
    const path = (from: string, to: string): string => `/v1/books/${bookNumber}/statement?from=${from}&to=${to}`;

    it('re-adds, names the document of each entry, and meets the statement before it', async () => {
      const all = (await must(ground.get(path('2026-03-01', '2026-03-31'), 'customs'))).body as StatementShown;
      expect(all.openingKg).to.equal(0);
      expect(all.entries.length).to.be.above(3);
      expect(all.entries.at(-1)?.balanceKg).to.equal(all.closingKg);
      for (const line of all.lines) {
        const at = (key: string): number => Number(line[key]);
        expect(at('openingKg') + at('inKg') + at('blendedInKg') + at('gainKg') - at('outKg') - at('blendedOutKg') - at('lossKg')).to.equal(
          at('closingKg'),
        );
      }
      const after = (await must(ground.get(path('2026-03-03', '2026-03-31'), 'supplier'))).body as StatementShown;
      expect(after).to.deep.include({ openingKg: all.closingKg, closingKg: all.closingKg, entries: [] });
      expect(codes(await ground.get(path('2026-03-03', '2026-03-01'), 'customs'))).to.deep.equal(['PERIOD_INVERTED']);
    });

    it('is a CSV for a spreadsheet where that is asked for', async () => {
      const csv = await ground.getAs(path('2026-03-01', '2026-03-31'), await ground.authorization('customs'), 'text/csv');
      expect(csv.headers['content-type']).to.match(/^text\/csv; charset=utf-8/);
      expect(csv.text).to.include('报关单').and.to.include('QD290126I000000123');
    });
  });

  describe('the books after all of it', () => {
    it('keep every law of the ledger that asks nothing of nominations', async () => {
      expect(await ground.breaches()).to.deep.equal([]);
    });
  });
});
