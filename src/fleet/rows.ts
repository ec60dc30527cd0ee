import type { Work } from '../work.ts';

/** What every row of the fleet's registers shares. */
export const exact = { strict: 'throw', versionKey: false } as const;
export const textRequired = { type: String, required: true } as const;
export const recorded = { recordedAt: { type: Date, required: true }, recordedBy: textRequired } as const;

/** A read inside a command sees what that command sees. */
export type Within = Pick<Work, 'session'>;
export const within = (work: Within | undefined): { session: Work['session'] | null } => ({ session: work?.session ?? null });
