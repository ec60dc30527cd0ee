import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import { calculation, type Answer, type FactorSets } from './calculation.ts';
import { shipEmissions, uncertainEtsLine, type EtsLine, type ShipEmissions } from './ets-emissions.ts';
import type { EtsFactors, Gas, PhaseIn } from './ets-factors.ts';
import { gwpSetField } from './fuel-line.ts';
import type { Step, StepInput } from './step.ts';
import { massLineScales, openIntervalField, withInterval } from './uncertainty.ts';

const input = z.strictObject({
  years: z.array(z.int().min(2000).max(2100)).min(1).meta({ description: 'years in which the emissions are looked at' }),
  scopePct: z.number().min(0).max(100).meta({ description: '100 within the EEA and in port, 50 to and from third countries, %' }),
  lines: z.array(uncertainEtsLine).min(1).meta({ description: 'fuels of one year' }),
  gwpSet: gwpSetField.optional(),
  priceEurPerAllowance: z
    .number()
    .nonnegative()
    .optional()
    .meta({ description: 'price of an allowance, EUR; with it each year has its cost' }),
});

const result = z.strictObject({
  years: z.array(z.strictObject({ year: z.int(), surrenderT: z.number(), costEur: z.number().optional() })),
  interval: openIntervalField,
});

/**
 * Allowances to surrender for the same emissions in each of the years (tCO2eq, one allowance for a tonne, not rounded),
 * by scope and phase-in, and their cost where a price is given. CO2 alone until 2025, CH4 and N2O from 2026.
 * Refuses YEAR_UNCOVERED before the system counts ships, and as `shipEmissions` does.
 */
export const etsSurrender = calculation({
  topic: 'ets.surrender',
  summary: 'Allowances to surrender by year, with phase-in, gases and scope',
  basis: 'Directive 2003/87/EC Art. 3ga (scope) and 3gb (phase-in)',
  input,
  result,
  reads: ['ets', 'fueleu'],
  compute: (given, sets) => {
    const units = given.years.flatMap((_, place) => [
      [`years.${place}.surrenderT`, 'tCO2eq'],
      [`years.${place}.costEur`, 'EUR'],
    ]);
    return withInterval(given.lines, massLineScales(sets.fueleu), Object.fromEntries(units) as Readonly<Record<string, string>>, (lines) =>
      allowancesOf({ ...given, lines }, sets),
    );
  },
});

type AllowancesGiven = Omit<z.output<typeof input>, 'lines'> & { readonly lines: readonly EtsLine[] };

/** The allowances of each year, as `ets.surrender` has them. */
export function allowancesOf(
  { years, scopePct, lines, gwpSet, priceEurPerAllowance }: AllowancesGiven,
  sets: FactorSets,
): Answer<z.output<typeof result>> {
  const { ets } = sets;
  const reasons: Reason[] = [];
  const phases = years.flatMap((year, place) => {
    const phase = ets.phaseIn.findLast(({ fromYear }) => fromYear <= year);
    if (phase) return [{ year, phase }];
    const values = { year, known: `${ets.phaseIn[0]?.fromYear} and later` };
    reasons.push({ code: 'YEAR_UNCOVERED', field: `years[${place}]`, values, clause: ets.clauses.phaseIn });
    return [];
  });
  refuseAll(reasons);
  const emissions = shipEmissions(lines, sets, gwpSet);
  const perYear = phases.map(({ year, phase }) => {
    const surrender = surrenderStep(year, phase, scopePct, emissions, ets);
    return {
      year,
      surrender,
      cost: priceEurPerAllowance === undefined ? undefined : costStep(year, surrender.value, priceEurPerAllowance, ets),
    };
  });
  return {
    result: {
      years: perYear.map(({ year, surrender, cost }) => ({
        year,
        surrenderT: surrender.value,
        ...(cost ? { costEur: cost.value } : {}),
      })),
    },
    steps: [...emissions.steps, ...perYear.flatMap(({ surrender, cost }) => (cost ? [surrender, cost] : [surrender]))],
  };
}

function surrenderStep(year: number, phase: PhaseIn, scopePct: number, emissions: ShipEmissions, ets: EtsFactors): Step {
  const { gwp } = emissions;
  const gases: Readonly<Record<Gas, { tonnes: number; gwp: number }>> = {
    CO2: { tonnes: emissions.co2T, gwp: gwp.co2 },
    CH4: { tonnes: emissions.ch4T, gwp: gwp.ch4 },
    N2O: { tonnes: emissions.n2oT, gwp: gwp.n2o },
  };
  const counted = phase.gases.map((gas) => ({ gas, ...gases[gas] }));
  const from = `${phase.clause} (${phase.source}, ${phase.status})`;
  const inputs: StepInput[] = [
    ...counted.flatMap((one) => [
      { name: one.gas, value: one.tonnes, unit: 't' },
      { name: `GWP_${one.gas}`, value: one.gwp, unit: 'g/g', from: gwp.clause },
    ]),
    { name: 'scope', value: scopePct, unit: '%' },
    { name: 'phase-in', value: phase.sharePct, unit: '%', from },
  ];
  const emitted = sum(counted.map((one) => one.tonnes * one.gwp));
  return {
    label: 'ets.surrender',
    formula: `${year}: allowances = (${counted.map(({ gas }) => `${gas}·GWP_${gas}`).join(' + ')})·scope/100·phase-in/100`,
    inputs,
    value: (emitted * scopePct * phase.sharePct) / 1e4,
    unit: 'tCO2eq',
    clause: `${ets.clauses.scope}; ${ets.clauses.phaseIn}`,
  };
}

function costStep(year: number, surrenderT: number, priceEur: number, ets: EtsFactors): Step {
  return {
    label: 'ets.cost',
    formula: `${year}: cost = allowances·price`,
    inputs: [
      { name: 'allowances', value: surrenderT, unit: 'tCO2eq' },
      { name: 'price', value: priceEur, unit: 'EUR/tCO2eq', from: 'given in the input' },
    ],
    value: surrenderT * priceEur,
    unit: 'EUR',
    clause: ets.clauses.phaseIn,
  };
}
