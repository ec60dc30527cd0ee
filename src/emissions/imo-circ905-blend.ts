import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { lineFields } from './fuel-line.ts';
import { readAs } from './fueleu-quantity.ts';
import { circ905BlendCf, circ905Cf, energyOf } from './imo-circ905.ts';
import type { ImoFactors } from './imo-factors.ts';
import type { Step } from './step.ts';

const { fuel, massT, lcvMjPerG, wtwGPerMj, cfCO2GPerG } = lineFields;
const component = z.strictObject({
  fuel: fuel.meta({ description: 'name of the component' }),
  massT,
  lcvMjPerG,
  fossilCfGPerG: cfCO2GPerG.meta({ description: 'Cf of the fossil fuel: its own, or that of the fuel it takes the place of, g/g' }),
  certified: z
    .boolean()
    .default(false)
    .meta({ description: 'biofuel certified by an international scheme, sustainability criteria included' }),
  wtwGPerMj: wtwGPerMj
    .optional()
    .meta({ description: 'well-to-wake intensity by the certificate, gCO2eq/MJ; may be negative; a certified fuel needs it' }),
});
type Given = z.output<typeof component>;

/**
 * Cf by MEPC.1/Circ.905, g of CO2 per g of fuel: of each component (a certified biofuel up to the largest well-to-wake
 * intensity has WtW·LCV, any other its fossil Cf), and of their blend, weighted by energy. Refuses FACTOR_MISSING for a
 * certified component without WtW, INPUT_UNFIT for a blend without energy.
 */
export const imoCirc905 = calculation({
  topic: 'imo.circ905',
  summary: 'Cf of biofuel and of a blend by MEPC.1/Circ.905',
  basis: 'MEPC.1/Circ.905; the Cf of a blend weighted by energy',
  input: z.strictObject({ lines: z.array(component).min(1).meta({ description: 'components of the blend' }) }),
  result: z.strictObject({
    cfCO2GPerG: z.number(),
    lines: z.array(z.strictObject({ fuel: z.string(), cfCO2GPerG: z.number() })),
  }),
  reads: ['imo'],
  compute({ lines }, { imo }) {
    refuseAll(reasonsAgainst(lines, imo));
    const parts = lines.map((one) => ({ ...circ905Cf(one, imo), given: one }));
    const blend = circ905BlendCf(
      parts.map(({ given, cfGPerG }) => ({ fuel: given.fuel, massT: given.massT, lcvMjPerG: given.lcvMjPerG, cfGPerG })),
      imo,
    );
    return {
      result: { cfCO2GPerG: blend.cfGPerG, lines: parts.map(({ given, cfGPerG }) => ({ fuel: given.fuel, cfCO2GPerG: cfGPerG })) },
      steps: [...parts.map(({ step, given }) => markedFossil(step, given, imo)), blend.step],
    };
  },
});

function reasonsAgainst(lines: readonly Given[], imo: ImoFactors): Reason[] {
  const { clause } = imo.circ905;
  const reasons: Reason[] = lines.flatMap((one, place) =>
    one.certified && one.wtwGPerMj === undefined
      ? [{ code: 'FACTOR_MISSING', field: `lines[${place}].wtwGPerMj`, values: { fuel: one.fuel }, clause }]
      : [],
  );
  if (!(sum(lines.map(energyOf)) > 0))
    reasons.push({ code: 'INPUT_UNFIT', field: 'lines', values: { why: 'a blend needs a mass and an energy above zero' }, clause });
  return reasons;
}

/** Says where a fossil Cf is used that the Cf table of the IMO does not have. */
function markedFossil(step: Step, { fossilCfGPerG }: Given, imo: ImoFactors): Step {
  const ofTable = imo.cf.some(({ cfCO2GPerG: cf }) => cf === fossilCfGPerG);
  const used = step.inputs.some(({ name }) => name === 'fossil Cf');
  return readAs(step, used && !ofTable ? strangeCf : undefined);
}

const strangeCf = 'The fossil Cf is taken as given; no fuel of the Cf table has it.';
