import { sum } from '../measure/sum.ts';
import type { Reason } from '../refusal.ts';
import { quantity, reading } from './fueleu-quantity.ts';
import type { RedFactors } from './red-factors.ts';
import type { ElectricityGiven, Period } from './rfnbo-electricity-input.ts';
import { gPerMj, type Step, type StepInput } from './step.ts';

type Rules = RedFactors['rfnboElectricity'];
export type Grid = NonNullable<Rules['grid']>;
type Zone = ElectricityGiven['zone'];

/** A set from before the ways of the grid has no rule for what is given of prices or of the zone: FACTOR_MISSING. */
export function withoutGridRules({ zone, periods }: ElectricityGiven, { set, rfnboElectricity: { grid } }: RedFactors): Reason[] {
  if (grid) return [];
  const fields = [
    ...(zone ? ['zone'] : []),
    ...periods.flatMap((one, place) => (one.pricedHours ? [`periods[${place}].pricedHours`] : [])),
  ];
  return fields.map((field) => ({ code: 'FACTOR_MISSING', field, values: { factorSet: set } }));
}

/** Whether a period lies in the year of a share above the limit or in the years for which it goes on holding. */
export function isRenewableZone(zone: Zone, grid: Grid | undefined): (period: string) => boolean {
  if (!grid || zone?.renewableSharePct === undefined) return () => false;
  const { abovePct, years } = grid.renewableZone;
  const above = zone.renewableSharePct > abovePct;
  const { year } = zone;
  return (period) => above && Number(period.slice(0, 4)) >= year && Number(period.slice(0, 4)) <= year + years;
}

/** Whether the electricity of the zone is of such low emissions that the generation need not be additional. */
export const isLowEmissionZone = (zone: Zone, grid: Grid | undefined): boolean =>
  grid !== undefined && zone?.intensityGPerMj !== undefined && zone.intensityGPerMj < grid.lowEmissionZone.belowGPerMj;

/** What was used in hours of a low price, kWh: at most the limit, or below its share of the price of an allowance. */
export function lowPriceKWh({ pricedHours = [] }: Period, { lowPrice }: Grid): number {
  const low = pricedHours.filter(({ dayAheadEurPerMwh: price, allowanceEurPerT: allowance }) => {
    return price <= lowPrice.maxEurPerMwh || (allowance !== undefined && price < lowPrice.belowShareOfAllowance * allowance);
  });
  return sum(low.map(({ usedKWh }) => usedKWh));
}

const kilowattHours = (name: string, value: number): StepInput => quantity(name, value, 'kWh');

/** Electricity that is matched in time: generated in the period or used at a low price, and never more than was used, kWh. */
export function temporalStep(periods: readonly Period[], grid: Grid): Step {
  const { maxEurPerMwh, belowShareOfAllowance, clause, note } = grid.lowPrice;
  const low = periods.map((one) => lowPriceKWh(one, grid));
  const at = (place: number): number => low[place] ?? 0;
  const value = sum(periods.map(({ usedKWh, renewableKWh }, place) => Math.min(usedKWh, at(place) + renewableKWh)));
  const beyond = value > sum(periods.map(({ renewableKWh }) => renewableKWh));
  return {
    label: 'rfnbo.temporal',
    formula: 'temporal = Σ min(used, low price + generated) of each period',
    inputs: [
      quantity('low price at most', maxEurPerMwh, 'EUR/MWh', clause),
      quantity('or below this share of the allowance price', belowShareOfAllowance, 't/MWh', clause),
      ...periods.flatMap(({ period, usedKWh, renewableKWh }, place) => [
        kilowattHours(`used ${period}`, usedKWh),
        kilowattHours(`low price ${period}`, at(place)),
        kilowattHours(`generated ${period}`, renewableKWh),
      ]),
    ],
    value,
    unit: 'kWh',
    clause,
    ...reading([note, ...(beyond ? [moreThanGenerated] : [])].join(' ')),
  };
}

const moreThanGenerated =
  'More counts than was generated under the agreement in these periods; which quantity the agreement must cover was not read.';

/** What was used in periods for which the zone is nearly all renewable, kWh; it needs neither agreement nor matching. */
export function zoneStep(renewableSharePct: number, periods: readonly Period[], grid: Grid): Step {
  const { abovePct, clause, note } = grid.renewableZone;
  return {
    label: 'rfnbo.zone',
    formula: `zone = Σ used of each period while more than ${abovePct} % of the zone is renewable`,
    inputs: [
      quantity('renewable share of the zone', renewableSharePct, '%', 'given in the input'),
      quantity('limit', abovePct, '%', clause),
      ...periods.map(({ period, usedKWh }) => kilowattHours(`used ${period}`, usedKWh)),
    ],
    value: sum(periods.map(({ usedKWh }) => usedKWh)),
    unit: 'kWh',
    clause,
    ...reading(note),
  };
}

/** The intensity of the zone beside its limit, where it is given. */
export function intensityInputs(zone: Zone, grid: Grid | undefined): StepInput[] {
  if (!grid || zone?.intensityGPerMj === undefined) return [];
  const { belowGPerMj, clause } = grid.lowEmissionZone;
  return [
    quantity('intensity of the zone', zone.intensityGPerMj, gPerMj, 'given in the input'),
    quantity('no additionality below', belowGPerMj, gPerMj, clause),
  ];
}
