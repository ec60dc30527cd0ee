import type { ShownReason, Spoken } from './certificate-view.ts';

export const verificationChecks = [
  'format',
  'issuer',
  'signature',
  'schema',
  'valid-from',
  'valid-until',
  'status',
  'register',
  'basis',
  'replay',
] as const;
export type CheckName = (typeof verificationChecks)[number];

/** A named check; `undecided` where what it needs is missing or an earlier check failed. */
export interface ShownCheck {
  readonly name: CheckName;
  readonly label: Spoken;
  readonly result: 'passed' | 'failed' | 'undecided';
  readonly reasons: readonly ShownReason[];
}

/** One line of what the document says of itself; nothing more than its QR promises. */
export interface Saying {
  readonly key: string;
  readonly label: Spoken;
  readonly value: Spoken;
}

export type Verdict = 'valid' | 'not-valid' | 'undecided';

/** The answer to "is this document good?": never a bare yes. */
export interface VerificationView {
  readonly kind: 'certificate' | 'note' | 'credential';
  /** Certificate id or note number; null where the document tells none. */
  readonly id: string | null;
  readonly verdict: Verdict;
  /** The code of the weightiest reason; null where the verdict is valid. */
  readonly reason: string | null;
  readonly checkedAt: string;
  readonly replay: boolean;
  readonly checks: readonly ShownCheck[];
  readonly says: readonly Saying[];
}
