import { z } from 'zod';
import { deliveryReply, shownDelivery } from '../bunkering/delivery-shown.ts';
import { nominationReply, shownNomination } from '../bunkering/nomination-shown.ts';
import { noteReply, shownNote } from '../bunkering/note-shown.ts';
import { certificateLine, shownLine } from '../certificates/certificate-shown.ts';
import { query, type Endpoint } from '../http/endpoint.ts';
import { id, instant } from '../http/schemas.ts';
import type { Entry } from '../ledger/entry.ts';
import { parcelReply, shownParcel } from '../proofs/shown.ts';
import type { Stores } from '../stores.ts';
import { alertReply, shownAlert } from '../tanks/shown.ts';
import { dossierOf } from './dossier.ts';

const posting = z.strictObject({ from: z.string(), to: z.string(), item: z.string(), massKg: z.int() });

const entryReply = z
  .strictObject({
    id: z.string(),
    book: z.string(),
    number: z.int(),
    act: z.string(),
    document: z.string().nullable(),
    occurredAt: instant,
    recordedAt: instant,
    actor: z.strictObject({ person: z.string(), organisation: z.string() }),
    about: z.array(z.string()),
    postings: z.array(posting),
    corrects: z.strictObject({ entry: z.string(), reason: z.string(), proposedBy: z.string() }).nullable(),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'Entry' });

const useReply = z.strictObject({ proof: id, group: z.string(), massKg: z.int(), assignedAt: instant, certificate: id.nullable() });

const shownEntry = ({ about, postings, corrects, ...entry }: Entry): z.input<typeof entryReply> => ({
  ...entry,
  about: [...about],
  postings: postings.map((one) => ({ ...one })),
  corrects: corrects ? { ...corrects } : null,
});

/** What reads everything and changes nothing. */
export const deskEndpoints = (stores: Stores, publicUrl: string): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/deliveries/:id/dossier',
    room: 'desk',
    summary: 'A delivery with its whole chain: from the declaration into bond to the note, the proofs and the certificate',
    who: 'dossier.read',
    params: z.strictObject({ id }),
    reply: z.strictObject({
      nomination: nominationReply,
      delivery: deliveryReply,
      parcels: z.array(parcelReply),
      entries: z.array(entryReply),
      notes: z.array(noteReply),
      uses: z.array(useReply),
      certificates: z.array(certificateLine),
      alerts: z.array(alertReply),
    }),
    refuses: ['NOT_FOUND'],
    async answer({ params, actor }) {
      const found = await dossierOf(stores, actor, params.id);
      return {
        nomination: shownNomination(found.nomination),
        delivery: shownDelivery(found.delivery),
        parcels: found.parcels.map(shownParcel),
        entries: found.entries.map(shownEntry),
        notes: found.notes.map((note) => shownNote(note, publicUrl)),
        uses: found.uses.map(({ proof, group, massKg, assignedAt, certificate }) => ({ proof, group, massKg, assignedAt, certificate })),
        certificates: found.certificates.map(shownLine),
        alerts: found.alerts.map(shownAlert),
      };
    },
  }),
];
