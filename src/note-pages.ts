import type { NotePages } from './bunkering/note-pages.ts';
import { problemPage } from './web/problem-page.ts';
import { signPage } from './web/sign-page.ts';
import { linkGonePage, signedPage } from './web/signed-page.ts';

/** How the notes of the bunkering room look on paper and on a phone; what sets type is loaded with the first paper, not at start. */
export const notePages: NotePages = {
  notePdf: async (view) => (await import('./documents/delivery-note-pdf.ts')).deliveryNotePdf(view),
  ...{ signPage, signedPage, linkGonePage, problemPage },
};
