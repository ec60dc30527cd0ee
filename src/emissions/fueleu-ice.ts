import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import type { Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import type { Factors } from './factors.ts';
import { gwpSetField, lineFields } from './fuel-line.ts';
import { beside, noWindFactor, withoutEnergy } from './fueleu-balance.ts';
import { iceEnergySteps } from './fueleu-ice-energy.ts';
import { limitOf, yearField, yearUncovered } from './fueleu-limit.ts';
import { countedFuels, fuelFields, refused, unfit } from './fueleu-line.ts';
import { quantity } from './fueleu-quantity.ts';
import { iceClasses } from './fueleu-rules.ts';
import { shipYear, type YearLine } from './fueleu-year.ts';
import { gPerMj, type Step } from './step.ts';

const lineSchema = z.strictObject({ ...fuelFields, massT: lineFields.massT, iceMassT: lineFields.iceMassT });
const distance = z.number().nonnegative();

const inputSchema = z.strictObject({
  year: yearField,
  iceClass: z.enum(iceClasses),
  distanceNm: distance.positive().meta({ description: 'distance in scope, nm' }),
  iceDistanceNm: distance.meta({ description: 'part of it in ice, nm' }),
  lines: z.array(lineSchema).min(1),
  ...beside,
  gwpSet: gwpSetField.optional(),
});

/**
 * The mass that counts after ice navigation and ice class, the balance with it, and the penalty without and with it (Annex V,
 * until its last day). The energy is taken off the fuel of the highest intensity first. Masses t, energy MJ. Refuses FUEL_UNKNOWN,
 * FACTOR_MISSING, YEAR_UNCOVERED, and INPUT_UNFIT for ice all year (the formula divides by what is left), more ice than there
 * is distance or mass, or fuel burnt in ice without a distance there.
 */
export const fueleuIce = calculation({
  topic: 'fueleu.ice',
  summary: 'Fuel mass adjusted for ice navigation and ice class',
  basis: 'Regulation (EU) 2023/1805 Annex V',
  reads: ['fueleu', 'red'],
  input: inputSchema,
  result: z.strictObject({
    additionalIceEnergyMj: z.number().meta({ description: 'energy due to ice, MJ' }),
    additionalClassEnergyMj: z.number().meta({ description: 'energy due to ice class, MJ' }),
    massAdjustedT: z.number().meta({ description: 'mass that is left, all lines together, t' }),
    energyMj: z.number().meta({ description: 'energy in scope that is left, MJ' }),
    ghgIntensityGPerMj: z.number().meta({ description: 'attained intensity with the adjustment, gCO2eq/MJ' }),
    balanceT: z.number().meta({ description: 'compliance balance with the adjustment, tCO2eq' }),
    penaltyBaseEur: z.number().meta({ description: 'penalty without the adjustment, EUR' }),
    penaltyAdjustedEur: z.number().meta({ description: 'penalty with it, EUR' }),
  }),
  compute: (input, { fueleu, red }) => {
    const { rules } = fueleu;
    const { windFactor, shorePowerMj } = input;
    const reasons = [...contradictionsOf(input), ...noWindFactor(windFactor, fueleu)];
    const fuels = countedFuels(input.lines, { fueleu, red }, input.gwpSet, reasons);
    const limit = limitOf(rules, input.year);
    if ('code' in limit) return refused([...reasons, limit]);
    if (`${input.year}-12-31` > rules.ice.validTo)
      reasons.push(yearUncovered(input.year, `until ${rules.ice.validTo}, when the adjustment for ice ends`, rules.ice.clause));
    if (reasons.length > 0) return refused(reasons);
    const lines = fuels.map(({ line, ...fuel }): YearLine => ({ ...fuel, massT: line.massT }));
    const yearOf = (of: readonly YearLine[]): ReturnType<typeof shipYear> =>
      shipYear({ year: input.year, limit, lines: of, windFactor, shorePowerMj }, fueleu);
    const base = yearOf(lines);
    if (!base) return refused([withoutEnergy]);
    // Ice is met at sea: what came from the shore has no part in it.
    const totalMj = base.energyMj - shorePowerMj;
    const inIceMj = sum(fuels.map(({ line, row }) => line.iceMassT * 1e6 * row.lcvMjPerG));
    if (!(totalMj - inIceMj > 0))
      return refused([unfit('lines', 'all fuel was burnt in ice, although part of the distance lies in open water')]);
    const energies = iceEnergySteps({ ...input, totalMj, inIceMj }, rules);
    const cut = takenOff(lines, energies.ice.value + energies.iceClass.value, fueleu);
    const adjusted = yearOf(cut.lines);
    if (!adjusted) return refused([withoutEnergy]);
    const massAdjustedT = sum(cut.lines.map(({ massT }) => massT));
    const left: Step = {
      label: 'fueleu.iceMass',
      formula: 'mass left = Σ mass',
      inputs: cut.lines.map(({ row, massT }, place) => quantity(`mass ${place + 1} ${row.id}`, massT, 't')),
      value: massAdjustedT,
      unit: 't',
      clause: rules.ice.clause,
    };
    return {
      result: {
        additionalIceEnergyMj: energies.ice.value,
        additionalClassEnergyMj: energies.iceClass.value,
        massAdjustedT,
        energyMj: adjusted.energyMj,
        ghgIntensityGPerMj: adjusted.ghgIntensityGPerMj,
        balanceT: adjusted.balanceT,
        penaltyBaseEur: base.penaltyEur,
        penaltyAdjustedEur: adjusted.penaltyEur,
      },
      steps: [
        ...fuels.flatMap(({ intensity }) => intensity.steps),
        ...base.steps,
        inIceStep(fuels, inIceMj, fueleu),
        ...energies.steps,
        ...cut.steps,
        left,
        ...adjusted.steps,
      ],
    };
  },
});

/** The lines after an energy was taken off them, from the highest intensity downwards; equal ones in the order given. */
function takenOff(lines: readonly YearLine[], energyMj: number, { rules }: Factors): { lines: YearLine[]; steps: Step[] } {
  const left = [...lines];
  const steps: Step[] = [];
  let open = energyMj;
  const dirtiestFirst = [...lines.entries()].sort(([, one], [, other]) => other.intensity.wtwGPerMj - one.intensity.wtwGPerMj);
  for (const [place, line] of dirtiestFirst) {
    const mjPerT = line.row.lcvMjPerG * 1e6;
    const takenMj = Math.min(open, line.massT * mjPerT);
    if (!(takenMj > 0)) continue;
    const massT = Math.max(0, line.massT - takenMj / mjPerT);
    steps.push({
      label: 'fueleu.iceTaken',
      fuel: line.row.id,
      formula: 'mass left = mass − min(energy to take off, mass·10⁶·LCV)/(10⁶·LCV)',
      inputs: [
        quantity('mass', line.massT, 't'),
        quantity('energy to take off', open, 'MJ'),
        quantity('LCV', line.row.lcvMjPerG, 'MJ/g'),
        quantity('WtW', line.intensity.wtwGPerMj, gPerMj),
      ],
      value: massT,
      unit: 't',
      clause: rules.ice.clause,
      interpretation: 'The company chooses the fuel that the energy is taken off; here it is that of the highest intensity.',
    });
    left[place] = { ...line, massT };
    open -= takenMj;
  }
  return { lines: left, steps };
}

function inIceStep(fuels: readonly (YearLineInIce & Pick<YearLine, 'row'>)[], value: number, { rules }: Factors): Step {
  return {
    label: 'fueleu.iceEnergy',
    formula: 'E_ice = Σ mass in ice·10⁶·LCV',
    inputs: fuels.flatMap(({ line, row }, place) => [
      quantity(`mass in ice ${place + 1} ${row.id}`, line.iceMassT, 't'),
      quantity(`LCV ${place + 1} ${row.id}`, row.lcvMjPerG, 'MJ/g'),
    ]),
    value,
    unit: 'MJ',
    clause: rules.ice.clause,
  };
}

interface YearLineInIce {
  readonly line: { readonly iceMassT: number };
}

function contradictionsOf({ distanceNm, iceDistanceNm, lines }: z.output<typeof inputSchema>): Reason[] {
  const burntInIce = lines.some(({ iceMassT }) => iceMassT > 0);
  return [
    ...(iceDistanceNm > distanceNm ? [unfit('iceDistanceNm', 'the distance in ice is a part of the distance')] : []),
    ...(iceDistanceNm === distanceNm
      ? [unfit('iceDistanceNm', 'all of the distance lies in ice: there is no open water to compare with')]
      : []),
    ...(iceDistanceNm === 0 && burntInIce ? [unfit('iceDistanceNm', 'fuel was burnt in ice, but no distance lies there')] : []),
    ...lines.flatMap(({ massT, iceMassT }, place) =>
      iceMassT > massT ? [unfit(`lines[${place}].iceMassT`, 'the mass burnt in ice is a part of the mass')] : [],
    ),
  ];
}
