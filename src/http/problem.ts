import { z } from 'zod';
import { Refusal, refusalStatus, type Reason, type RefusalCode } from '../refusal.ts';
import { fill, words, type Language } from '../words/words.ts';

const spoken = z.strictObject({ title: z.string(), remedy: z.string() });

/** RFC 9457 problem document, in English and Chinese at once. */
export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string(),
    correlationId: z.string(),
    zh: spoken,
    reasons: z.array(
      z.strictObject({
        code: z.string(),
        field: z.string().optional(),
        clause: z.string().optional(),
        values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        en: spoken,
        zh: spoken,
      }),
    ),
    errors: z.array(z.strictObject({ field: z.string(), en: z.string(), zh: z.string() })).optional(),
    checks: z
      .array(
        z.strictObject({
          name: z.string(),
          result: z.enum(['passed', 'failed', 'undecided']),
          clause: z.string().optional(),
          codes: z.array(z.string()),
          en: z.string(),
          zh: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document; `detail` says what to do about it' });

export type Problem = z.infer<typeof problem>;

const say = (language: Language, { code, values }: Reason): { title: string; remedy: string } => {
  const sentence = words[language].refusals[code];
  return { title: fill(sentence.title, values), remedy: fill(sentence.remedy, values) };
};

export const spokenReason = (reason: Reason) => ({
  code: reason.code,
  ...(reason.field !== undefined && { field: reason.field }),
  ...(reason.clause !== undefined && { clause: reason.clause }),
  ...(reason.values !== undefined && { values: { ...reason.values } }),
  en: say('en', reason),
  zh: say('zh', reason),
});

/** The problem document of a refusal; `where` is the request's path and correlation id. */
export function problemOf(refusal: Refusal, where: { instance: string; correlationId: string }): Problem {
  const reasons = refusal.reasons.map(spokenReason);
  const [first] = reasons as [ReturnType<typeof spokenReason>];
  return {
    type: `/problems/${refusal.code}`,
    title: first.en.title,
    status: refusal.status,
    code: refusal.code,
    detail: first.en.remedy,
    ...where,
    zh: first.zh,
    reasons,
    ...(refusal.checks.length > 0 && { checks: refusal.checks.map(spokenCheck) }),
  };
}

/** Every wrong field at once, in both languages (zod's own locales). */
export function validationProblem(
  issues: readonly z.core.$ZodIssue[],
  part: string,
  where: { instance: string; correlationId: string },
): Problem {
  const base = problemOf(new Refusal([{ code: 'VALIDATION' satisfies RefusalCode }]), where);
  const errors = issues.map((issue) => ({
    field: [part, ...issue.path].map(String).join('.'),
    en: messageOf(issue, 'en'),
    zh: messageOf(issue, 'zh'),
  }));
  return { ...base, status: refusalStatus.VALIDATION, errors };
}

const locales = { en: z.locales.en().localeError, zh: z.locales.zhCN().localeError };

function messageOf(issue: z.core.$ZodIssue, language: Language): string {
  const message = locales[language](issue as z.core.$ZodRawIssue);
  return (typeof message === 'string' ? message : message?.message) ?? issue.message;
}

export const spokenCheck = (check: {
  name: string;
  result: 'passed' | 'failed' | 'undecided';
  reasons: readonly Reason[];
  clause?: string;
}) => ({
  name: check.name,
  result: check.result,
  ...(check.clause !== undefined && { clause: check.clause }),
  codes: check.reasons.map((reason) => reason.code),
  en: check.reasons.map((reason) => say('en', reason).remedy).join(' '),
  zh: check.reasons.map((reason) => say('zh', reason).remedy).join(' '),
});
