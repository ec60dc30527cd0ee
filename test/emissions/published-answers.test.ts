import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { z } from 'zod';
import { largestE, savingPct } from '../../src/emissions/saving.ts';
import { wellToWake, type FuelComponent, type WellToWake } from '../../src/emissions/well-to-wake.ts';
import { bioMassFraction, blendProperties } from '../../src/measure/blend.ts';
import { roundKg } from '../../src/measure/rounding.ts';
import { factors } from './factor-sets.ts';

const lineSchema = z.object({
  fuel: z.string(),
  massT: z.number().optional(),
  volumeM3: z.number().optional(),
  eGPerMj: z.number().optional(),
  euGPerMj: z.number().optional(),
  slipPct: z.number().optional(),
  rewardFactor: z.number().optional(),
  densityKgPerM3: z.number().optional(),
  lcvMjPerG: z.number().optional(),
  sulphurPct: z.number().optional(),
  wtwGPerG: z.number().optional(),
  bio: z.boolean().optional(),
});
type Line = z.infer<typeof lineSchema>;

const exampleSchema = z.object({
  id: z.string(),
  kind: z.enum(['PUBLISHED', 'DERIVED']),
  topic: z.enum(['fueleu.intensity', 'fueleu.balance', 'blend', 'blend.basis', 'red.saving', 'red.rfnbo']),
  source: z.string(),
  inputs: z.looseObject({ lines: z.array(lineSchema).default([]), gwpSet: z.string().optional() }),
  expected: z.record(z.string(), z.unknown()),
  tolerance: z.union([z.number(), z.record(z.string(), z.number())]),
});
type Example = z.infer<typeof exampleSchema>;

const file: unknown = JSON.parse(readFileSync(new URL('published-answers.json', import.meta.url), 'utf8'));
const examples = z.array(exampleSchema).parse(file);

/** The keys of a ship's year that belong to a later chapter: what is owed, not how intense the fuels are. */
const ofTheBalance = ['balanceG', 'balanceT', 'penaltyEur'];

describe('the published answers', () => {
  for (const example of examples) {
    it(`${example.topic}: ${example.id} comes out as ${example.source.slice(0, 60)} has it`, () => {
      const got = answer(example);
      const keys = Object.keys(example.expected).filter((key) => !ofTheBalance.includes(key));
      expect(keys).to.not.have.length(0);
      for (const key of keys) {
        const tolerance = typeof example.tolerance === 'number' ? example.tolerance : (example.tolerance[key] ?? 0);
        compare(got[key], example.expected[key], tolerance, `${example.id} ${key}`);
      }
    });
  }

  it('are carried over with all fuels, blends and savings that this room computes', () => {
    expect(examples).to.have.length(48);
  });
});

function compare(got: unknown, expected: unknown, tolerance: number, where: string): void {
  if (typeof expected === 'number') {
    expect(got, where).to.be.a('number');
    expect(Math.abs(Number(got) - expected), `${where}: got ${String(got)}, expected ${expected}`).to.be.at.most(tolerance);
  } else if (Array.isArray(expected)) {
    expect(got, where).to.be.an('array').with.length(expected.length);
    expected.forEach((one: unknown, place) => compare((got as unknown[])[place], one, tolerance, `${where}[${place}]`));
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected))
      compare((got as Record<string, unknown>)[key], value, tolerance, `${where}.${key}`);
  } else expect(got, where).to.equal(expected);
}

function answer({ topic, inputs }: Example): Record<string, unknown> {
  const number = (key: string): number => z.number().parse(inputs[key]);
  switch (topic) {
    case 'fueleu.intensity':
      return { ...intensity(inputs.lines, inputs.gwpSet).results[0] };
    case 'fueleu.balance': {
      const [result] = intensity(inputs.lines, inputs.gwpSet).results;
      const lines = result?.components.map((one) => ({ ...one, fuel: one.row }));
      return { ...result, ghgIntensityGPerMj: result?.wtwGPerMj, lines };
    }
    case 'blend':
      return blendAnswer(inputs.lines);
    case 'blend.basis':
      return basisAnswer(inputs.lines, number('bioFractionPct'));
    case 'red.saving':
      return { savingPct: savingPct(number('eGPerMj'), number('comparatorGPerMj')) };
    case 'red.rfnbo':
      return { maxEGPerMj: largestE(number('minSavingPct'), number('comparatorGPerMj')) };
  }
}

function intensity(lines: readonly Line[], gwpSet?: string): WellToWake {
  const components = lines.map((line): FuelComponent => {
    const row = factors.rows.find(({ id }) => id === line.fuel);
    if (!row) throw new Error(`the factors lack ${line.fuel}`);
    // What an example states of a row is the row's own value; were it another, the example would not belong here.
    expect(line.slipPct ?? row.slipPct, `${line.fuel} slip`).to.equal(row.slipPct);
    if (row.wtt.method === 'E_MINUS_EU') expect(line.euGPerMj ?? row.wtt.euGPerMj, `${line.fuel} eu`).to.equal(row.wtt.euGPerMj);
    expect(line.rewardFactor ?? (row.rewardEligible && lines.length > 1 ? 2 : 1), `${line.fuel} reward`).to.equal(1);
    const massKg = line.volumeM3 ? roundKg(line.volumeM3 * (line.densityKgPerM3 ?? 0)) : roundKg((line.massT ?? 1) * 1000);
    if (row.pathway === 'fossil') return { fuel: row.id, pathway: row.pathway, massKg };
    if (line.eGPerMj === undefined) throw new Error(`${line.fuel} lacks the E of its proof`);
    return { fuel: row.id, pathway: row.pathway, massKg, eGPerMj: line.eGPerMj };
  });
  return wellToWake({ components, factors, ...(gwpSet === undefined ? {} : { gwpSet }) });
}

function blendAnswer(lines: readonly Line[]): Record<string, number | undefined> {
  const blend = blendProperties(
    lines.map(({ densityKgPerM3 = 0, volumeM3 = 0, massT, lcvMjPerG = 0, sulphurPct = 0, bio = false }) => ({
      massKg: massT === undefined ? volumeM3 * densityKgPerM3 : massT * 1000,
      densityKgPerM3At15C: densityKgPerM3,
      lcvMjPerKg: lcvMjPerG * 1000,
      sulphurPct,
      bio,
    })),
  );
  return {
    densityKgPerM3: blend.densityKgPerM3At15C,
    lcvMjPerKg: blend.lcvMjPerKg,
    sulphurPct: blend.sulphurPct,
    intensityGPerMj: intensity(lines).results[0]?.wtwGPerMj,
    bioMassPct: blend.bioShare.byMassPct,
    bioVolumePct: blend.bioShare.byVolumePct,
    bioEnergyPct: blend.bioShare.byEnergyPct,
  };
}

function basisAnswer(lines: readonly Line[], sharePct: number): Record<string, number> {
  const of = (bio: boolean): { densityKgPerM3At15C: number; lcvMjPerKg: number; wtwGPerG: number } => {
    const line = lines.find((one) => (one.bio ?? false) === bio);
    return { densityKgPerM3At15C: line?.densityKgPerM3 ?? 0, lcvMjPerKg: (line?.lcvMjPerG ?? 0) * 1000, wtwGPerG: line?.wtwGPerG ?? 0 };
  };
  const [bio, fossil] = [of(true), of(false)];
  const factor = (basis: 'mass' | 'energy' | 'volume'): number => {
    const fraction = bioMassFraction(sharePct, basis, bio, fossil);
    return fraction * bio.wtwGPerG + (1 - fraction) * fossil.wtwGPerG;
  };
  return { byMassGPerG: factor('mass'), byEnergyGPerG: factor('energy'), byVolumeGPerG: factor('volume') };
}
