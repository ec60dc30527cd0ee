import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { refuseAll } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { quantity, reading } from './fueleu-quantity.ts';
import type { RedFactors } from './red-factors.ts';
import { rfnboElectricityInput, type ElectricityGiven, type Period } from './rfnbo-electricity-input.ts';
import { intensityInputs, isLowEmissionZone, isRenewableZone, temporalStep, withoutGridRules, zoneStep } from './rfnbo-grid.ts';
import { periodFaults } from './rfnbo-periods.ts';
import type { Step, StepInput } from './step.ts';

type Rules = RedFactors['rfnboElectricity'];

/**
 * Which part of the electricity of a renewable fuel of non-biological origin counts as fully renewable, kWh: matched month by
 * month, from 2030 hour by hour, or used at a low price, and only where every criterion of the evidence is met; all that is
 * used in a zone that is nearly all renewable. A green electricity certificate alone proves none of them. Refuses INPUT_UNFIT
 * (a month from 2030 on, periods that overlap or that no calendar has, priced hours that are not those of their period) and
 * FACTOR_MISSING (prices or a zone for a set without rules for them).
 */
export const rfnboElectricity = calculation({
  topic: 'red.rfnbo.electricity',
  summary: 'Which part of the electricity of an RFNBO counts as fully renewable',
  basis: 'Delegated Regulation (EU) 2023/1184',
  reads: ['red'],
  input: rfnboElectricityInput,
  result: z.strictObject({
    usedKWh: z.number(),
    matchedKWh: z.number().meta({ description: 'generated and used in the same period, beside what counts by the zone, kWh' }),
    temporalKWh: z.number().optional().meta({ description: 'matched, or used in hours of a low price, where prices are given, kWh' }),
    zoneKWh: z.number().optional().meta({ description: 'counts by the renewable share of the zone, where it is given, kWh' }),
    renewableKWh: z.number().meta({
      description: 'what counts as fully renewable: by the zone, and all that is matched, or nothing of it where a criterion fails',
    }),
    renewableSharePct: z.number(),
    criteria: z.array(
      z.strictObject({ criterion: z.enum(['agreement', 'additionality', 'geographic']), met: z.boolean(), clause: z.string() }),
    ),
  }),
  compute(given, { red }) {
    const { rfnboElectricity: rules } = red;
    const { periods, zone } = given;
    const byZone = isRenewableZone(zone, rules.grid);
    refuseAll([...withoutGridRules(given, red), ...periodFaults(periods, { rules, byZone })]);
    const criteria = criteriaOf(given, rules);
    const unmet = criteria.filter(({ met }) => !met).map(({ criterion }) => criterion);
    const usedKWh = sum(periods.map((one) => one.usedKWh));
    const counted = countedSteps(given, byZone, rules);
    const { matched, temporal, ofZone } = counted;
    const renewable = renewableStep(counted, unmet, given, rules);
    const share = shareStep(renewable.value, usedKWh, rules);
    return {
      result: {
        usedKWh,
        matchedKWh: matched.value,
        ...(temporal && { temporalKWh: temporal.value }),
        ...(ofZone && { zoneKWh: ofZone.value }),
        renewableKWh: renewable.value,
        renewableSharePct: share.value,
        criteria,
      },
      steps: [matched, ...(temporal ? [temporal] : []), ...(ofZone ? [ofZone] : []), renewable, share],
    };
  },
});

const kilowattHours = (name: string, value: number): StepInput => quantity(name, value, 'kWh');

interface Counted {
  readonly matched: Step;
  readonly temporal: Step | undefined;
  readonly ofZone: Step | undefined;
}

/** Electricity that is matched, with a low price where there are prices, and what counts by the zone where its share is told. */
function countedSteps({ periods, zone }: ElectricityGiven, byZone: (period: string) => boolean, { grid, clauses }: Rules): Counted {
  const outside = periods.filter(({ period }) => !byZone(period));
  const priced = outside.some(({ pricedHours }) => pricedHours !== undefined);
  const share = zone?.renewableSharePct;
  return {
    matched: matchedStep(outside, clauses.temporal),
    temporal: grid && priced ? temporalStep(outside, grid) : undefined,
    ofZone:
      grid && share !== undefined
        ? zoneStep(
            share,
            periods.filter(({ period }) => byZone(period)),
            grid,
          )
        : undefined,
  };
}

const matchedStep = (periods: readonly Period[], clause: string): Step => ({
  label: 'rfnbo.matched',
  formula: 'matched = Σ min(used, generated) of each period',
  inputs: periods.flatMap((one) => [
    kilowattHours(`used ${one.period}`, one.usedKWh),
    kilowattHours(`generated ${one.period}`, one.renewableKWh),
  ]),
  value: sum(periods.map((one) => Math.min(one.usedKWh, one.renewableKWh))),
  unit: 'kWh',
  clause,
});

function renewableStep({ matched, temporal, ofZone }: Counted, unmet: readonly string[], { zone }: ElectricityGiven, rules: Rules): Step {
  const [name, counts] = temporal ? (['temporal', temporal] as const) : (['matched', matched] as const);
  const met = unmet.length === 0;
  const { grid } = rules;
  const told = [
    rules.note,
    ...(zone?.intensityGPerMj === undefined ? [] : [grid?.lowEmissionZone.note]),
    ...(temporal || ofZone || zone?.intensityGPerMj !== undefined ? [] : [grid?.noteWithout]),
    grid?.note,
  ].filter((one) => one !== undefined);
  return {
    label: 'rfnbo.renewable',
    formula: `renewable = ${ofZone ? 'zone + ' : ''}${met ? name : `0 (not met: ${unmet.join(', ')})`}`,
    inputs: [...(ofZone ? [kilowattHours('zone', ofZone.value)] : []), kilowattHours(name, counts.value), ...intensityInputs(zone, grid)],
    value: (ofZone?.value ?? 0) + (met ? counts.value : 0),
    unit: 'kWh',
    clause: rules.regulation,
    ...reading(told.join(' ') || undefined),
  };
}

const shareStep = (renewableKWh: number, usedKWh: number, { clauses }: Rules): Step => ({
  label: 'rfnbo.share',
  formula: 'share = renewable / used·100',
  inputs: [kilowattHours('renewable', renewableKWh), kilowattHours('used', usedKWh)],
  value: usedKWh === 0 ? 0 : (100 * renewableKWh) / usedKWh,
  unit: '%',
  clause: clauses.temporal,
});

type Criterion = { readonly criterion: 'agreement' | 'additionality' | 'geographic'; readonly met: boolean; readonly clause: string };

/**
 * Additionality may be waived for early plants, until the end of the waiver for the latest of the periods, and is not asked in
 * a zone of low emissions.
 */
function criteriaOf(given: ElectricityGiven, rules: Rules): Criterion[] {
  const { plantStartedOn, renewableStartedOn, supported, agreementWithProducer, sameZone, originsCancelled, periods, zone } = given;
  const last = periods.map((one) => one.period).reduce((latest, name) => (name > latest ? name : latest));
  const waived = plantStartedOn < rules.waivedForPlantsBefore && last.slice(0, 10) <= rules.waivedUntil;
  const additional = monthsBetween(renewableStartedOn, plantStartedOn) <= rules.additionalityMonths && !supported;
  const { clauses, grid } = rules;
  return [
    { criterion: 'agreement', met: agreementWithProducer && originsCancelled, clause: clauses.agreement },
    { criterion: 'additionality', met: waived || additional || isLowEmissionZone(zone, grid), clause: clauses.additionality },
    { criterion: 'geographic', met: sameZone, clause: clauses.geographic },
  ];
}

/** Whole months from one day to another, begun ones counted; nothing where the first is the later one. */
function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return Math.max(0, toDay > fromDay ? months + 1 : months);
}
