import { sum } from '../measure/sum.ts';
import { readAs } from './fueleu-quantity.ts';
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
  const step: Step = {
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
  return readAs(step, otherCf(lines, imo));
}

/** Says which fuels of the table are counted with another Cf than the table's; undefined where there are none. */
function otherCf(lines: readonly CiiLine[], imo: ImoFactors): string | undefined {
  const other = lines.filter(
    ({ fuel, cfCO2GPerG, from }) => from === undefined && imo.cf.some((row) => row.id === fuel && row.cfCO2GPerG !== cfCO2GPerG),
  );
  if (other.length === 0) return undefined;
  const names = [...new Set(other.map(({ fuel }) => fuel))].join(', ');
  return `Counted with another Cf than that of the table, by MEPC.1/Circ.905 or another proof, as given: ${names}.`;
}

function cfFrom(line: CiiLine, imo: ImoFactors): string {
  const row = imo.cf.find(({ id, cfCO2GPerG: cf }) => id === line.fuel && cf === line.cfCO2GPerG);
  return row ? `${row.clause}, ${row.id} (${row.source}, ${row.status})` : (line.from ?? givenInInput);
}
