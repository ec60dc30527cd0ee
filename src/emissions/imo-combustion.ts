import type { GwpSet } from './factors.ts';
import type { StepInput } from './step.ts';

/** What a gram of fuel becomes in an engine: gases in g/g of the fuel burnt, methane slip in per cent of the fuel. */
export interface Combustion {
  readonly cfCO2GPerG: number;
  readonly cfCH4GPerG: number;
  readonly cfN2OGPerG: number;
  readonly slipPct: number;
}

export const combustionFormula = '(1 − slip/100)·(CfCO2·GWP_CO2 + CfCH4·GWP_CH4 + CfN2O·GWP_N2O) + slip/100·GWP_CH4';

/** Emissions of a gram of fuel, gCO2eq/g: the slipped part is methane and is not burnt. */
export function combustionGPerG({ cfCO2GPerG, cfCH4GPerG, cfN2OGPerG, slipPct }: Combustion, gwp: GwpSet): number {
  const slip = slipPct / 100;
  return (1 - slip) * (cfCO2GPerG * gwp.co2 + cfCH4GPerG * gwp.ch4 + cfN2OGPerG * gwp.n2o) + slip * gwp.ch4;
}

/** The inputs of `combustionFormula`; `from` says for each factor where it stands. */
export function combustionInputs(burnt: Combustion, gwp: GwpSet, from: (factor: keyof Combustion) => string): StepInput[] {
  return [
    { name: 'slip', value: burnt.slipPct, unit: '%', from: from('slipPct') },
    { name: 'CfCO2', value: burnt.cfCO2GPerG, unit: 'g/g', from: from('cfCO2GPerG') },
    { name: 'CfCH4', value: burnt.cfCH4GPerG, unit: 'g/g', from: from('cfCH4GPerG') },
    { name: 'CfN2O', value: burnt.cfN2OGPerG, unit: 'g/g', from: from('cfN2OGPerG') },
    { name: 'GWP_CO2', value: gwp.co2, unit: 'g/g', from: gwp.clause },
    { name: 'GWP_CH4', value: gwp.ch4, unit: 'g/g', from: gwp.clause },
    { name: 'GWP_N2O', value: gwp.n2o, unit: 'g/g', from: gwp.clause },
  ];
}

/** Where a factor stands that the caller brought. */
export const givenInInput = 'given in the input';
export const slipFrom = 'given in the input, 0 where it is not';

/** The one line of a list that the schema holds to one. */
export function onlyLine<Line>(lines: readonly Line[]): Line {
  const [line] = lines;
  if (line === undefined || lines.length > 1) throw new RangeError(`exactly one line was asked for, not ${lines.length}`);
  return line;
}
