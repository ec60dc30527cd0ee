import type { FactorSets } from './calculation.ts';
import type { Factors, FuelRow } from './factors.ts';
import { circ905BlendCf } from './imo-circ905.ts';
import type { CiiLine } from './imo-cii-input.ts';
import type { StemLine } from './stem-worth-input.ts';
import type { Step } from './step.ts';

/** A fuel of the year with its Cf, and how it came by it. */
export interface FuelWithCf {
  readonly line: CiiLine;
  readonly steps: readonly Step[];
}

/** A line of the stem with its row and the Cf that it has by itself. */
export interface FuelOfStem {
  readonly line: StemLine;
  readonly row: FuelRow;
  readonly fuel: FuelWithCf;
}

const oneBlend =
  'The lines of the stem that mix (fuel oils and biofuels in their place; of other fuels, those of one substance) are taken as one blend: CO2 is its mass by the Cf of the blend.';

/** The fuels of a stem, each with the Cf of the blend that it is part of; its own where it is part of none. */
export function withBlends(stem: readonly FuelOfStem[], sets: FactorSets): FuelWithCf[] {
  const kinds = stem.map(({ row }) => kindOf(row, sets.fueleu));
  const steps = new Map([...new Set(kinds)].map((kind) => [kind, blendStep(membersOf(kind, stem, kinds), sets)]));
  return stem.map(({ fuel }, place) => {
    const kind = kinds[place];
    const step = steps.get(kind);
    if (!step) return fuel;
    const last = kinds.lastIndexOf(kind) === place;
    return {
      line: { ...fuel.line, cfCO2GPerG: step.value, from: `${step.clause}, Cf of the blend` },
      steps: last ? [...fuel.steps, step] : fuel.steps,
    };
  });
}

type Kind = string | undefined;

function membersOf(kind: Kind, stem: readonly FuelOfStem[], kinds: readonly Kind[]): FuelOfStem[] {
  if (kind === undefined) return [];
  return stem.filter(({ line }, place) => kinds[place] === kind && line.massT > 0);
}

/** Cf of a blend of at least two lines of which one is certified (a fossil one that says so is refused); else there is none. */
function blendStep(members: readonly FuelOfStem[], { imo }: FactorSets): Step | undefined {
  const certified = members.some(({ line }) => line.compliant === true);
  if (members.length < 2 || !certified) return undefined;
  const parts = members.map(({ line: { massT, lcvMjPerG }, row, fuel: { line } }) => ({
    ...{ fuel: line.fuel, massT, lcvMjPerG: lcvMjPerG ?? row.lcvMjPerG, cfGPerG: line.cfCO2GPerG },
  }));
  return { ...circ905BlendCf(parts, imo).step, interpretation: oneBlend };
}

/**
 * What a fuel mixes with: fuel oils (those of ISO 8217) with each other and with the biofuels that take their place, any
 * other fuel with its own substance. MEPC.1/Circ.905 speaks of biofuel, so a fuel of non-biological origin stands alone.
 */
function kindOf(row: FuelRow, { rows, fallback }: Factors): Kind {
  if (row.pathway === 'rfnbo') return undefined;
  const fossil = row.pathway === 'fossil' ? row : rows.find(({ id }) => id === fallback.rows[row.fuel]);
  return fossil?.iso8217Grades ? 'fuel oil' : fossil?.fuel;
}
