import type { DeliveryNoteView } from '../documents/delivery-note-view.ts';
import type { Problem } from '../http/problem.ts';
import type { Language } from '../words/words.ts';
import type { GoneReason } from './sign-link.ts';

/** What the ship's phone shows: the note as it will be signed, and until when the link works. */
export interface NoteToSign extends DeliveryNoteView {
  readonly expiresAt: string;
}

/** What it shows once the ship has decided. */
export interface NoteAnswered {
  readonly number: string;
  readonly protest: string | null;
  readonly verifyUrl: string;
  readonly replay: boolean;
}

/** The paper and the pages of a note; how they look is no matter of this room. */
export interface NotePages {
  notePdf(view: DeliveryNoteView): Promise<Buffer>;
  signPage(view: NoteToSign, language: Language): string;
  signedPage(view: NoteAnswered, language: Language): string;
  linkGonePage(why: GoneReason, language: Language): string;
  problemPage(problem: Problem, language: Language): string;
}
