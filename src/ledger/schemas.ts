import { Schema } from 'mongoose';

const exact = { strict: 'throw', versionKey: false } as const;
const part = { _id: false, ...exact } as const;
const text = { type: String, required: true } as const;
const maybe = { type: String, default: null } as const;
const massKg = { type: Number, required: true } as const;

export const bookSchema = new Schema(
  {
    _id: text,
    kind: text,
    enterprise: text,
    procedure: maybe,
    district: maybe,
    coveredBy: { type: [String], required: true },
    port: maybe,
    openedAt: text,
  },
  { ...exact, collection: 'books' },
);
bookSchema.index({ enterprise: 1, kind: 1 });
bookSchema.index({ enterprise: 1, _id: 1 });
bookSchema.index({ coveredBy: 1, _id: 1 });

export const headSchema = new Schema(
  { _id: text, number: massKg, hash: text, recordedAt: { type: Date }, taken: { type: Number, default: 0 } },
  { ...exact, collection: 'heads' },
);

const posting = new Schema({ from: text, to: text, item: text, massKg }, part);

export const entrySchema = new Schema(
  {
    _id: text,
    book: text,
    number: massKg,
    occurredAt: { type: Date, required: true },
    recordedAt: { type: Date, required: true },
    actor: { type: new Schema({ person: text, organisation: text }, part), required: true },
    act: text,
    about: { type: [String], required: true },
    document: maybe,
    postings: { type: [posting], required: true },
    corrects: { type: new Schema({ entry: text, reason: text, proposedBy: text }, part) },
    previousHash: text,
    hash: text,
  },
  { ...exact, collection: 'entries' },
);
entrySchema.index({ book: 1, number: 1 }, { unique: true });
entrySchema.index({ book: 1, recordedAt: 1, number: 1 });
entrySchema.index({ about: 1 });

export interface BalanceRow {
  readonly _id: string;
  readonly account: string;
  readonly item: string;
  readonly massKg: number;
  readonly tank: string | null;
  readonly nomination: string | null;
  readonly since: Date;
  readonly owner: string | null;
  readonly grade: string | null;
  readonly hsCode: string | null;
  readonly book: string | null;
}

export const balanceSchema = new Schema(
  {
    _id: text,
    account: text,
    item: text,
    massKg,
    tank: maybe,
    nomination: maybe,
    since: { type: Date, required: true },
    owner: maybe,
    grade: maybe,
    hsCode: maybe,
    book: maybe,
  },
  { ...exact, collection: 'balances' },
);
balanceSchema.index({ owner: 1, grade: 1, nomination: 1, tank: 1, massKg: 1 });
balanceSchema.index({ account: 1, massKg: 1 });
balanceSchema.index({ tank: 1, massKg: 1 });
balanceSchema.index({ tank: 1, since: -1, _id: -1 });
balanceSchema.index({ nomination: 1, massKg: 1 });
balanceSchema.index({ item: 1 });

export interface ContentRow {
  readonly _id: string;
  readonly massKg: number;
}

/** `movedAt` is when stock last moved there, by its own time; `guards` is counted up by what decides on the content. */
export const contentSchema = new Schema(
  { _id: text, massKg, movedAt: { type: Date }, guards: { type: Number } },
  { ...exact, collection: 'contents' },
);

export const parcelSchema = new Schema(
  {
    _id: text,
    grade: text,
    hsCode: text,
    origin: text,
    procedure: text,
    book: text,
    bookLine: maybe,
    declaration: text,
    owner: text,
    densityKgPerM3: massKg,
    densityAtC: massKg,
    massBasis: text,
    massKg,
    composition: { type: Schema.Types.Mixed, required: true },
    properties: { type: Schema.Types.Mixed, required: true },
    parents: { type: [new Schema({ parcel: text, massKg }, part)], required: true },
    bornAt: { type: Date, required: true },
  },
  { ...exact, collection: 'parcels', minimize: false },
);
parcelSchema.index({ owner: 1, bornAt: 1, _id: 1 });
parcelSchema.index({ book: 1, bornAt: 1, _id: 1 });
parcelSchema.index({ bornAt: 1, _id: 1 });
parcelSchema.index({ declaration: 1 });
