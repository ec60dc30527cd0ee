import type { Reason } from '../refusal.ts';
import { covers, type DatePrecision, type Period } from './day.ts';
import type { FuelKey } from './fuel-key.ts';
import type { Source } from './source.ts';

/** An end that was put to a decision or a licence; a further, earlier end may follow. History stays. */
export interface Ending {
  readonly to: string;
  readonly reason: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

/**
 * A dated decision that a port admits a fuel, or does not. `bonded` true: from bond; null: the source does not say, which
 * admits; false: only duty-paid supply. `basis` rule: a text of the authority is known; evidence: a published delivery
 * shows that it was allowed by `from`, no text was seen.
 */
export interface Decision extends Period {
  readonly id: string;
  readonly port: string;
  readonly fuel: FuelKey;
  readonly bonded: boolean | null;
  readonly authority: string | null;
  readonly datePrecision: DatePrecision;
  readonly basis: 'rule' | 'evidence';
  readonly source: Source;
  readonly note?: string;
  readonly endings: readonly Ending[];
  readonly recordedAt: Date;
  /** The organisation that recorded it; `service` for what came with the program. */
  readonly recordedBy: string;
}

export interface Eligibility {
  readonly port: string;
  readonly fuel: FuelKey;
  readonly day: string;
  readonly eligible: boolean;
  /** The decision it rests on; null where none admits. */
  readonly decision: Decision | null;
  /** All decisions of that port and fuel, in the order of their first day: what a refusal must show. */
  readonly decisions: readonly Decision[];
}

/** Whether a port admits bonded supply of a fuel on a day (YYYY-MM-DD); a month or a year counts from its first day. */
export function eligibility(all: readonly Decision[], port: string, fuel: FuelKey, day: string): Eligibility {
  const decisions = all.filter((decision) => decision.port === port && decision.fuel === fuel).sort(byFirstDay);
  const admitting = decisions.filter((decision) => decision.bonded !== false && covers(decision, day));
  // The best founded one is named: stated as bonded before not stated, then the newest.
  const decision = admitting.findLast(({ bonded }) => bonded === true) ?? admitting.at(-1) ?? null;
  return { port, fuel, day, eligible: decision !== null, decision, decisions };
}

const byFirstDay = (a: Decision, b: Decision): number => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1);

/** Why a port does not admit the fuel: port, fuel, day and every decision there is, with dates, basis and authority. */
export function notEligible({ port, fuel, day, decisions }: Eligibility, field = 'body.fuel'): Reason {
  const shown = decisions.length === 0 ? '—' : decisions.map(shortForm).join('; ');
  return { code: 'FUEL_NOT_ELIGIBLE', field, values: { port, fuel, day, decisions: shown } };
}

const bondedWords = { true: 'bonded 保税', false: 'duty-paid only 仅限完税', null: 'bonded status not stated 未说明是否保税' } as const;
const basisWords = { rule: 'rule 依规定', evidence: 'evidence 依实例' } as const;

/** One decision in a line that both languages can carry: `2022-01-30 – : rule, Lin-gang …, bonded`. */
export function shortForm({ from, to, basis, authority, bonded }: Decision): string {
  const by = authority ?? 'no rule text seen 未见规定文本';
  return `${from} – ${to ?? ''}: ${basisWords[basis]}, ${by}, ${bondedWords[`${bonded}`]}`;
}
