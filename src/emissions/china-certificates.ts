import { z } from 'zod';
import { refuse } from '../refusal.ts';
import { calculation } from './calculation.ts';

const kWh = z.int().nonnegative();

/** Green electricity certificates of a month and the kilowatt-hours carried to the next; whole numbers, exact. Refuses INPUT_UNFIT beyond them. */
export const cnGec = calculation({
  topic: 'cn.gec',
  summary: 'Green electricity certificates of a month',
  basis: '国能发新能规〔2024〕67号',
  input: z.strictObject({
    generatedKWh: kWh.meta({ description: 'generation of the month, kWh' }),
    carriedInKWh: kWh.default(0).meta({ description: 'remainder of the month before, kWh' }),
  }),
  result: z.strictObject({ certificates: z.int(), carriedOutKWh: z.int() }),
  reads: ['china'],
  compute({ generatedKWh, carriedInKWh }, { china }) {
    const { kWh: perCertificate, clause, source, status } = china.certificate;
    const available = generatedKWh + carriedInKWh;
    if (!Number.isSafeInteger(available))
      return refuse('INPUT_UNFIT', { field: 'generatedKWh', values: { why: 'so many kilowatt-hours cannot be counted exactly' }, clause });
    const carried = available % perCertificate;
    const certificates = (available - carried) / perCertificate;
    const one = { name: 'one certificate', value: perCertificate, unit: 'kWh', from: `${clause} (${source}, ${status})` };
    const inputs = [{ name: 'generated', value: generatedKWh, unit: 'kWh' }, { name: 'carried in', value: carriedInKWh, unit: 'kWh' }, one];
    return {
      result: { certificates, carriedOutKWh: carried },
      steps: [
        {
          label: 'cn.certificates',
          formula: 'certificates = ⌊(generated + carried in)/one certificate⌋',
          inputs,
          value: certificates,
          unit: 'certificates',
          clause,
        },
        {
          label: 'cn.carried',
          formula: 'carried out = generated + carried in − certificates·one certificate',
          inputs: [...inputs, { name: 'certificates', value: certificates, unit: 'certificates' }],
          value: carried,
          unit: 'kWh',
          clause,
        },
      ],
    };
  },
});
