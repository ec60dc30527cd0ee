import { z } from 'zod';
import { word } from '../words/words.ts';
import { reasonReply, spokenReply } from './certificate-shown.ts';
import type { ShownReason, Spoken } from './certificate-view.ts';
import type { Verification, VerificationReason } from './verification-checks.ts';
import { verificationChecks, type Saying, type VerificationView } from './verification-view.ts';

export const verificationReply = z
  .strictObject({
    kind: z.enum(['certificate', 'note', 'credential']),
    id: z.string().nullable(),
    verdict: z.enum(['valid', 'not-valid', 'undecided']),
    reason: z.string().nullable(),
    checkedAt: z.iso.datetime(),
    replay: z.boolean(),
    checks: z.array(
      z.strictObject({
        name: z.enum(verificationChecks),
        label: spokenReply,
        result: z.enum(['passed', 'failed', 'undecided']),
        reasons: z.array(reasonReply),
      }),
    ),
    says: z.array(z.strictObject({ key: z.string(), label: spokenReply, value: spokenReply })),
  })
  .meta({ id: 'Verification', description: 'named checks with reasons and next steps; never a bare yes' });

const spokenWith = (key: string, values?: VerificationReason['values']): Spoken => ({
  en: word('en', key, values),
  zh: word('zh', key, values),
});

export const shownReason = ({ code, values }: VerificationReason): ShownReason => ({
  code,
  title: spokenWith(`verification.reasons.${code}.title`, values),
  nextStep: spokenWith(`verification.reasons.${code}.remedy`, values),
});

/** One line of what a document says; a value of no language stands in both. */
export const saying = (key: string, value: Spoken | string): Saying => ({
  key,
  label: spokenWith(`verification.says.${key}`),
  value: typeof value === 'string' ? { en: value, zh: value } : value,
});

export const stateSaying = (state: string): Saying => saying('state', spokenWith(`verification.states.${state}`));

/** A verification in words of both languages. */
export function shownVerification(
  verification: Verification,
  about: Pick<VerificationView, 'kind' | 'id' | 'says'> & { readonly at: Date },
): VerificationView {
  const { verdict, reason, replay, checks } = verification;
  return {
    kind: about.kind,
    id: about.id,
    verdict,
    reason,
    checkedAt: about.at.toISOString(),
    replay,
    checks: checks.map(({ name, result, reasons }) => ({
      name,
      label: spokenWith(`verification.checks.${name}`),
      result,
      reasons: reasons.map(shownReason),
    })),
    says: about.says,
  };
}

/** The view as JSON takes it: the lists of a view are read-only, those of a reply are plain. */
export const verificationAsReply = (view: VerificationView): z.input<typeof verificationReply> =>
  structuredClone(view) as unknown as z.input<typeof verificationReply>;
