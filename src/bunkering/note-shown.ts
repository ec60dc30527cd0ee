import { z } from 'zod';
import { id, instant, line, oneLine } from '../http/schemas.ts';
import type { ItemValue } from './delivery-note.ts';
import { publication, remark } from './nomination-shown.ts';
import type { StoredNote } from './store.ts';

const said = z.string().max(300).regex(oneLine);
const scalar = z.union([z.number(), said, z.boolean()]);

/** A value of an item as it is said in a draft and shown on a note. */
export const itemValue = z
  .union([scalar, z.array(z.union([z.number(), said])).max(60), z.record(z.string().max(40), scalar)])
  .meta({ id: 'ItemValue', description: 'a number, a text, yes or no, a list, or a few named values, as the item asks' });

/** What stands on a note has no such limits: a delivery out of many parcels names all of their declarations. */
const shownScalar = z.union([z.number(), z.string(), z.boolean()]);
const shownValue = z
  .union([shownScalar, z.array(z.union([z.number(), z.string()])), z.record(z.string(), shownScalar)])
  .meta({ id: 'ShownItemValue' });

/** Items by their field, or one value of an item behind a dot. */
export const saidItems = z
  .record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,40}(\.[a-zA-Z0-9]{1,20})?$/), itemValue)
  .refine((items) => Object.keys(items).length <= 80)
  .meta({ id: 'SaidItems', example: { declarationBasis: 'REG_14_1', declarationReg183: true, marpolSampleSeal: 'ZS-118204' } });

export const purchaserLimit = z
  .strictObject({ sulphurPct: z.number().positive().max(10), notice: line(300) })
  .meta({ id: 'PurchaserLimit', description: 'the limit of the purchaser and its notice that the fuel is used under regulation 3.2 or 4' });

const noteItem = z
  .strictObject({
    field: z.string(),
    value: shownValue,
    unit: z.string().nullable(),
    basis: z.enum(['measured', 'declared', 'computed', 'register', 'assumed']),
  })
  .meta({ id: 'DeliveryNoteItem' });

const signature = z
  .strictObject({
    side: z.enum(['supplier', 'ship']),
    office: z.string(),
    signedAt: instant,
    hash: z.string(),
    protest: z.string().nullable().meta({ description: 'null when signed; the reason when the ship refused to sign' }),
  })
  .meta({ id: 'NoteSignature' });

export const noteReply = z
  .strictObject({
    number: z.string(),
    state: z.enum(['draft', 'supplier-signed', 'sealed', 'superseded', 'withdrawn-draft']),
    delivery: id,
    nomination: id,
    supplier: id,
    line: id,
    port: z.string(),
    district: z.string().nullable(),
    imo: z.string(),
    grade: z.string(),
    bdnFuel: z.string(),
    massKg: z.int().min(0),
    method: z.enum(['meter', 'gauging', 'weighbridge']),
    items: z.array(noteItem),
    remarks: z.array(remark.extend({ code: z.string(), en: z.string(), zh: z.string() })),
    sources: z.array(publication),
    replay: z.boolean(),
    supersedes: z.string().nullable(),
    supersededBy: z.string().nullable(),
    correction: z
      .strictObject({ massKg: z.int().min(0), reason: z.string(), proposedBy: z.string() })
      .nullable()
      .meta({ description: 'what a superseding note corrects when it is sealed' }),
    draftedAt: instant,
    signatures: z.array(signature),
    contentHash: z.string().meta({ description: 'SHA-256 over RFC 8785 JSON of the content: what both sides sign' }),
    seal: z.string().nullable().meta({ description: 'compact JWS of the note key over content and signatures; null until sealed' }),
    sealedAt: instant.nullable(),
    verify: z.string().meta({ description: 'where anyone checks the note' }),
  })
  .meta({ id: 'DeliveryNote' });

/** As its parties and authorities see it. */
export function shownNote(
  { askedBy: _askedBy, draftedBy: _draftedBy, signedBy: _signedBy, ...shown }: StoredNote,
  publicUrl: string,
): z.input<typeof noteReply> {
  return {
    ...shown,
    items: shown.items.map(({ value, ...item }) => ({ ...item, value: plain(value) })),
    remarks: [...shown.remarks],
    sources: [...shown.sources],
    signatures: [...shown.signatures],
    verify: verifyUrl(publicUrl, shown.number),
  };
}

export const verifyUrl = (publicUrl: string, number: string): string => `${publicUrl}/verify/${encodeURIComponent(number)}`;

const plain = (value: ItemValue): z.input<typeof itemValue> => value as z.input<typeof itemValue>;
