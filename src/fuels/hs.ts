import { z } from 'zod';
import { certainties, sourceSchema, type Certainty } from '../ports/source.ts';
import { hsKeys, type HsKey } from './grade.ts';

const certainty = z.enum(certainties);

const hsCodeSchema = z.strictObject({
  key: z.enum(hsKeys),
  hs6: z.string().regex(/^\d{6}$/),
  cn8: z.string().regex(/^\d{8}$/),
  cn10: z.array(z.string().regex(/^\d{10}$/)).min(1),
  validFrom: z.iso.date(),
  status: z.strictObject({ hs6: certainty, cn8: certainty, cn10: certainty }),
  source: sourceSchema.optional(),
  note: z.string().optional(),
});

const documentSchema = z.strictObject({
  kind: z.enum(['declaration', 'inventory-list', 'account-book']),
  label: z.strictObject({ en: z.string(), zh: z.string() }),
  pattern: z.string(),
  shape: z.string(),
  status: certainty,
});

/** `config/customs-codes.json`: tariff codes and the shapes of document numbers, with how sure each is. */
export const customsCodesSchema = z.strictObject({
  hs: z.strictObject({
    cn10Pattern: z.string(),
    petroleumShareByMass: z.strictObject({
      atLeast: z.number(),
      heading: z.enum(hsKeys),
      below: z.enum(hsKeys),
      clause: z.string(),
      note: z.string(),
    }),
    carriageLimitByVolume: z.strictObject({ atMost: z.number(), clause: z.string(), source: sourceSchema, status: certainty }),
    codes: z.array(hsCodeSchema),
  }),
  documents: z.array(documentSchema),
  explanation: z.array(z.string()),
});

export type CustomsCodes = Readonly<z.infer<typeof customsCodesSchema>>;
export type HsCode = Readonly<z.infer<typeof hsCodeSchema>>;
export type DocumentKind = z.infer<typeof documentSchema>['kind'];

/** A printed tariff code as it is stored: dots and spaces taken out; undefined unless ten digits remain. */
export function cn10Of(printed: string): string | undefined {
  const digits = printed.trim().replaceAll(/[. ]/g, '');
  return /^\d{10}$/.test(digits) ? digits : undefined;
}

const known = ({ hs }: CustomsCodes, key: HsKey): HsCode => {
  const code = hs.codes.find((candidate) => candidate.key === key);
  if (!code) throw new RangeError(`customs codes lack ${key}`);
  return code;
};

/**
 * The heading of petroleum oil with biodiesel by the share of biodiesel BY MASS, in per cent: at least 70 % petroleum
 * stays in 2710.20, less is 3826.00. The carriage limit of a bunker ship is another number, by volume: `withinCarriageLimit`.
 */
export function hsForBlend(codes: CustomsCodes, biodieselMassPct: number): HsCode {
  if (!(biodieselMassPct > 0 && biodieselMassPct <= 100)) throw new RangeError(`${biodieselMassPct} % is no share of biodiesel in a blend`);
  const { atLeast, heading, below } = codes.hs.petroleumShareByMass;
  return known(codes, 100 - biodieselMassPct >= atLeast * 100 ? heading : below);
}

/** Whether a conventional bunker ship may carry the blend: by its share of biodiesel BY VOLUME, in per cent (MEPC.1/Circ.917). */
export const withinCarriageLimit = ({ hs }: CustomsCodes, biodieselVolumePct: number): boolean =>
  biodieselVolumePct <= hs.carriageLimitByVolume.atMost * 100;

export interface DocumentNumberForm {
  /** unusual: another shape than the one known; kept and marked, never refused while the shape is from memory. */
  readonly form: 'known' | 'unusual';
  readonly status: Certainty;
  readonly shape: string;
}

/** How the number of a customs document looks beside the shape that is known of its kind. */
export function documentNumberForm(codes: CustomsCodes, kind: DocumentKind, number: string): DocumentNumberForm {
  const facts = codes.documents.find((candidate) => candidate.kind === kind);
  if (!facts) throw new RangeError(`customs codes lack the shape of ${kind}`);
  return { form: new RegExp(facts.pattern).test(number) ? 'known' : 'unusual', status: facts.status, shape: facts.shape };
}
