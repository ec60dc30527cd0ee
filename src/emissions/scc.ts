import { z } from 'zod';
import { calculation } from './calculation.ts';
import { gwpSetOf } from './factors.ts';
import { gwpSetField, lineFields } from './fuel-line.ts';
import { combustionFormula, combustionGPerG, combustionInputs, givenInInput, onlyLine, slipFrom } from './imo-combustion.ts';

const { fuel, wttGPerG, cfCO2GPerG, cfCH4GPerG, cfN2OGPerG, slipPct } = lineFields;
const line = z.strictObject({ fuel, wttGPerG, cfCO2GPerG, cfCH4GPerG, cfN2OGPerG, slipPct: slipPct.default(0) });

const factorClause = 'Sea Cargo Charter Technical Guidance v5.2, Appendix 6';
const voyageClause = 'Sea Cargo Charter Technical Guidance v5.2 (EEOI)';

/**
 * Well-to-wake emissions of a gram of fuel, gCO2eq/g, by the Sea Cargo Charter, a private standard; every factor is given
 * and `fuel` is a label. Global warming potentials of AR6 unless another set is asked for.
 */
export const sccFactor = calculation({
  topic: 'scc.factor',
  summary: 'Well-to-wake factor per gram of fuel by the Sea Cargo Charter',
  basis: `${factorClause} (private standard)`,
  input: z.strictObject({ lines: z.array(line).length(1), gwpSet: gwpSetField.default('AR6') }),
  result: z.strictObject({ wtwGPerG: z.number() }),
  reads: ['fueleu'],
  compute({ lines, gwpSet }, { fueleu }) {
    const one = onlyLine(lines);
    const gwp = gwpSetOf(fueleu, gwpSet);
    const value = one.wttGPerG + combustionGPerG(one, gwp);
    return {
      result: { wtwGPerG: value },
      steps: [
        {
          label: 'scc.wtw',
          fuel: one.fuel,
          formula: `WtW = WtT + ${combustionFormula}`,
          inputs: [
            { name: 'WtT', value: one.wttGPerG, unit: 'gCO2eq/g', from: givenInInput },
            ...combustionInputs(one, gwp, (factor) => (factor === 'slipPct' ? slipFrom : givenInInput)),
          ],
          value,
          unit: 'gCO2eq/g',
          clause: factorClause,
        },
      ],
    };
  },
});

/** Intensity of a voyage, gCO2eq per tonne and nautical mile: emissions over transport work (t per million t·nm is g per t·nm). */
export const sccVoyage = calculation({
  topic: 'scc.voyage',
  summary: 'Intensity of a voyage by the Sea Cargo Charter',
  basis: `${voyageClause} (private standard)`,
  input: z.strictObject({
    emissionsT: z.number().nonnegative().meta({ description: 'emissions of the voyage, tCO2eq' }),
    transportWorkMtNm: z.number().positive().meta({ description: 'cargo times distance, million t·nm' }),
  }),
  result: z.strictObject({ gCO2ePerTNm: z.number() }),
  reads: [],
  compute({ emissionsT, transportWorkMtNm }) {
    const value = emissionsT / transportWorkMtNm;
    return {
      result: { gCO2ePerTNm: value },
      steps: [
        {
          label: 'scc.voyage',
          formula: 'intensity = emissions/transport work',
          inputs: [
            { name: 'emissions', value: emissionsT, unit: 'tCO2eq' },
            { name: 'transport work', value: transportWorkMtNm, unit: '10⁶ t·nm' },
          ],
          value,
          unit: 'gCO2eq/(t·nm)',
          clause: voyageClause,
        },
      ],
    };
  },
});
