import type { Method } from './measurement.ts';
import type { Publication, Remark } from './nomination.ts';

/** Where the value of an item comes from. *Assumed* values are typical of the fuel and not measured; they say so on the note. */
export type Basis = 'measured' | 'declared' | 'computed' | 'register' | 'assumed';

export type ItemValue = string | number | boolean | readonly (string | number)[] | Readonly<Record<string, string | number | boolean>>;

/** One item of the note: the field of the BDN item list, its value and unit, and where the value comes from. */
export interface NoteItem {
  readonly field: string;
  readonly value: ItemValue;
  readonly unit: string | null;
  readonly basis: Basis;
}

export interface Signature {
  readonly side: 'supplier' | 'ship';
  /** By office: "Chief engineer", "Bunker clerk". */
  readonly office: string;
  readonly signedAt: string;
  /** The hash of what was shown and signed. */
  readonly hash: string;
  /** Null when signed; the reason when the ship refused to sign: a protest. */
  readonly protest: string | null;
}

export type NoteState = 'draft' | 'supplier-signed' | 'sealed' | 'superseded' | 'withdrawn-draft';

/** The electronic bunker delivery note (e-BDN). Once sealed it is never edited: a superseding note names it. */
export interface DeliveryNote {
  readonly number: string;
  readonly state: NoteState;
  readonly delivery: string;
  readonly nomination: string;
  readonly supplier: string;
  readonly line: string;
  readonly port: string;
  readonly district: string | null;
  readonly imo: string;
  readonly grade: string;
  readonly bdnFuel: string;
  readonly massKg: number;
  readonly method: Method;
  readonly items: readonly NoteItem[];
  readonly remarks: readonly Remark[];
  readonly sources: readonly Publication[];
  readonly replay: boolean;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly draftedAt: string;
  readonly signatures: readonly Signature[];
  /** SHA-256 over RFC 8785 JSON of the content (`noteContent`), which both sides sign. */
  readonly contentHash: string;
  /** Compact JWS of the note key over the RFC 8785 JSON of content and signatures; null until sealed. */
  readonly seal: string | null;
  readonly sealedAt: string | null;
}

/** What both sides sign: everything that is said of the delivery, nothing that comes later. */
export const noteContent = (note: DeliveryNote) => ({
  number: note.number,
  delivery: note.delivery,
  nomination: note.nomination,
  supplier: note.supplier,
  port: note.port,
  imo: note.imo,
  grade: note.grade,
  massKg: note.massKg,
  method: note.method,
  items: note.items,
  remarks: note.remarks,
  sources: note.sources,
  replay: note.replay,
  supersedes: note.supersedes,
  draftedAt: note.draftedAt,
});

/** What the seal covers: the content, its hash and the signatures. */
export const sealedContent = (note: DeliveryNote, sealedAt: string) => ({
  ...noteContent(note),
  contentHash: note.contentHash,
  signatures: note.signatures,
  sealedAt,
});

/** The `typ` of a note's seal, so that it is never taken for a credential. */
export const sealType = 'e-bdn+jws';
