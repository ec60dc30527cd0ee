import { z } from 'zod';
import { calculation } from './calculation.ts';
import { gwpSetOf } from './factors.ts';
import { gwpSetField } from './fuel-line.ts';
import { readings } from './fueleu-quantity.ts';
import { combustionFormula, combustionGPerG, combustionInputs, onlyLine } from './imo-combustion.ts';
import { lcaLine, lineBurnt } from './imo-lca-line.ts';
import { gPerMj } from './step.ts';

/**
 * Well-to-wake intensity of one fuel, gCO2eq/MJ, by the life-cycle guidelines of the IMO: WtT + TtW, both with the
 * factors of the line, whose `fuel` is a pathway code of the guidelines. Methane slip in per cent of the fuel is given or
 * taken by the consumer; else it is none. No credit, no captured carbon, no fugitive loss. Refuses FUEL_UNKNOWN for a code
 * that the table does not have, INPUT_UNFIT for a consumer that does not fit the line.
 */
export const imoLca = calculation({
  topic: 'imo.lca',
  summary: 'Well-to-wake intensity of one fuel by the IMO life-cycle guidelines',
  basis: 'MEPC.391(81) (before: MEPC.376(80)), Appendix 2; global warming potentials of IPCC AR5 (2.4)',
  input: z.strictObject({ lines: z.array(lcaLine).length(1), gwpSet: gwpSetField.optional() }),
  result: z.strictObject({ wtwGPerMj: z.number() }),
  reads: ['imo', 'fueleu'],
  compute({ lines, gwpSet }, { imo, fueleu }) {
    const given = onlyLine(lines);
    const { fuel: code } = given;
    const { burnt, from, reading } = lineBurnt(given, imo);
    const gwp = gwpSetOf(fueleu, gwpSet ?? imo.lca.gwpSet);
    const ttw = combustionGPerG(burnt, gwp) / given.lcvMjPerG;
    const wtw = given.wttGPerMj + ttw;
    const lcv = { name: 'LCV', value: given.lcvMjPerG, unit: 'MJ/g', from: from('lcvMjPerG') };
    return {
      result: { wtwGPerMj: wtw },
      steps: [
        {
          label: 'imo.ttw',
          fuel: code,
          formula: `TtW = [${combustionFormula}] / LCV`,
          inputs: [...combustionInputs(burnt, gwp, from), lcv],
          value: ttw,
          unit: gPerMj,
          clause: imo.clauses.lcaTtw,
          ...readings(imo.lca.ttwInterpretation, ...reading),
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
