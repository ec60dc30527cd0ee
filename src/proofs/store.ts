import { Schema, type Connection, type Model } from 'mongoose';
import { coveringDistricts } from '../ledger/book.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { merged, walksOf, type StockSight } from '../tanks/sight.ts';
import type { Proof } from './proof.ts';

const exact = { strict: 'throw', versionKey: false } as const;
const part = { _id: false, ...exact } as const;
const text = { type: String, required: true } as const;
const maybe = { type: String, default: null } as const;
const figure = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;

const ghgSchema = new Schema(
  {
    eGPerMj: figure,
    savingPct: figure,
    factorSet: maybe,
    minSavingPct: { type: Number, default: null },
    method: text,
    terms: { type: Schema.Types.Mixed, default: null },
  },
  part,
);

const proofSchema = new Schema(
  {
    _id: text,
    /** Certificate, number and day, however they were typed: the same proof is never recorded twice (R-CERT-3). */
    document: text,
    number: text,
    scheme: text,
    issuerCertificate: text,
    issuedOn: text,
    issuer: { type: new Schema({ name: text, address: text }, part), required: true },
    recipient: text,
    site: text,
    coveredBy: { type: [String], required: true },
    /** Certifiers that were asked for a certificate which rests on it, and therefore see it. */
    askedOf: { type: [String], required: true },
    group: text,
    fuelType: text,
    product: text,
    pathway: text,
    rawMaterial: { type: new Schema({ name: text, annexIX: maybe, foodOrFeedCrop: flag }, part), required: true },
    rawMaterialOrigin: text,
    productionCountry: text,
    installationStartedOn: maybe,
    redCompliant: flag,
    criteria: { type: [String], required: true },
    wastePermit: maybe,
    lowIluc: flag,
    support: { type: new Schema({ received: flag, kind: maybe }, part), required: true },
    chainOfCustody: text,
    ghg: { type: ghgSchema, required: true },
    loadedOn: text,
    loadedAt: text,
    deliveredTo: text,
    massKg: figure,
    energyMj: figure,
    lcvMjPerKg: figure,
    documentHash: maybe,
    state: text,
    withdrawn: { type: new Schema({ at: text, reason: text, person: text }, part), default: null },
    receivedAt: { type: Date, required: true },
  },
  { ...exact, collection: 'proofs' },
);
proofSchema.index({ document: 1 }, { unique: true });
proofSchema.index({ recipient: 1, receivedAt: -1, _id: -1 });
proofSchema.index({ coveredBy: 1, receivedAt: -1, _id: -1 });
proofSchema.index({ askedOf: 1, receivedAt: -1, _id: -1 });
proofSchema.index({ receivedAt: -1, _id: -1 });

type Within = Pick<Work, 'session'>;
type Row = Omit<Proof, 'id' | 'receivedAt'> & {
  _id: string;
  document: string;
  coveredBy: readonly string[];
  askedOf: readonly string[];
  receivedAt: Date;
};

/** Whose proofs a list shows: as stock is seen, and of a certifier those that it was asked about. */
export type ProofSight = StockSight | { readonly askedOf: string };

export type ProofsStore = ReturnType<typeof proofsStore>;

/** Proofs of sustainability as they were received; where their kilograms lie stands in the ledger. */
export function proofsStore(db: Connection) {
  const proofs = db.model('Proof', proofSchema);
  return {
    models: [proofs] as unknown as readonly Model<unknown>[],

    /** Refuses PROOF_DUPLICATE, whoever recorded the proof before. */
    async add(work: Within, proof: Proof, district: string): Promise<void> {
      const { id, receivedAt, ...rest } = proof;
      const kept = { document: documentKey(proof), coveredBy: coveringDistricts(district), askedOf: [], receivedAt: new Date(receivedAt) };
      try {
        await new proofs({ _id: id, ...rest, ...kept }).save({ session: work.session });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const { number, issuerCertificate, issuedOn } = proof;
        refuse('PROOF_DUPLICATE', { field: 'body.number', values: { number, issuerCertificate, issuedOn } });
      }
    },
    async proof(id: string, work?: Within): Promise<Proof | null> {
      return asProof(await proofs.findById(id, null, { session: work?.session ?? null }).lean());
    },
    /** False where it was withdrawn already. */
    async withdraw(work: Within, id: string, withdrawn: NonNullable<Proof['withdrawn']>): Promise<boolean> {
      const change = { $set: { state: 'withdrawn', withdrawn } };
      const { matchedCount } = await proofs.updateOne({ _id: id, state: 'valid' }, change, { session: work.session });
      return matchedCount === 1;
    },
    /** Newest first. */
    async list(sight: ProofSight, limit: number, after?: readonly [receivedAt: Date, id: string]): Promise<Proof[]> {
      const beyond = after && { $or: [{ receivedAt: { $lt: after[0] } }, { receivedAt: after[0], _id: { $lt: after[1] } }] };
      const walk = async ({ owner, ...seen }: Readonly<Record<string, string>>): Promise<Proof[]> => {
        const mine: Record<string, string> = owner === undefined ? seen : { recipient: owner };
        const found = proofs.find({ ...mine, ...beyond }).sort({ receivedAt: -1, _id: -1 });
        return (await found.limit(limit).lean()).flatMap((row) => asProof(row) ?? []);
      };
      const walks = 'askedOf' in sight ? [sight] : walksOf(sight);
      return merged(await Promise.all(walks.map(walk)), newestFirst, limit);
    },
    /** From now on the certifier sees these proofs: it is asked about what rests on them. */
    async showTo(work: Within, certifier: string, ids: readonly string[]): Promise<void> {
      const rows = await proofs.find({ _id: { $in: [...ids] } }, { askedOf: 1 }, { session: work.session }).lean();
      for (const { _id, askedOf } of rows.filter((row) => !row.askedOf.includes(certifier)))
        await proofs.updateOne({ _id }, { $set: { askedOf: [...askedOf, certifier] } }, { session: work.session });
    },
    async isShownTo(certifier: string, id: string): Promise<boolean> {
      return (await proofs.exists({ _id: id, askedOf: certifier })) !== null;
    },
    /** Whether a proof lies at a site of one of these districts. */
    async inDistricts(id: string, districts: readonly string[]): Promise<boolean> {
      return (await proofs.exists({ _id: id, coveredBy: { $in: [...districts] } })) !== null;
    },
    async *everyProof(): AsyncGenerator<{ id: string; massKg: number }> {
      for await (const row of proofs.find({}, { massKg: 1 }).lean().cursor({ batchSize: 1000 })) yield { id: row._id, massKg: row.massKg };
    },
  };
}

/** The document's identity without what typing changes: width, case and spaces. */
export const documentKey = ({ issuerCertificate, number, issuedOn }: Pick<Proof, 'issuerCertificate' | 'number' | 'issuedOn'>): string =>
  [issuerCertificate, number, issuedOn].map((written) => written.normalize('NFKC').toUpperCase().replaceAll(/\s/g, '')).join('|');

const newestFirst = (a: Proof, b: Proof): number =>
  a.receivedAt === b.receivedAt ? (a.id > b.id ? -1 : 1) : a.receivedAt > b.receivedAt ? -1 : 1;

const isDuplicate = (error: unknown): boolean => {
  const { code, keyPattern } = (error ?? {}) as { code?: number; keyPattern?: Record<string, unknown> };
  return code === 11000 && keyPattern !== undefined && 'document' in keyPattern;
};

const asProof = (row: unknown): Proof | null => {
  if (!row) return null;
  const { _id, document: _document, coveredBy: _coveredBy, askedOf: _askedOf, receivedAt, ...rest } = row as Row;
  return { ...rest, id: _id, receivedAt: receivedAt.toISOString() };
};
