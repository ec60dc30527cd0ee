import { z } from 'zod';
import { day, id } from '../http/schemas.ts';

/** A shipping line's word that an agent may act for one of its ships, or for all of them, from day to day (both included). */
export interface Mandate {
  readonly _id: string;
  readonly line: string;
  readonly agent: string;
  /** Seven digits; null is every ship of the line. */
  readonly imo: string | null;
  readonly from: string;
  /** The last day; null while no end is set. */
  readonly to: string | null;
  readonly givenAt: Date;
  readonly endedAt: Date | null;
}

export const mandateReply = z
  .strictObject({
    id,
    line: id,
    agent: id,
    imo: z.string().nullable(),
    from: day,
    to: day.nullable(),
    givenAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Mandate', description: '`to` is the last day; an `imo` of null is every ship of the line' });

export const shownMandate = ({ _id, line, agent, imo, from, to, givenAt, endedAt }: Mandate): z.input<typeof mandateReply> => ({
  id: _id,
  line,
  agent,
  imo,
  from,
  to,
  givenAt: givenAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

/** Whether a mandate covers this ship on this day; days compare as text. */
export const covers = (mandate: Pick<Mandate, 'imo' | 'from' | 'to'>, imo: string, on: string): boolean =>
  (mandate.imo === null || mandate.imo === imo) && mandate.from <= on && (mandate.to === null || on <= mandate.to);

/** The calendar day in China (UTC+8, without summer time), where the ports of this service lie. */
export const dayInChina = (moment: Date): string => new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export const dayBefore = (on: string): string => new Date(Date.parse(`${on}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
