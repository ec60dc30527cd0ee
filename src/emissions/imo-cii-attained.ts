import { sum } from '../measure/sum.ts';
import type { AttainedGiven, CiiLine } from './imo-cii-input.ts';
import { givenInInput } from './imo-combustion.ts';
import type { ImoFactors } from './imo-factors.ts';
import type { Step } from './step.ts';

/** Attained carbon intensity of a year, with the CO2 it comes from. */
export function attainedSteps({ lines, capacity, capacityUnit, distanceNm }: AttainedGiven, imo: ImoFactors): [Step, Step] {
  const co2 = co2Step(lines, imo);
  const attained: Step = {
    label: 'cii.attained',
    formula: 'attained = CO2/(capacity·distance)',
    inputs: [
      { name: 'CO2', value: co2.value, unit: 'g' },
      { name: 'capacity', value: capacity, unit: capacityUnit },
      { name: 'distance', value: distanceNm, unit: 'nm' },
    ],
    value: co2.value / (capacity * distanceNm),
    unit: `g/(${capacityUnit}·nm)`,
    clause: imo.clauses.ciiAttained,
  };
  return [co2, attained];
}

function co2Step(lines: readonly CiiLine[], imo: ImoFactors): Step {
  return {
    label: 'cii.co2',
    formula: 'CO2 = Σ mass·10⁶·Cf',
    inputs: lines.flatMap((line) => [
      { name: `mass ${line.fuel}`, value: line.massT, unit: 't' },
      { name: `Cf ${line.fuel}`, value: line.cfCO2GPerG, unit: 'g/g', from: cfFrom(line, imo) },
    ]),
    value: sum(lines.map((line) => line.massT * 1e6 * line.cfCO2GPerG)),
    unit: 'g',
    clause: imo.clauses.ciiCo2,
  };
}

function cfFrom(line: CiiLine, imo: ImoFactors): string {
  const row = imo.cf.find(({ id, cfCO2GPerG: cf }) => id === line.fuel && cf === line.cfCO2GPerG);
  return row ? `${row.clause}, ${row.id} (${row.source}, ${row.status})` : (line.from ?? givenInInput);
}
