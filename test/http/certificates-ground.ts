import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { noteContent, sealedContent, sealType, type DeliveryNote } from '../../src/bunkering/delivery-note.ts';
import { bunkeringStore, type BunkeringStore } from '../../src/bunkering/store.ts';
import { canonicalJson, hashOf } from '../../src/canonical.ts';
import { certificatesEndpoints } from '../../src/certificates/endpoints.ts';
import { publicEndpoints } from '../../src/certificates/public-endpoints.ts';
import type { CertificatesRooms } from '../../src/certificates/rooms.ts';
import { certificatesStore } from '../../src/certificates/store.ts';
import { configFile } from '../../src/config.ts';
import { serviceDid } from '../../src/did.ts';
import { factorsEndpoints } from '../../src/factors/endpoints.ts';
import { seedFactorSets } from '../../src/factors/seed.ts';
import { factorSetsStore } from '../../src/factors/store.ts';
import type { EngineClass } from '../../src/fleet/ship.ts';
import { fleetStore } from '../../src/fleet/store.ts';
import { readFuels } from '../../src/fuels/fuels.ts';
import { signJws } from '../../src/jws.ts';
import { claimsAccount, shipAccount, worldImport, worldProofs } from '../../src/ledger/account.ts';
import { parcelItem, proofItem, type Posting } from '../../src/ledger/entry.ts';
import { openBook, postEntry } from '../../src/ledger/post-entry.ts';
import type { Composition, Parcel } from '../../src/ledger/parcel.ts';
import { ledgerStore } from '../../src/ledger/store.ts';
import { portsConfigSchema } from '../../src/ports/port.ts';
import { seedPorts } from '../../src/ports/seed.ts';
import { portsStore } from '../../src/ports/store.ts';
import type { Proof } from '../../src/proofs/proof.ts';
import { proofsStore, type ProofsStore } from '../../src/proofs/store.ts';
import { tanksStore, type TanksStore } from '../../src/tanks/store.ts';
import type { Actor, Work } from '../../src/work.ts';
import { otherKey, seededKey, terms } from '../certificates/certificates-of-test.ts';
import { fuelEuFile, redFile } from '../emissions/factor-sets.ts';
import { prepare, type StillWorld } from '../store/support.ts';
import { groundOf, type Ground } from './support.ts';

export const publicUrl = 'http://localhost:8080';
export const site = 'laotangshan';
const book = 'T2900W000001';

export interface DeliveryFacts {
  readonly grade?: string;
  readonly composition?: Composition;
  readonly engineClasses?: readonly EngineClass[];
  readonly sealed?: boolean;
  readonly replay?: boolean;
  /** The line that owns the ship, where it is not the one that was delivered to. */
  readonly owner?: string;
}

/** A stock that was delivered and noted, proofs in the claims of its supplier, and the certificates room over HTTP. */
export interface CertificatesGround extends Ground {
  readonly all: CertificatesRooms;
  readonly bunkering: BunkeringStore;
  readonly proofs: ProofsStore;
  readonly tanks: TanksStore;
  organisation(role: Parameters<Ground['personOf']>[0]): string;
  /** A delivery with its sealed note; its stock came and went in the customs book. */
  delivered(facts?: DeliveryFacts): Promise<{ delivery: string; note: string; imo: string }>;
  proof(change?: Partial<Proof>): Promise<Proof>;
  /** Work outside HTTP, as somebody of that role's organisation. */
  asWork<T>(act: (work: Work) => Promise<T>): Promise<T>;
}

export async function certificatesGroundOf(db: Connection, world: StillWorld): Promise<CertificatesGround> {
  const [ports, fleet, ledger, tanks] = [portsStore(db), fleetStore(db), ledgerStore(db), tanksStore(db)];
  const [proofs, bunkering, certificates, factorSets] = [proofsStore(db), bunkeringStore(db), certificatesStore(db), factorSetsStore(db)];
  const models = [ports, fleet, ledger, tanks, proofs, bunkering, certificates, factorSets].flatMap((store) => [...store.models]);
  await prepare(models as readonly { init(): Promise<unknown> }[]);
  await seedPorts(ports, configFile('ports', portsConfigSchema), world.now());
  const files = [
    { kind: 'fueleu' as const, set: fuelEuFile },
    { kind: 'red' as const, set: redFile },
  ];
  await seedFactorSets(factorSets, files, world.now());
  const fuels = readFuels();
  const parts = {
    ...{ ports, fleet, fuels, ledger, tanks, bunkering, proofs, certificates, factorSets, terms, publicUrl, world },
    keys: { issuerKey: async () => seededKey, noteKey: async () => otherKey },
  };
  let all: CertificatesRooms | undefined;
  const ground = await groundOf(db, world, ({ rooms }) => {
    all = { ...parts, people: rooms.people };
    return [
      ...certificatesEndpoints({ rooms: all, renderCertificate: async (view) => Buffer.from(`paper of ${view.certificate.id}`) }),
      ...factorsEndpoints({ factorSets, example: { kind: 'fueleu', set: fuelEuFile as Record<string, unknown> } }),
      ...publicEndpoints({
        rooms: all,
        verificationPage: (view, language) => `<html lang="${language}">${view.verdict}</html>`,
        verificationsPerMinute: 10_000,
      }),
    ];
  });
  if (!all) throw new Error('the rooms are made with the ground');
  const rooms = all;
  const organisation = (role: Parameters<Ground['personOf']>[0]) => ground.personOf(role).organisation;
  const actor: Actor = { person: ground.personOf('supplier').person, organisation: organisation('supplier'), role: 'supplier' };
  const asWork = <T>(act: (work: Work) => Promise<T>): Promise<T> =>
    db.transaction<T>((session) =>
      act({
        session,
        actor,
        occurredAt: world.now(),
        recordedAt: world.now(),
        trace: () => undefined,
        tell: () => undefined,
        turn: async () => undefined,
      }),
    );
  const post = (draft: { act: string; about: string[]; postings: Posting[] }, parcels: Parcel[] = []) =>
    asWork(async (work) => postEntry(ledger, work, await openBook(ledger, work, book), { ...draft, document: null }, parcels));

  await asWork(async (work) => {
    const openedAt = world.now().toISOString();
    const place = { owner: actor.organisation, port: 'CNZOS', district: '2900' };
    await ledger.addBook(work, {
      id: book,
      kind: 'customs',
      enterprise: actor.organisation,
      procedure: 'bonded',
      district: '2900',
      port: 'CNZOS',
      openedAt,
    });
    await tanks.addSite(work, { id: site, kind: 'shore', ...place, craft: null, name: { en: 'Laotangshan' }, openedAt });
  });

  let ships = 0;
  const delivered = async (facts: DeliveryFacts = {}) => {
    const { grade = 'BIOFUEL_B24', composition = { FAME: 240_001, RESIDUAL_OIL: 759_999 }, replay = false, sealed = true } = facts;
    const massKg = Object.values(composition).reduce((sum, kg) => sum + kg, 0);
    const [delivery, nomination, parcelId] = [randomUUID(), randomUUID(), randomUUID()];
    const ship = (ships += 1);
    const imo = String(1_000_000 + ship);
    const at = world.now().toISOString();
    const [line, supplier] = [organisation('shipping-line'), actor.organisation];
    const base = { supplier, line, port: 'CNZOS', district: '2900', grade, replay };
    const parcel: Parcel = {
      ...{
        id: parcelId,
        grade,
        hsCode: '27101922',
        origin: 'CN',
        procedure: 'bonded',
        book,
        bookLine: null,
        declaration: 'D',
        owner: supplier,
      },
      ...{ densityKgPerM3: 950, densityAtC: 15, massBasis: 'in-air', massKg: massKg * 2, properties: {}, parents: [], bornAt: at },
      composition: Object.fromEntries(Object.entries(composition).map(([group, kg]) => [group, kg * 2])),
    };
    const posting = { item: parcelItem(parcelId), massKg };
    const tank = `tank:${site}:T1`;
    await asWork((work) => ledger.addParcel(work, parcel));
    await post({ act: 'receive', about: [`parcel:${parcelId}`], postings: [{ from: worldImport, to: tank, ...posting }] }, [parcel]);
    await post({ act: 'deliver', about: [`delivery:${delivery}`], postings: [{ from: tank, to: shipAccount(imo), ...posting }] });
    const draft: DeliveryNote = {
      ...{ ...base, nomination, imo },
      ...{
        number: `CNZOS-2026-${String(ship).padStart(6, '0')}`,
        state: 'draft',
        delivery,
        bdnFuel: 'BIOFUEL',
        massKg,
        method: 'gauging',
      },
      ...{ items: [], remarks: [], sources: [], supersedes: null, supersededBy: null, draftedAt: at },
      ...{ signatures: [], contentHash: '', seal: null, sealedAt: null },
    } as unknown as DeliveryNote;
    const contentHash = hashOf(noteContent(draft));
    const signed = {
      ...draft,
      contentHash,
      signatures: [{ side: 'ship' as const, office: 'Chief engineer', signedAt: at, hash: contentHash, protest: null }],
    };
    const seal = await signJws(canonicalJson(sealedContent(signed, at)), serviceDid(publicUrl), otherKey, { typ: sealType });
    const note = sealed ? { ...signed, state: 'sealed' as const, seal, sealedAt: at } : signed;
    await asWork(async (work) => {
      await fleet.addShip(work.session, {
        ...{ imo, name: `Ship ${ship}`, flag: null, type: 'container ship', engineClasses: facts.engineClasses ?? [], bunkerShip: false },
        owners: [{ organisation: facts.owner ?? line, from: '2020-01-01', to: null }],
        recordedAt: world.now(),
        recordedBy: supplier,
      });
      await bunkering.addNomination(work, {
        ...{
          ...base,
          id: nomination,
          state: 'delivered',
          askedBy: { organisation: line, person: 'p' },
          place: null,
          voyage: 'international',
        },
        ...{ ship: { imo, name: `Ship ${ship}` }, fuelKey: 'BIOFUEL', massKg, book, heldKg: 0, craft: null, madeForFuture: false },
        laycan: { firstDay: '2026-03-02', lastDay: '2026-03-02', endsAt: at, dayAssumed: false },
        ...{ asks: [], permits: [], remarks: [], sources: [], ended: null, nominatedAt: at },
      });
      await bunkering.addDelivery(work, {
        ...{
          ...base,
          nomination,
          imo,
          id: delivery,
          state: 'noted',
          askedBy: line,
          book,
          craft: null,
          begunAt: at,
          checklist: [],
          openingReadings: [],
          log: [],
        },
        ...{
          completedAt: at,
          measurement: null,
          massKg,
          energyMj: null,
          volumeM3: null,
          drawn: [{ parcel: parcelId, massKg }],
          entry: null,
        },
        ...{ overKg: 0, gainKg: 0, shortKg: 0, late: false },
      });
      await bunkering.addNote(work, { ...note, askedBy: line, draftedBy: 'p', signedBy: 'p', correction: null });
    });
    return { delivery, note: note.number, imo };
  };

  const proof = async (change: Partial<Proof> = {}): Promise<Proof> => {
    const id = randomUUID();
    const made = { ...proofOfTest(actor.organisation, id, world.now().toISOString()), ...change };
    await asWork(async (work) => {
      await proofs.add(work, made, '2900');
      const to = claimsAccount(made.recipient, made.site, made.group);
      const head = await openBook(ledger, work, book);
      const postings = [{ from: worldProofs(made.scheme), to, item: proofItem(id), massKg: made.massKg }];
      await postEntry(ledger, work, head, { act: 'record-proof', about: [`proof:${id}`], document: null, postings });
    });
    return made;
  };
  return { ...ground, all: rooms, bunkering, proofs, tanks, organisation, delivered, proof, asWork };
}

const proofOfTest = (recipient: string, id: string, at: string): Proof => ({
  ...{
    id,
    number: `POS-${id}`,
    scheme: 'ISCC EU',
    issuerCertificate: 'EU-ISCC-Cert-XX100-00000001',
    issuedOn: '2026-02-01',
    recipient,
    site,
  },
  ...{ issuer: { name: 'Producer 1', address: 'Producer street 1' }, group: 'FAME', fuelType: 'FAME', product: 'UCOME', pathway: 'bio' },
  rawMaterial: { name: 'Used cooking oil', annexIX: 'B', foodOrFeedCrop: false },
  ...{ rawMaterialOrigin: 'CN', productionCountry: 'CN', installationStartedOn: '2021-06-01', redCompliant: true, criteria: ['29(10)'] },
  ...{ wastePermit: null, lowIluc: false, support: { received: false, kind: null }, chainOfCustody: 'mass-balance' },
  ghg: { eGPerMj: 14.9, savingPct: 84.1, factorSet: null, minSavingPct: 65, method: 'TDV', terms: null },
  ...{ loadedOn: '2026-02-01', loadedAt: 'Producer', deliveredTo: 'Zhoushan', massKg: 300_000, energyMj: 300_000 * 37, lcvMjPerKg: 37 },
  ...{ documentHash: null, state: 'valid', withdrawn: null, receivedAt: at },
});
