import { z } from 'zod';
import { refuse } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { gwpSetOf } from './factors.ts';
import { gwpSetField, lineFields } from './fuel-line.ts';
import { combustionFormula, combustionGPerG, combustionInputs, givenInInput, onlyLine, slipFrom } from './imo-combustion.ts';
import type { ImoFactors } from './imo-factors.ts';
import { gPerMj } from './step.ts';

const { fuel, wttGPerMj, lcvMjPerG, cfCO2GPerG, cfCH4GPerG, cfN2OGPerG, slipPct } = lineFields;
const line = z.strictObject({ fuel, wttGPerMj, lcvMjPerG, cfCO2GPerG, cfCH4GPerG, cfN2OGPerG, slipPct: slipPct.default(0) });

type Factor = Exclude<keyof z.output<typeof line>, 'fuel'>;

/**
 * Well-to-wake intensity of one fuel, gCO2eq/MJ, by the life-cycle guidelines of the IMO: WtT + TtW, both with the
 * factors of the line, whose `fuel` is a pathway code of the guidelines. No credit, no captured carbon, no fugitive loss.
 * Refuses FUEL_UNKNOWN for a code that the table does not have.
 */
export const imoLca = calculation({
  topic: 'imo.lca',
  summary: 'Well-to-wake intensity of one fuel by the IMO life-cycle guidelines',
  basis: 'MEPC.391(81) (before: MEPC.376(80)), Appendix 2; global warming potentials of IPCC AR5 (2.4)',
  input: z.strictObject({ lines: z.array(line).length(1), gwpSet: gwpSetField.optional() }),
  result: z.strictObject({ wtwGPerMj: z.number() }),
  reads: ['imo', 'fueleu'],
  compute({ lines, gwpSet }, { imo, fueleu }) {
    const { fuel: code, ...given } = onlyLine(lines);
    const from = whereItStands(code, given, imo);
    const gwp = gwpSetOf(fueleu, gwpSet ?? imo.lca.gwpSet);
    const ttw = combustionGPerG(given, gwp) / given.lcvMjPerG;
    const wtw = given.wttGPerMj + ttw;
    const lcv = { name: 'LCV', value: given.lcvMjPerG, unit: 'MJ/g', from: from('lcvMjPerG') };
    return {
      result: { wtwGPerMj: wtw },
      steps: [
        {
          label: 'imo.ttw',
          fuel: code,
          formula: `TtW = [${combustionFormula}] / LCV`,
          inputs: [...combustionInputs(given, gwp, from), lcv],
          value: ttw,
          unit: gPerMj,
          clause: imo.clauses.lcaTtw,
          interpretation: imo.lca.ttwInterpretation,
        },
        {
          label: 'imo.wtw',
          fuel: code,
          formula: 'WtW = WtT + TtW',
          inputs: [
            { name: 'WtT', value: given.wttGPerMj, unit: gPerMj, from: from('wttGPerMj') },
            { name: 'TtW', value: ttw, unit: gPerMj },
          ],
          value: wtw,
          unit: gPerMj,
          clause: imo.clauses.lca,
        },
      ],
    };
  },
});

/** A factor that equals the default of its pathway is the default; any other was brought by the caller. */
function whereItStands(code: string, given: Readonly<Record<Factor, number>>, imo: ImoFactors): (factor: Factor) => string {
  const pathway = imo.lca.pathways.find((one) => one.code === code);
  if (!pathway) {
    const known = imo.lca.pathways.map((one) => one.code).join(', ');
    return refuse('FUEL_UNKNOWN', { field: 'lines[0].fuel', values: { fuel: code, known }, clause: imo.clauses.lca });
  }
  const table = `${pathway.clause}, ${code} (${pathway.source}, ${pathway.status})`;
  return (factor) => {
    if (factor === 'slipPct') return slipFrom;
    return pathway[factor] === given[factor] ? table : givenInInput;
  };
}
