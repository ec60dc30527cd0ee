import type { Reason } from '../refusal.ts';
import type { FactorSets } from './calculation.ts';
import type { FuelRow } from './factors.ts';
import { readings } from './fueleu-quantity.ts';
import { circ905Cf } from './imo-circ905.ts';
import { attainedSteps } from './imo-cii-attained.ts';
import { ciiOfYear } from './imo-cii.ts';
import type { ImoFactors } from './imo-factors.ts';
import { withBlends, type FuelWithCf } from './stem-worth-blend.ts';
import type { StemLine, StemWorthGiven } from './stem-worth-input.ts';
import type { Step } from './step.ts';
import { told } from './told.ts';

/** The fuel under its name in the Cf table of the IMO; FACTOR_MISSING where the table does not have it. */
function tableFuel(row: FuelRow, massT: number, imo: ImoFactors, field: string): FuelWithCf | Reason {
  const found = imo.cf.find(({ fuelEuFuels }) => fuelEuFuels.includes(row.fuel));
  if (found)
    return {
      line: { fuel: row.pathway === 'fossil' ? found.id : row.id, massT, cfCO2GPerG: found.cfCO2GPerG, from: fromTable(found) },
      steps: [],
    };
  return { code: 'FACTOR_MISSING', field, values: { fuel: row.id, pathway: row.pathway }, clause: imo.clauses.ciiCo2 };
}

const fromTable = ({ clause, id, source, status }: ImoFactors['cf'][number]): string => `${clause}, ${id} (${source}, ${status})`;

/**
 * A fuel of the stem with its Cf: biofuel by MEPC.1/Circ.905, in place of the baseline where it does not qualify; what the
 * line itself gives for a fuel under the rows of the RFNBO or one that the table does not have; else the table.
 */
function stemFuel(line: StemLine, row: FuelRow, fossilCfGPerG: number, imo: ImoFactors, field: string): FuelWithCf | Reason {
  const { fuel, massT } = line;
  if (row.pathway === 'bio') {
    const lcvMjPerG = line.lcvMjPerG ?? row.lcvMjPerG;
    const cf = circ905Cf({ fuel, certified: line.compliant === true, wtwGPerMj: line.eGPerMj, lcvMjPerG, fossilCfGPerG }, imo);
    return {
      line: { fuel, massT, cfCO2GPerG: cf.cfGPerG, from: cf.step.clause },
      steps: [{ ...cf.step, ...readings(byProof, cf.step.interpretation) }],
    };
  }
  const found = tableFuel(row, massT, imo, `${field}.cfCO2GPerG`);
  const own = row.pathway === 'rfnbo' || 'code' in found;
  return own && line.cfCO2GPerG !== undefined ? { line: { fuel, massT, cfCO2GPerG: line.cfCO2GPerG }, steps: [] } : found;
}

const byProof = 'E of the proof is taken as WtW; a biofuel that does not qualify has the Cf of the baseline, whose place it takes.';

type CiiOfYear = NonNullable<StemWorthGiven['cii']>;

export interface StemCii {
  readonly attainedCii: number;
  readonly requiredCii?: number;
  readonly rating?: 'A' | 'B' | 'C' | 'D' | 'E';
  readonly steps: readonly Step[];
}

/** Attained carbon intensity of the year with these fuels and the rest; with a ship type, required one and rating too. */
function ciiWith(fuels: readonly FuelWithCf[], year: number, { rest, shipType, ...ship }: CiiOfYear, sets: FactorSets): StemCii {
  const lines = [...fuels.map(({ line }) => line), ...rest];
  const before = fuels.flatMap(({ steps }) => steps);
  if (shipType === undefined) {
    const steps = attainedSteps({ ...ship, lines }, sets.imo);
    return { attainedCii: steps[1].value, steps: [...before, ...steps.map((step) => named(step, sets))] };
  }
  const byTable = ship.referenceLine === undefined ? { ship: { type: shipType, sizeDwtOrGt: ship.capacity } } : {};
  const { result, steps } = ciiOfYear({ ...ship, ...byTable, year, shipType, lines }, sets);
  const { attainedCii, requiredCii, rating } = result;
  return { attainedCii, requiredCii, rating, steps: [...before, ...steps.map((step) => named(step, sets))] };
}

/** The sum of CO2 says that the names of the fuels were matched. */
const named = (step: Step, { imo }: FactorSets): Step =>
  step.label === 'cii.co2' ? { ...step, ...readings(imo.cfInterpretation, step.interpretation) } : step;

/** The carbon intensity of the year with the stem and with the baseline. */
export function ciiOfBoth(
  given: StemWorthGiven,
  cii: CiiOfYear,
  baselineMassT: number,
  sets: FactorSets,
  reasons: Reason[],
): [StemCii, StemCii] | undefined {
  const { fueleu, imo } = sets;
  const rowOf = (fuel: string) => fueleu.rows.find(({ id }) => id === fuel);
  const row = rowOf(given.baseline.fuel);
  const fossil = row && kept(tableFuel(row, baselineMassT, imo, 'baseline.fuel'), reasons);
  if (!fossil) return undefined;
  const stem = given.lines.flatMap((line, place) => {
    const row = rowOf(line.fuel);
    const fuel = row && kept(stemFuel(line, row, fossil.line.cfCO2GPerG, imo, `lines[${place}]`), reasons);
    return fuel ? [{ line, row, fuel }] : [];
  });
  if (stem.length < given.lines.length) return undefined;
  const fuels = withBlends(stem, sets);
  const fieldOf = (field: string): string => {
    if (field === 'year') return field;
    const place = Number(/^lines\[(\d+)\]/.exec(field)?.[1] ?? -1);
    if (place >= fuels.length) return field.replace(`lines[${place}]`, `cii.rest[${place - fuels.length}]`);
    return place >= 0 ? field : `cii.${field.replace('ship.type', 'shipType')}`;
  };
  const { year } = given;
  return told(() => [ciiWith(fuels, year, cii, sets), ciiWith([fossil], year, cii, sets)], fieldOf, reasons);
}

function kept(found: FuelWithCf | Reason, reasons: Reason[]): FuelWithCf | undefined {
  if (!('code' in found)) return found;
  reasons.push(found);
  return undefined;
}
