import { Schema, type Connection, type Model } from 'mongoose';
import { coveringDistricts } from '../ledger/book.ts';
import { afterKey } from '../store/after-key.ts';
import type { Work } from '../work.ts';
import type { Certificate, CertificateState } from './certificate.ts';
import type { ProofUse } from './proof-use.ts';
import type { CertificateSight } from './sight.ts';

const exact = { strict: 'throw', versionKey: false, minimize: false } as const;
const part = { ...exact, _id: false } as const;
const text = { type: String, required: true } as const;
const maybe = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
/** Kept as the noun has it; the noun's type and the endpoint's schema hold its shape. */
const whole = { type: Schema.Types.Mixed, required: true } as const;
const maybeWhole = { type: Schema.Types.Mixed, default: null } as const;

const certificateSchema = new Schema(
  {
    _id: text,
    state: text,
    delivery: text,
    noteNumber: text,
    requestedBy: new Schema({ organisation: text, person: text }, part),
    line: text,
    supplier: text,
    certifier: text,
    ship: new Schema({ imo: text, name: text }, part),
    port: text,
    district: maybe,
    coveredBy: { type: [String], required: true },
    grade: text,
    deliveredOn: text,
    deliveredKg: number,
    certifiedKg: number,
    otherwiseCertifiedKg: number,
    uncertifiedKg: number,
    uses: whole,
    factorSet: text,
    redFactorSet: maybe,
    gwpSet: text,
    certified: whole,
    delivered: whole,
    energyMj: number,
    eGPerMj: number,
    savingPercent: number,
    conformance: flag,
    replay: flag,
    requestedAt: text,
    decidedBy: maybeWhole,
    decidedAt: maybe,
    refusalReason: maybe,
    validFrom: maybe,
    validUntil: maybe,
    status: { type: new Schema({ list: number, index: number }, part), default: null },
    /** `<certifier>/<list>/<index>`: no two certificates share a place in a status list. */
    statusPlace: { type: String },
    credential: maybe,
    withdrawn: maybeWhole,
  },
  { ...exact, collection: 'certificates' },
);
for (const party of ['line', 'requestedBy.organisation', 'supplier', 'certifier', 'port', 'coveredBy'])
  certificateSchema.index({ [party]: 1, requestedAt: 1, _id: 1 });
certificateSchema.index({ requestedAt: 1, _id: 1 });
certificateSchema.index({ delivery: 1, requestedAt: 1 });
certificateSchema.index({ statusPlace: 1 }, { unique: true, sparse: true });
certificateSchema.index({ certifier: 1, 'status.list': 1, state: 1 });

const useSchema = new Schema(
  {
    _id: text,
    delivery: text,
    supplier: text,
    proof: text,
    group: text,
    massKg: number,
    entry: text,
    assignedAt: text,
    assignedBy: text,
    certificate: maybe,
  },
  { ...exact, collection: 'proofUses' },
);
useSchema.index({ delivery: 1, _id: 1 });
useSchema.index({ proof: 1, _id: 1 });

const claimSchema = new Schema({ _id: text, taken: number }, { ...exact, collection: 'deliveryClaims' });

type Within = Pick<Work, 'session'> | undefined;
const within = (work: Within) => (work ? { session: work.session } : {});
type Row = Record<string, unknown> & { _id: string };
const asCertificate = ({ _id, statusPlace: _place, coveredBy: _coveredBy, ...rest }: Row): Certificate =>
  ({ redFactorSet: null, id: _id, ...rest }) as unknown as Certificate;
const asUse = ({ _id, ...rest }: Row): ProofUse => ({ id: _id, ...rest }) as unknown as ProofUse;

export const placeName = (certifier: string, { list, index }: NonNullable<Certificate['status']>): string =>
  `${certifier}/${list}/${index}`;

export interface CertificatePage {
  readonly state?: CertificateState | undefined;
  readonly delivery?: string | undefined;
  readonly limit: number;
  readonly after?: readonly [requestedAt: string, id: string] | undefined;
}

export type CertificatesStore = ReturnType<typeof certificatesStore>;

/** Certificates, and the uses of proofs that they rest on. */
export function certificatesStore(db: Connection) {
  const certificates = db.model('Certificate', certificateSchema);
  const uses = db.model('ProofUse', useSchema);
  const claims = db.model('DeliveryClaim', claimSchema);
  return {
    models: [certificates, uses, claims] as unknown as readonly Model<unknown>[],

    /**
     * What is decided over the proofs of one delivery meets here: rivals wait for their turn, or meet a write conflict before
     * they have worked. To be called before anything decisive is read.
     */
    async takeDelivery(work: Work, delivery: string): Promise<void> {
      await work.turn(`delivery:${delivery}`);
      await claims.updateOne({ _id: delivery }, { $inc: { taken: 1 } }, { ...within(work), upsert: true });
    },

    async certificate(id: string, work?: Within): Promise<Certificate | null> {
      const row = await certificates.findById(id, null, within(work)).lean<Row>();
      return row && asCertificate(row);
    },
    async addCertificate(work: Work, { id, ...rest }: Certificate): Promise<void> {
      await certificates.insertMany([{ _id: id, ...rest, coveredBy: coveringDistricts(rest.district) }], within(work));
    },
    async changeCertificate(work: Work, { id, ...change }: Partial<Certificate> & Pick<Certificate, 'id' | 'certifier'>): Promise<void> {
      const place = change.status ? { statusPlace: placeName(change.certifier, change.status) } : {};
      await certificates.updateOne({ _id: id }, { $set: { ...change, ...place } }, within(work));
    },
    async listCertificates(sight: CertificateSight, { state, delivery, limit, after }: CertificatePage): Promise<Certificate[]> {
      const filter = {
        ...('all' in sight ? {} : { [sight.field === 'district' ? 'coveredBy' : sight.field]: { $in: [...sight.among] } }),
        ...(state !== undefined && { state }),
        ...(delivery !== undefined && { delivery }),
        ...(after && afterKey(['requestedAt', '_id'], after)),
      };
      return (await certificates.find(filter).sort({ requestedAt: 1, _id: 1 }).limit(limit).lean<Row[]>()).map(asCertificate);
    },
    async certificatesOf(delivery: string, work?: Within): Promise<Certificate[]> {
      return (await certificates.find({ delivery }, null, within(work)).sort({ requestedAt: 1 }).lean<Row[]>()).map(asCertificate);
    },
    /** Whether a place in a status list is taken. */
    async isPlaceTaken(place: string, work?: Within): Promise<boolean> {
      return (await certificates.findOne({ statusPlace: place }, { _id: 1 }, within(work)).lean()) !== null;
    },
    /** The newest status list of an issuer; the first one is there before anything is issued. */
    async lastList(certifier: string): Promise<number> {
      const newest = certificates
        .findOne({ certifier, 'status.list': { $gt: 0 } }, { 'status.list': 1 })
        .sort({ certifier: -1, 'status.list': -1 });
      return (await newest.lean<{ status: { list: number } }>())?.status.list ?? 1;
    },
    /** The places of withdrawn certificates in one list of an issuer. */
    async withdrawnIn(certifier: string, list: number): Promise<number[]> {
      const rows = await certificates
        .find({ certifier, 'status.list': list, state: 'withdrawn' }, { 'status.index': 1 })
        .lean<{ status: { index: number } }[]>();
      return rows.map(({ status }) => status.index);
    },

    /** Whether anything was ever issued, under whatever address. */
    async isAnyIssued(): Promise<boolean> {
      return (await certificates.exists({ statusPlace: { $type: 'string' } })) !== null;
    },

    async addUses(work: Work, added: readonly ProofUse[]): Promise<void> {
      await uses.insertMany(
        added.map(({ id, ...rest }) => ({ _id: id, ...rest })),
        within(work),
      );
    },
    async usesOf(delivery: string, work?: Within): Promise<ProofUse[]> {
      return (await uses.find({ delivery }, null, within(work)).sort({ delivery: 1, _id: 1 }).lean<Row[]>()).map(asUse);
    },
    async usesOfProof(proof: string, work?: Within): Promise<ProofUse[]> {
      return (await uses.find({ proof }, null, within(work)).sort({ proof: 1, _id: 1 }).lean<Row[]>()).map(asUse);
    },
    /** Puts uses under a certificate, or takes them from under it. */
    async coverUses(work: Work, ids: readonly string[], certificate: string | null): Promise<void> {
      await uses.updateMany({ _id: { $in: [...ids] } }, { $set: { certificate } }, within(work));
    },
    async changeUse(work: Work, id: string, massKg: number): Promise<void> {
      if (massKg === 0) await uses.deleteOne({ _id: id }, within(work));
      else await uses.updateOne({ _id: id }, { $set: { massKg } }, within(work));
    },
  };
}
