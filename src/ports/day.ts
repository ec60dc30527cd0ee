import { z } from 'zod';

export const datePrecisions = ['day', 'month', 'year'] as const;
export type DatePrecision = (typeof datePrecisions)[number];

const text = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

/** A day that may be known to the month or to the year only: `2022-01-30`, `2022-10`, `2021`. */
export const looseDay = text
  .refine((value) => firstDayOf(value) !== undefined)
  .meta({ id: 'LooseDay', description: 'a day, a month or a year; a month and a year count from their first day', example: '2022-10' });

export interface FirstDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly precision: DatePrecision;
}

/** The day a loosely known date counts from, with what was known of it; undefined where the calendar has no such date. */
export function firstDayOf(value: string): FirstDay | undefined {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)) return undefined;
  const precision = value.length === 4 ? 'year' : value.length === 7 ? 'month' : 'day';
  const day = value + '-01-01'.slice(value.length - 4);
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? undefined : { day, precision };
}

/** Making a calendar of a place costs far more than reading a day from it. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known =
    calendars.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  calendars.set(timeZone, known);
  return known;
}

/** The calendar day of a moment at a place, such as `2026-03-02` in `Asia/Shanghai`. */
export function dayIn(timeZone: string, at: Date): string {
  const parts = calendarOf(timeZone).formatToParts(at);
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** A stretch of days, both ends included; `to` null where no end is known. */
export interface Period {
  readonly from: string;
  readonly to: string | null;
}

export const covers = ({ from, to }: Period, day: string): boolean => from <= day && (to === null || day <= to);
