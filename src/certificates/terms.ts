import { z } from 'zod';

const text = z.string().min(1);
const party = z.strictObject({ id: z.url(), name: text });
const regulation = z.strictObject({ id: z.url(), name: text, effectiveDate: z.iso.date(), source: text });

/** What certificates refer to and how long they hold: `config/certificates.json`. */
export const certificateTermsSchema = z.strictObject({
  validFrom: z.iso.date(),
  explanation: z.array(text),
  validity: z.strictObject({ months: z.int().min(1).max(120), basis: z.literal('ours'), why: text }),
  sources: z.record(text, z.strictObject({ publisher: text, title: text, date: text })),
  administrator: party,
  regulations: z.strictObject({ fuelEu: regulation, red: regulation }),
  savingCriterion: z.strictObject({ id: z.url(), name: text, description: text, source: text }),
  schemes: z.array(z.strictObject({ name: text, id: z.url(), owner: party, source: text, status: z.enum(['VERIFIED', 'FROM-MEMORY']) })),
});
export type CertificateTerms = Readonly<z.infer<typeof certificateTermsSchema>>;
