import type { DeliveryNote, NoteItem } from '../bunkering/delivery-note.ts';

/** A name in both languages of the paper. */
export interface BothLanguages {
  readonly en: string;
  readonly zh: string;
}

/** One line of a structured item, such as a component of the gas. */
export interface PartView {
  readonly key: string;
  readonly labelEn: string;
  readonly labelZh: string;
  readonly unit: string | null;
  readonly decimals: number | null;
}

/** An item of the note with the words and the form in which it is shown. */
export interface NoteItemView extends NoteItem {
  readonly labelEn: string;
  readonly labelZh: string;
  /** How many decimals a number is shown with; null shows it as it was given. */
  readonly decimals?: number | null;
  /** The lines of a structured value, in the order in which they are shown. */
  readonly parts?: readonly PartView[];
}

/** Everything the paper, the sign page and the verify page show of a delivery note: the note and what its ids are called. */
export interface DeliveryNoteView {
  readonly note: DeliveryNote;
  readonly supplierName: string;
  readonly lineName: string;
  readonly shipName: string;
  readonly portName: BothLanguages;
  readonly gradeName: BothLanguages;
  /** The items of the note, in its order, with their labels. */
  readonly items: readonly NoteItemView[];
  /** The address behind the QR code, where anyone checks the note. */
  readonly verifyUrl: string;
}
