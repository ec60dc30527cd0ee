import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import type { Factors } from './factors.ts';
import { lcvClause } from './fuel-intensity.ts';
import { gwpSetField, lineFields } from './fuel-line.ts';
import { countedFuel, fuelFields, refused, unfit, type CountedGiven, type CountingSets } from './fueleu-line.ts';
import { quantity, withTheLine } from './fueleu-quantity.ts';
import { scopeStep } from './fueleu-scope.ts';
import { gPerMj, type Step } from './step.ts';

const lineSchema = z.strictObject({
  ...fuelFields,
  massT: lineFields.massT,
  lcvMjPerG: lineFields.lcvMjPerG.optional(),
  wtwGPerMj: lineFields.wtwGPerMj.optional(),
});
type Line = z.output<typeof lineSchema>;

const legSchema = z.strictObject({
  energyGj: z.number().nonnegative().meta({ description: 'energy used, GJ' }),
  scopePct: z.number().min(0).max(100).meta({ description: 'share in scope, %' }),
});

interface Fuel {
  readonly fuel: string;
  readonly name: string;
  readonly lcvMjPerG: number;
  readonly wtwGPerMj: number;
  readonly energyGj: number;
  readonly steps: readonly Step[];
}

/**
 * Which of the fuels of a year fill its scope: from the lowest intensity upwards, each up to its energy, wherever it was
 * burnt; equal ones in the order given. Energy in GJ, as the tables of the trade have it. No reward factor. Refuses
 * FUEL_UNKNOWN, FACTOR_MISSING, and INPUT_UNFIT where nothing is in scope or the fuels have less energy than the scope.
 */
export const fueleuAllocation = calculation({
  topic: 'fueleu.allocation',
  summary: 'Which fuels fill the scope',
  basis: 'Regulation (EU) 2023/1805 Art. 2(1); free allocation as the European Sustainable Shipping Forum reads it (§2.5 and §2.6)',
  reads: ['fueleu', 'red'],
  input: z.strictObject({
    legs: z.array(legSchema).min(1).meta({ description: 'voyage legs and port calls' }),
    lines: z.array(lineSchema).min(1),
    gwpSet: gwpSetField.optional(),
  }),
  result: z.strictObject({
    scopeGj: z.number().meta({ description: 'energy in scope, GJ' }),
    allocations: z.array(
      z.strictObject({
        fuel: lineFields.fuel,
        energyGj: z.number().meta({ description: 'energy in scope, GJ' }),
        massT: z.number().meta({ description: 'mass in scope, t' }),
      }),
    ),
    ghgIntensityGPerMj: z.number().meta({ description: 'intensity of the allocated mix, gCO2eq/MJ' }),
  }),
  compute: ({ legs, lines, gwpSet }, sets) => {
    const { fueleu } = sets;
    const reasons: Reason[] = [];
    const fuels = lines.flatMap((line, place) => fuelOf(line, place, sets, gwpSet, reasons));
    const scope = scopeStep(legs, fueleu.rules);
    const scopeGj = scope.value;
    if (!(scopeGj > 0)) reasons.push(unfit('legs', 'none of the legs has energy in scope'));
    refuseAll(reasons);
    const short = scopeGj - sum(fuels.map(({ energyGj }) => energyGj));
    if (short > roundedTables * scopeGj) return refused([unfit('lines', `the fuels have ${short} GJ less than the scope`)]);
    const fillings = fill(fuels, scopeGj);
    const inOrder = [...fillings].sort((one, other) => one.place - other.place);
    const allocatedGj = sum(fillings.map(({ takenGj }) => takenGj));
    const ghgIntensityGPerMj = sum(fillings.map(({ takenGj, wtwGPerMj }) => takenGj * wtwGPerMj)) / allocatedGj;
    const allocations = inOrder.map(({ fuel, takenGj, lcvMjPerG }) => ({ fuel, energyGj: takenGj, massT: takenGj / (lcvMjPerG * 1e3) }));
    const intensity: Step = {
      label: 'fueleu.allocatedIntensity',
      formula: 'intensity = Σ allocated·WtW / Σ allocated',
      inputs: [
        ...inOrder.flatMap(({ name, takenGj, wtwGPerMj }) => [
          quantity(`allocated ${name}`, takenGj, 'GJ'),
          quantity(`WtW ${name}`, wtwGPerMj, gPerMj),
        ]),
      ],
      value: ghgIntensityGPerMj,
      unit: gPerMj,
      clause: fueleu.clauses.weighting,
    };
    const steps = [...fuels.flatMap((fuel) => fuel.steps), scope, ...fillings.map((one) => fillStep(one, fueleu)), intensity];
    return { result: { scopeGj, allocations, ghgIntensityGPerMj }, steps };
  },
});

/** By how much, as a part of the scope, the energy of the legs may exceed that of the fuels: tables print rounded GJ. */
const roundedTables = 1e-4;

function fuelOf(line: Line, place: number, sets: CountingSets, gwpSet: string | undefined, reasons: Reason[]): Fuel[] {
  const factors = sets.fueleu;
  const field = `lines[${place}]`;
  const name = `${place + 1} ${line.fuel}`;
  const row = factors.rows.find(({ id }) => id === line.fuel);
  const ownLcv = line.lcvMjPerG ?? row?.lcvMjPerG;
  if (line.wtwGPerMj !== undefined && ownLcv !== undefined) {
    const from = line.lcvMjPerG === undefined && row ? lcvClause(row, factors) : withTheLine;
    const energy = energyStep(name, line.massT, ownLcv, from, factors);
    return [{ fuel: line.fuel, name, lcvMjPerG: ownLcv, wtwGPerMj: line.wtwGPerMj, energyGj: energy.value, steps: [energy] }];
  }
  const found = countedFuel(line satisfies CountedGiven, sets, gwpSet, field);
  if (!('row' in found)) {
    reasons.push(...found);
    return [];
  }
  const { lcvMjPerG } = found.row;
  const energy = energyStep(
    name,
    line.massT,
    lcvMjPerG,
    line.lcvMjPerG === undefined ? lcvClause(found.row, factors) : withTheLine,
    factors,
  );
  const { wtwGPerMj, steps } = found.intensity;
  return [{ fuel: line.fuel, name, lcvMjPerG, wtwGPerMj, energyGj: energy.value, steps: [...steps, energy] }];
}

function energyStep(name: string, massT: number, lcvMjPerG: number, from: string, { clauses }: Factors): Step {
  return {
    label: 'fueleu.energyGj',
    fuel: name,
    formula: 'energy = mass·10³·LCV',
    inputs: [quantity('mass', massT, 't'), quantity('LCV', lcvMjPerG, 'MJ/g', from)],
    value: massT * 1e3 * lcvMjPerG,
    unit: 'GJ',
    clause: clauses.lcv,
  };
}

interface Filling extends Fuel {
  readonly place: number;
  readonly beforeGj: number;
  readonly takenGj: number;
}

/** What each fuel gives to the scope, the cleanest first. */
function fill(fuels: readonly Fuel[], scopeGj: number): Filling[] {
  const cleanestFirst = fuels.map((fuel, place) => ({ ...fuel, place })).sort((one, other) => one.wtwGPerMj - other.wtwGPerMj);
  let openGj = scopeGj;
  let beforeGj = 0;
  return cleanestFirst.map((fuel) => {
    const filling = { ...fuel, beforeGj, takenGj: Math.min(fuel.energyGj, openGj) };
    openGj -= filling.takenGj;
    beforeGj += filling.takenGj;
    return filling;
  });
}

function fillStep({ name, energyGj, wtwGPerMj, beforeGj, takenGj }: Filling, { rules }: Factors): Step {
  return {
    label: 'fueleu.allocated',
    fuel: name,
    formula: 'allocated = min(energy, scope − filled before)',
    inputs: [quantity('energy', energyGj, 'GJ'), quantity('WtW', wtwGPerMj, gPerMj), quantity('filled before', beforeGj, 'GJ')],
    value: takenGj,
    unit: 'GJ',
    clause: rules.scope.clause,
    interpretation: freely,
  };
}

const freely =
  'That the fuels of a year may be set against its scope from the cleanest upwards is how the working group reads the regulation.';
