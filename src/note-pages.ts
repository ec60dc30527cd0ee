import type { NotePages } from './bunkering/note-pages.ts';
import { deliveryNotePdf } from './documents/delivery-note-pdf.ts';
import { problemPage } from './web/problem-page.ts';
import { signPage } from './web/sign-page.ts';
import { linkGonePage, signedPage } from './web/signed-page.ts';

/** How the notes of the bunkering room look on paper and on a phone. */
export const notePages: NotePages = { notePdf: deliveryNotePdf, signPage, signedPage, linkGonePage, problemPage };
