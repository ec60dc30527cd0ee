import { totaliserGapTenthsKg } from '../measure/totaliser.ts';

/** What one ticket says of a meter's non-resettable totaliser: from one reading to the next, between two moments. */
export interface TotaliserSpan {
  readonly meter: string;
  readonly openT: string;
  readonly closeT: string;
  /** ISO 8601, universal time. */
  readonly from: string;
  readonly to: string;
  readonly ticket: string;
  readonly delivery: string;
}

/** Where a totaliser did not go on from where it stopped. */
export interface TotaliserGap {
  readonly meter: string;
  readonly closeT: string;
  readonly closedBy: string;
  readonly openT: string;
  readonly openedBy: string;
  /** Tenths of a kilogram; below zero where the later reading is the lower one. */
  readonly gapTenthsKg: number;
}

/**
 * The gaps that fresh readings show among those already known of one meter, in the order of time and not of arrival: a late
 * entry is held against the reading before it and the one after it, two tickets of one delivery against each other. What
 * lies between two known readings was told when the later of them came.
 */
export function gapsOf(known: readonly TotaliserSpan[], fresh: readonly TotaliserSpan[], toleranceKg: number): readonly TotaliserGap[] {
  const isFresh = new Set(fresh);
  const all = [...known, ...fresh].sort(byTime);
  return all.flatMap((later, place): TotaliserGap[] => {
    const earlier = all[place - 1];
    if (!earlier || (!isFresh.has(earlier) && !isFresh.has(later))) return [];
    const gapTenthsKg = totaliserGapTenthsKg(earlier.closeT, later.openT);
    if (Math.abs(gapTenthsKg) <= toleranceKg * 10) return [];
    const { meter, openT, ticket: openedBy } = later;
    return [{ meter, closeT: earlier.closeT, closedBy: earlier.ticket, openT, openedBy, gapTenthsKg }];
  });
}

const byTime = (a: TotaliserSpan, b: TotaliserSpan): number =>
  Date.parse(a.from) - Date.parse(b.from) || Date.parse(a.to) - Date.parse(b.to) || (a.openT < b.openT ? -1 : 1);
