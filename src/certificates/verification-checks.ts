import type { CheckName, Verdict } from './verification-view.ts';

/** Why a check did not pass, the weightiest first: a bad signature makes everything else that is said worthless. */
export const verificationCodes = [
  'SIGNATURE_BAD',
  'DOCUMENT_MALFORMED',
  'ISSUER_UNKNOWN',
  'ISSUER_DIFFERS',
  'TYPE_UNFIT',
  'WITHDRAWN',
  'SUSPENDED',
  'SUPERSEDED',
  'NOTE_SUPERSEDED',
  'NOT_YET_VALID',
  'EXPIRED',
  'NOT_SEALED',
  'REGISTER_UNKNOWN',
  'REGISTER_DIFFERS',
  'PROOF_WITHDRAWN',
  'STATUS_UNKNOWN',
  'NOT_DECIDABLE',
  'STATUS_AS_OF',
  'STATUS_AS_STATED',
  'REPLAY',
] as const;
export type VerificationCode = (typeof verificationCodes)[number];

export interface VerificationReason {
  readonly code: VerificationCode;
  readonly values?: Readonly<Record<string, string>>;
}

export interface VerificationCheck {
  readonly name: CheckName;
  readonly result: 'passed' | 'failed' | 'undecided';
  readonly reasons: readonly VerificationReason[];
}

export interface Verification {
  readonly checks: readonly VerificationCheck[];
  readonly verdict: Verdict;
  /** The weightiest reason; null where every check passed. */
  readonly reason: VerificationCode | null;
  readonly replay: boolean;
  /** What was signed; null where it cannot be read. */
  readonly payload: Readonly<Record<string, unknown>> | null;
}

export const passed = (name: CheckName, ...reasons: readonly VerificationReason[]): VerificationCheck => ({
  name,
  result: 'passed',
  reasons,
});

export const failed = (name: CheckName, code: VerificationCode, values?: VerificationReason['values']): VerificationCheck => ({
  name,
  result: 'failed',
  reasons: [{ code, ...(values && { values }) }],
});

/** Not decidable because what it rests on is missing or failed before. */
export const undecided = (
  name: CheckName,
  code: VerificationCode = 'NOT_DECIDABLE',
  values?: VerificationReason['values'],
): VerificationCheck => ({ name, result: 'undecided', reasons: [{ code, ...(values && { values }) }] });

/** Not valid by one failed check; undecided where none failed but one could not be made. */
export function conclude(checks: readonly VerificationCheck[], payload: Verification['payload'], replay: boolean): Verification {
  const worst = (result: VerificationCheck['result']): VerificationCode | null => {
    const codes = checks.filter((check) => check.result === result).flatMap(({ reasons }) => reasons.map(({ code }) => code));
    return verificationCodes.find((code) => codes.includes(code)) ?? null;
  };
  const failure = worst('failed');
  const reason = failure ?? worst('undecided');
  return Object.freeze({ checks, verdict: failure ? 'not-valid' : reason ? 'undecided' : 'valid', reason, replay, payload });
}
