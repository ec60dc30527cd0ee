import { sum } from '../measure/sum.ts';
import type { Reason } from '../refusal.ts';
import { unfit } from './fueleu-line.ts';
import type { RedFactors } from './red-factors.ts';
import type { Period } from './rfnbo-electricity-input.ts';

interface Ground {
  readonly rules: RedFactors['rfnboElectricity'];
  /** Whether a period needs no matching, because the zone is nearly all renewable. */
  readonly byZone: (period: string) => boolean;
}

/**
 * What does not fit in the periods, INPUT_UNFIT: a day that no calendar has, one given twice, an hour of a month that is
 * given, too, a month where electricity is matched by the hour, and the priced hours of a period that are not its own.
 */
export function periodFaults(periods: readonly Period[], { rules, byZone }: Ground): Reason[] {
  const first = firstPlaces(periods.map((one) => one.period));
  return periods.flatMap((one, place): Reason[] => {
    const name = one.period;
    const month = name.slice(0, 7);
    const whys = [
      ...(existsInCalendar(name) ? [] : [`there is no day ${name.slice(0, 10)}`]),
      ...(first.get(name) === place ? [] : [`${name} is given twice`]),
      ...(name !== month && first.has(month) ? [`${name} lies in ${month}, which is given, too`] : []),
      ...(name === month && `${name}-01` >= rules.hourlyFrom && !byZone(name)
        ? [`from ${rules.hourlyFrom} on electricity is matched by the hour`]
        : []),
    ];
    const field = `periods[${place}]`;
    return [...whys.map((why) => unfit(`${field}.period`, why, rules.clauses.temporal)), ...pricedFaults(one, field, rules)];
  });
}

function pricedFaults({ period, usedKWh, pricedHours = [] }: Period, field: string, { clauses }: Ground['rules']): Reason[] {
  const first = firstPlaces(pricedHours.map(({ hour }) => hour));
  const faults = pricedHours.flatMap(({ hour }, place): Reason[] => {
    const whys = [
      ...(existsInCalendar(hour) ? [] : [`there is no day ${hour.slice(0, 10)}`]),
      ...(hour.startsWith(period) ? [] : [`${hour} does not lie in ${period}`]),
      ...(first.get(hour) === place ? [] : [`${hour} is given twice`]),
    ];
    return whys.map((why) => unfit(`${field}.pricedHours[${place}].hour`, why, clauses.temporal));
  });
  const pricedKWh = sum(pricedHours.map((one) => one.usedKWh));
  // A sum of decimals may pass the whole by its rounding alone.
  if (pricedKWh <= usedKWh * (1 + 1e-12)) return faults;
  return [...faults, unfit(`${field}.pricedHours`, `its hours used ${pricedKWh} kWh, the period ${usedKWh} kWh`, clauses.temporal)];
}

const firstPlaces = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, place) => [name, place] as const).reverse());

/** A month is always there; of an hour its day may be missing, such as 31 February. */
function existsInCalendar(period: string): boolean {
  const [year = 0, month = 0, day = 1] = period.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
