import { Refusal, type Reason } from '../refusal.ts';

/** What an act answers, or its reasons among the others under the fields of the input; the same one is not told twice. */
export function told<T>(act: () => T, fieldOf: (field: string) => string, reasons: Reason[]): T | undefined {
  try {
    return act();
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    for (const reason of no.reasons) {
      const field = reason.field === undefined ? undefined : fieldOf(reason.field);
      if (reasons.some((one) => one.code === reason.code && one.field === field)) continue;
      reasons.push(field === undefined ? reason : { ...reason, field });
    }
    return undefined;
  }
}
