import { refusalStatus, type RefusalCode } from './refusal-codes.ts';

export type { RefusalCode } from './refusal-codes.ts';
export { refusalStatus } from './refusal-codes.ts';

/** One reason of a "no": its code, the field it is about, the values its sentence names, the clause behind it. */
export interface Reason {
  readonly code: RefusalCode;
  readonly field?: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly clause?: string;
}

/** A named test with its result; preflight, verification and customs views are lists of these. */
export interface Check {
  readonly name: string;
  readonly result: 'passed' | 'failed' | 'undecided';
  readonly reasons: readonly Reason[];
  readonly clause?: string;
}

/** A "no" of the domain. A bug is any other exception. */
export class Refusal extends Error {
  readonly reasons: readonly [Reason, ...Reason[]];

  constructor(
    reasons: readonly [Reason, ...Reason[]],
    readonly checks: readonly Check[] = [],
  ) {
    super(reasons.map((reason) => reason.code).join(', '));
    this.reasons = reasons;
  }

  get code(): RefusalCode {
    return this.reasons[0].code;
  }

  get status(): number {
    return refusalStatus[this.code];
  }
}

/** Refuses with one code: `refuse('STOCK_SHORT', { field: 'massKg', values: { shortKg } })`. */
export function refuse(code: RefusalCode, about: Omit<Reason, 'code'> = {}): never {
  throw new Refusal([{ code, ...about }]);
}

/** Refuses with every reason at once, so that nobody learns them one by one; with no reason it does nothing. */
export function refuseAll(reasons: readonly Reason[], checks: readonly Check[] = []): void {
  const [first, ...rest] = reasons;
  if (first) throw new Refusal([first, ...rest], checks);
}
