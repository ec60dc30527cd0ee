import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { reading } from './fueleu-quantity.ts';
import type { RedFactors } from './red-factors.ts';
import type { Step } from './step.ts';

const kWh = z.number().nonnegative();
const periodOf = /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]))?$/;

const period = z.strictObject({
  period: z
    .string()
    .regex(periodOf)
    .meta({ description: 'a calendar month (2026-03) or an hour (2026-03-01T13), local time of the plant' }),
  usedKWh: kWh.meta({ description: 'electricity that the plant used, kWh' }),
  renewableKWh: kWh.meta({ description: 'generation under the agreement in the same period, kWh' }),
});

const evidence = z.strictObject({
  plantStartedOn: z.iso.date().meta({ description: 'the fuel installation in operation since' }),
  renewableStartedOn: z.iso.date().meta({ description: 'the generating installation in operation since' }),
  supported: z.boolean().meta({ description: 'the generating installation had operating or investment aid' }),
  agreementWithProducer: z
    .boolean()
    .meta({ description: 'a power purchase agreement with who generates; one with a supplier alone does not do' }),
  sameZone: z.boolean().meta({ description: 'same bidding zone, or outside the Union what stands for it' }),
  originsCancelled: z.boolean().meta({ description: 'guarantees of origin for the same electricity are cancelled' }),
});

type Rules = RedFactors['rfnboElectricity'];
type Evidence = z.output<typeof evidence>;
type Period = z.output<typeof period>;

/**
 * Which part of the electricity of a renewable fuel of non-biological origin counts as fully renewable, kWh: matched month by
 * month, from 2030 hour by hour, and only where every criterion of the evidence is met. A green electricity certificate alone
 * proves none of them. Refuses INPUT_UNFIT for months from 2030 on and for a period that is given twice.
 */
export const rfnboElectricity = calculation({
  topic: 'red.rfnbo.electricity',
  summary: 'Which part of the electricity of an RFNBO counts as fully renewable',
  basis: 'Delegated Regulation (EU) 2023/1184',
  reads: ['red'],
  input: evidence.extend({ periods: z.array(period).min(1).max(10_000) }),
  result: z.strictObject({
    usedKWh: z.number(),
    matchedKWh: z.number().meta({ description: 'generated and used in the same period, kWh' }),
    renewableKWh: z
      .number()
      .meta({ description: 'what counts as fully renewable: all that is matched, or nothing where a criterion fails' }),
    renewableSharePct: z.number(),
    criteria: z.array(
      z.strictObject({ criterion: z.enum(['agreement', 'additionality', 'geographic']), met: z.boolean(), clause: z.string() }),
    ),
  }),
  compute({ periods, ...given }, { red: { rfnboElectricity: rules } }) {
    refuseAll(periodFaults(periods, rules));
    const criteria = criteriaOf(given, periods, rules);
    const usedKWh = sum(periods.map((one) => one.usedKWh));
    const matchedKWh = sum(periods.map((one) => Math.min(one.usedKWh, one.renewableKWh)));
    const unmet = criteria.filter(({ met }) => !met).map(({ criterion }) => criterion);
    const renewableKWh = unmet.length === 0 ? matchedKWh : 0;
    const renewableSharePct = usedKWh === 0 ? 0 : (100 * renewableKWh) / usedKWh;
    const kilowattHours = (name: string, value: number) => ({ name, value, unit: 'kWh' });
    const clause = rules.clauses.temporal;
    const steps: Step[] = [
      {
        label: 'rfnbo.matched',
        formula: 'matched = Σ min(used, generated) of each period',
        inputs: periods.flatMap((one) => [
          kilowattHours(`used ${one.period}`, one.usedKWh),
          kilowattHours(`generated ${one.period}`, one.renewableKWh),
        ]),
        value: matchedKWh,
        unit: 'kWh',
        clause,
      },
      {
        label: 'rfnbo.renewable',
        formula: unmet.length === 0 ? 'renewable = matched' : `renewable = 0 (not met: ${unmet.join(', ')})`,
        inputs: [kilowattHours('matched', matchedKWh)],
        value: renewableKWh,
        unit: 'kWh',
        clause: rules.regulation,
        ...reading(rules.note),
      },
      {
        label: 'rfnbo.share',
        formula: 'share = renewable / used·100',
        inputs: [kilowattHours('renewable', renewableKWh), kilowattHours('used', usedKWh)],
        value: renewableSharePct,
        unit: '%',
        clause,
      },
    ];
    return { result: { usedKWh, matchedKWh, renewableKWh, renewableSharePct, criteria }, steps };
  },
});

type Criterion = { readonly criterion: 'agreement' | 'additionality' | 'geographic'; readonly met: boolean; readonly clause: string };

function periodFaults(periods: readonly Period[], { hourlyFrom, clauses }: Rules): Reason[] {
  return periods.flatMap(({ period: name }, place): Reason[] => {
    const about = { field: `periods[${place}].period`, clause: clauses.temporal };
    const twice = periods.findIndex((other) => other.period === name) < place;
    const tooLong = !name.includes('T') && `${name}-01` >= hourlyFrom;
    return [
      ...(twice ? [{ code: 'INPUT_UNFIT' as const, ...about, values: { why: `${name} is given twice` } }] : []),
      ...(tooLong
        ? [{ code: 'INPUT_UNFIT' as const, ...about, values: { why: `from ${hourlyFrom} on electricity is matched by the hour` } }]
        : []),
    ];
  });
}

/** Additionality may be waived for early plants, until the end of the waiver for the latest of the periods. */
function criteriaOf(given: Evidence, periods: readonly Period[], rules: Rules): Criterion[] {
  const { plantStartedOn, renewableStartedOn, supported, agreementWithProducer, sameZone, originsCancelled } = given;
  const last = periods.map((one) => one.period).reduce((latest, name) => (name > latest ? name : latest));
  const waived = plantStartedOn < rules.waivedForPlantsBefore && last.slice(0, 10) <= rules.waivedUntil;
  const additional = monthsBetween(renewableStartedOn, plantStartedOn) <= rules.additionalityMonths && !supported;
  const { clauses } = rules;
  return [
    { criterion: 'agreement', met: agreementWithProducer && originsCancelled, clause: clauses.agreement },
    { criterion: 'additionality', met: waived || additional, clause: clauses.additionality },
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
