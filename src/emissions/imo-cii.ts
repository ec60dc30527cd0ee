import { z } from 'zod';
import { refuseAll, type Reason } from '../refusal.ts';
import { calculation, type Answer, type FactorSets } from './calculation.ts';
import { reading } from './fueleu-quantity.ts';
import { attainedSteps } from './imo-cii-attained.ts';
import { ciiInput, type CiiGiven, type CiiLine } from './imo-cii-input.ts';
import { boundaryResult, boundarySteps, chosenFactors, ratingLetter, ratingStep } from './imo-cii-rating.ts';
import type { RatingFactors } from './imo-cii-rating.ts';
import { isShipType, ratingFactorsOf, referenceLineOf, shipTypeOf, type ReferenceLine } from './imo-cii-tables.ts';
import { givenInInput } from './imo-combustion.ts';
import type { ImoFactors } from './imo-factors.ts';
import type { Step } from './step.ts';
import { intervalField, massLineScales, withInterval } from './uncertainty.ts';

const result = z.strictObject({
  co2G: z.number(),
  attainedCii: z.number(),
  requiredCii: z.number(),
  ...boundaryResult,
  rating: ratingLetter,
});
/** The rating is that of the stated masses: a letter has no interval. */
const intervalUnits = (capacityUnit: string) => ({ co2G: 'g', attainedCii: `g/(${capacityUnit}·nm)` });

interface Tables {
  readonly line: ReferenceLine;
  readonly reduction: ImoFactors['cii']['reductions'][number];
  readonly factors: RatingFactors;
}

/**
 * Attained and required carbon intensity of a ship's year with its rating, in g of CO2 per DWT or GT and nautical mile;
 * no correction factors (MEPC.355(78)). A fuel is an id of the Cf table, or a row of certified fuel, whose Cf by
 * MEPC.1/Circ.905 the caller brings; a fuel of the table with another Cf than the table's is marked, since a proof may
 * give it one. The reference line is given, or taken by type and size of the ship.
 * Refuses YEAR_UNCOVERED (no reduction factor), FUEL_UNKNOWN, and INPUT_UNFIT: both or neither of reference line and
 * ship, an unknown type, a unit or size that contradicts it, rating factors that are missing or do not rise.
 */
export const imoCii = calculation({
  topic: 'imo.cii',
  summary: 'Attained and required carbon intensity of a year, with its rating',
  basis: 'MEPC.352(78), MEPC.353(78), MEPC.338(76) as amended by MEPC.400(83), MEPC.354(78)',
  input: ciiInput,
  result: result.extend({ interval: intervalField(intervalUnits('DWT')) }),
  reads: ['imo', 'fueleu'],
  compute: (given, sets) =>
    withInterval(given.lines, massLineScales<CiiLine>(sets.fueleu), intervalUnits(given.capacityUnit), (lines) =>
      ciiOfYear({ ...given, lines }, sets),
    ),
});

/** Carbon intensity of a year and its rating, as `imo.cii` has them. */
export function ciiOfYear(given: CiiGiven, sets: FactorSets): Answer<z.output<typeof result>> {
  const { imo } = sets;
  const tables = tablesFor(given, sets);
  const unit = `g/(${given.capacityUnit}·nm)`;
  const [co2, attained] = attainedSteps(given, imo);
  const [reference, required] = requiredSteps(tables, given.capacityUnit, imo);
  const { values, steps } = boundarySteps(required.value, tables.factors, unit, imo);
  const { letter, step } = ratingStep(attained.value, values, unit, imo);
  return {
    result: { co2G: co2.value, attainedCii: attained.value, requiredCii: required.value, ...values, rating: letter },
    steps: [co2, attained, reference, required, ...steps, step],
  };
}

/** What the tables say of this ship and year, or every reason why they do not. */
function tablesFor(given: CiiGiven, { imo, fueleu }: FactorSets): Tables {
  const reasons: Reason[] = [];
  const known = [...imo.cf.map(({ id }) => id), ...fueleu.rows.filter(({ pathway }) => pathway !== 'fossil').map(({ id }) => id)];
  given.lines.forEach((line, place) => {
    if (known.includes(line.fuel)) return;
    const values = { fuel: line.fuel, known: known.join(', ') };
    reasons.push({ code: 'FUEL_UNKNOWN', field: `lines[${place}].fuel`, values, clause: imo.clauses.ciiCo2 });
  });
  const reduction = imo.cii.reductions.find(({ year }) => year === given.year);
  if (!reduction) {
    const values = { year: given.year, known: imo.cii.reductions.map(({ year }) => year).join(', ') };
    reasons.push({ code: 'YEAR_UNCOVERED', field: 'year', values, clause: imo.clauses.ciiReduction });
  }
  const line = kept(lineFor(given, imo), reasons);
  const of = given.ship ? { type: given.ship.type, field: 'ship.type' } : { type: given.shipType, field: 'shipType' };
  const size = given.ship?.sizeDwtOrGt ?? given.capacity;
  const factors = kept(
    chosenFactors(given.ratingFactors, () => ratingFactorsOf(of.type, size, imo, of.field), imo),
    reasons,
  );
  reasons.push(...contradictions(given, line, factors, imo));
  refuseAll(reasons);
  if (!reduction || !line || !factors) throw new RangeError('a table is missing without a reason');
  return { line, reduction, factors };
}

/** The value, or its reason among the others; the same field is not told twice. */
function kept<T extends object>(found: T | Reason, reasons: Reason[]): T | undefined {
  if (!('code' in found)) return found;
  if (!reasons.some(({ field }) => field === found.field)) reasons.push(found);
  return undefined;
}

function lineFor({ referenceLine, ship, capacity }: CiiGiven, imo: ImoFactors): ReferenceLine | Reason {
  if (ship && !referenceLine) return referenceLineOf(ship.type, ship.sizeDwtOrGt, imo);
  if (referenceLine && !ship) return { ...referenceLine, capacity };
  const values = { why: 'give exactly one of the reference line and the type and size of the ship' };
  return { code: 'INPUT_UNFIT', field: 'referenceLine', values, clause: imo.clauses.ciiReference };
}

function contradictions(
  given: CiiGiven,
  line: ReferenceLine | undefined,
  factors: RatingFactors | undefined,
  imo: ImoFactors,
): readonly Reason[] {
  const { ship } = given;
  const unfit = (field: string, why: string): Reason => ({ code: 'INPUT_UNFIT', field, values: { why }, clause: imo.clauses.ciiReference });
  const row = line?.row ?? factors?.row;
  const reasons: Reason[] = [];
  if (row && row.capacityUnit !== given.capacityUnit)
    reasons.push(unfit('capacityUnit', `the capacity of ${row.shipType} is counted in ${row.capacityUnit}`));
  if (ship && ship.sizeDwtOrGt !== given.capacity)
    reasons.push(unfit('ship.sizeDwtOrGt', 'transport work takes the own capacity of the ship; it must equal its size'));
  if (
    ship &&
    [given.shipType, ship.type].every((name) => isShipType(name, imo)) &&
    shipTypeOf(given.shipType, imo) !== shipTypeOf(ship.type, imo)
  )
    reasons.push(unfit('shipType', `it names another type than ship.type, ${ship.type}`));
  return reasons;
}

function requiredSteps({ line, reduction }: Tables, capacityUnit: string, imo: ImoFactors): [Step, Step] {
  const { row } = line;
  const unit = `g/(${capacityUnit}·nm)`;
  const from = row ? `${row.clause}, ${row.shipType} (${row.source}, ${row.status})` : givenInInput;
  const reference: Step = {
    label: 'cii.reference',
    formula: 'reference = a·capacity^(−c)',
    inputs: [
      { name: 'a', value: line.a, unit: '1', from },
      { name: 'capacity', value: line.capacity, unit: capacityUnit, ...(row?.fixedCapacity === undefined ? {} : { from }) },
      { name: 'c', value: line.c, unit: '1', from },
    ],
    value: line.a * line.capacity ** -line.c,
    unit,
    clause: imo.clauses.ciiReference,
    ...(row?.status === 'INTERPRETATION' ? reading(row.note) : {}),
  };
  const z = { name: 'Z', value: reduction.reductionPct, unit: '%', from: `${reduction.clause} (${reduction.source}, ${reduction.status})` };
  const required: Step = {
    label: 'cii.required',
    formula: 'required = (1 − Z/100)·reference',
    inputs: [z, { name: 'reference', value: reference.value, unit }],
    value: (1 - reduction.reductionPct / 100) * reference.value,
    unit,
    clause: reduction.clause,
  };
  return [reference, required];
}
