import { Schema } from 'mongoose';

const exact = { strict: 'throw', versionKey: false, minimize: false } as const;
const text = { type: String, required: true } as const;
const maybe = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const maybeNumber = { type: Number, default: null } as const;
const flag = { type: Boolean, required: true } as const;
/** Kept as the noun has it; the noun's type and the endpoint's schema hold its shape. */
const whole = { type: Schema.Types.Mixed, required: true } as const;
const maybeWhole = { type: Schema.Types.Mixed, default: null } as const;

export const nominationSchema = new Schema(
  {
    _id: text,
    state: text,
    askedBy: { organisation: text, person: text },
    line: text,
    supplier: text,
    port: text,
    place: maybe,
    district: maybe,
    coveredBy: { type: [String], required: true },
    ship: { imo: text, name: text },
    voyage: text,
    grade: text,
    fuelKey: text,
    massKg: number,
    laycan: { firstDay: text, lastDay: text, endsAt: text, dayAssumed: flag },
    book: text,
    heldKg: number,
    craft: maybe,
    madeForFuture: flag,
    asks: { type: [String], required: true },
    permits: whole,
    replay: flag,
    remarks: whole,
    sources: whole,
    ended: maybeWhole,
    nominatedAt: text,
  },
  { ...exact, collection: 'nominations' },
);
for (const party of ['line', 'askedBy.organisation', 'supplier', 'port', 'coveredBy'])
  nominationSchema.index({ [party]: 1, nominatedAt: 1, _id: 1 });
nominationSchema.index({ nominatedAt: 1, _id: 1 });
nominationSchema.index({ state: 1, madeForFuture: 1, 'laycan.endsAt': 1 });

export const deliverySchema = new Schema(
  {
    _id: text,
    nomination: text,
    state: text,
    supplier: text,
    line: text,
    askedBy: text,
    port: text,
    district: maybe,
    coveredBy: { type: [String], required: true },
    imo: text,
    grade: text,
    book: text,
    craft: maybe,
    begunAt: text,
    checklist: whole,
    openingReadings: whole,
    log: whole,
    completedAt: maybe,
    measurement: maybeWhole,
    massKg: maybeNumber,
    energyMj: maybeNumber,
    volumeM3: maybeNumber,
    drawn: whole,
    entry: maybe,
    overKg: number,
    gainKg: number,
    shortKg: number,
    late: flag,
    replay: flag,
  },
  { ...exact, collection: 'deliveries' },
);
deliverySchema.index({ nomination: 1 }, { unique: true });
for (const party of ['line', 'askedBy', 'supplier', 'port', 'coveredBy']) deliverySchema.index({ [party]: 1, begunAt: 1, _id: 1 });
deliverySchema.index({ begunAt: 1, _id: 1 });

export const noteSchema = new Schema(
  {
    _id: text,
    state: text,
    delivery: text,
    nomination: text,
    supplier: text,
    line: text,
    askedBy: text,
    port: text,
    district: maybe,
    coveredBy: { type: [String], required: true },
    imo: text,
    grade: text,
    bdnFuel: text,
    massKg: number,
    method: text,
    items: whole,
    remarks: whole,
    sources: whole,
    replay: flag,
    supersedes: maybe,
    supersededBy: maybe,
    correction: maybeWhole,
    draftedAt: text,
    draftedBy: text,
    signedBy: maybe,
    signatures: whole,
    contentHash: text,
    seal: maybe,
    sealedAt: maybe,
  },
  { ...exact, collection: 'notes' },
);
noteSchema.index({ delivery: 1, draftedAt: 1, _id: 1 });
// Of one delivery there is never more than one note in force.
noteSchema.index({ delivery: 1 }, { unique: true, partialFilterExpression: { state: 'sealed' } });
for (const party of ['line', 'askedBy', 'supplier', 'port', 'coveredBy']) noteSchema.index({ [party]: 1, draftedAt: 1, _id: 1 });
noteSchema.index({ draftedAt: 1, _id: 1 });

/** One-time links for the ship's signature: only the hash of the token is kept. */
export const signLinkSchema = new Schema(
  {
    _id: text,
    note: text,
    contentHash: text,
    madeBy: text,
    expiresAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { ...exact, collection: 'signLinks' },
);
signLinkSchema.index({ note: 1 });

/** The running number of a supplier's notes in a year; a number is never used again. */
export const numberSchema = new Schema({ _id: text, last: number }, { ...exact, collection: 'noteNumbers' });

/** What a ticket says of a meter's non-resettable totaliser, which must go on from one delivery to the next. */
export const totaliserSchema = new Schema(
  {
    _id: text,
    meter: text,
    openT: text,
    closeT: text,
    from: { type: Date, required: true },
    to: { type: Date, required: true },
    ticket: text,
    delivery: text,
  },
  { ...exact, collection: 'totalisers' },
);
totaliserSchema.index({ meter: 1, to: 1 });
