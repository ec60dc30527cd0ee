import type { FactorSets } from './calculation.ts';
import { gwpSetOf } from './factors.ts';
import { cited } from './footprint-clauses.ts';
import { kindOfFuel, type FootprintInput } from './footprint-input.ts';
import type { Counted } from './fueleu-line.ts';
import { quantity, reading, withTheLine } from './fueleu-quantity.ts';
import { countedTerms } from './proof-emissions.ts';
import type { EmissionTerm } from './red-factors.ts';
import { gPerMj, type Step } from './step.ts';

export const stageNames = [
  'raw-materials',
  'land-use-change',
  'soil-carbon',
  'processing',
  'capture-and-storage',
  'capture-and-replacement',
  'distribution',
  'production',
  'transport-leg',
  'biogenic-uptake',
  'use',
] as const;
export type StageName = (typeof stageNames)[number];

export const countedAs = ['fossil-and-other', 'biogenic', 'land-use-change', 'soil-carbon'] as const;
/** Under which of the figures that are stated separately a stage counts. */
export type CountedAs = (typeof countedAs)[number];

/** One stage of the life of a tonne delivered, with its step. `of` is the term of the proof or the name of the leg. */
export interface Stage {
  readonly stage: StageName;
  readonly of?: string;
  readonly countedAs: CountedAs;
  readonly primaryDataPct: number;
  readonly step: Step;
}

export const kgPerT = 'kgCO2eq/t';

/** eu has no stage of its own: what the ship burns is computed, or lies beyond the gate. */
const stageOfTerm: Readonly<Record<Exclude<EmissionTerm, 'eu'>, readonly [StageName, CountedAs]>> = {
  eec: ['raw-materials', 'fossil-and-other'],
  ei: ['raw-materials', 'fossil-and-other'],
  el: ['land-use-change', 'land-use-change'],
  esca: ['soil-carbon', 'soil-carbon'],
  ep: ['processing', 'fossil-and-other'],
  eccs: ['capture-and-storage', 'fossil-and-other'],
  eccr: ['capture-and-replacement', 'fossil-and-other'],
  etd: ['distribution', 'fossil-and-other'],
};

interface Ground {
  readonly given: FootprintInput;
  readonly fuel: Counted;
  /** Energy of a tonne, MJ. */
  readonly energyMj: number;
  readonly sets: FactorSets;
}

/** The stages up to delivery on board, from the terms of the proof or from one figure for all of production. */
export function stagesToGate(ground: Ground): Stage[] {
  return [...(ground.given.line.terms ? stagesByTerm(ground) : [production(ground)]), ...legs(ground)];
}

/** The stages beyond the gate: burning on board, and for a biofuel the carbon that its plants had taken up. */
export function stagesOfUse(ground: Ground): Stage[] {
  return ground.fuel.row.pathway === 'bio' ? [uptake(ground), use(ground)] : [use(ground)];
}

function stagesByTerm(ground: Ground): Stage[] {
  const { given, fuel, energyMj, sets } = ground;
  const { terms = {}, origin } = given.line;
  const kind = kindOfFuel(fuel.row.pathway === 'bio' ? 'bio' : 'rfnbo', origin);
  return countedTerms(kind, terms, sets.red).flatMap(({ term, sign, stated: one }) => {
    if (term === 'eu') return [];
    const [stage, as] = stageOfTerm[term];
    const name = sign === 1 ? term : `−${term}`;
    const from = `proof of sustainability (${one.method}${one.primaryData ? ', primary data' : ''})`;
    const step: Step = {
      label: 'footprint.stage',
      fuel: fuel.row.id,
      formula: `${stage} = ${name}·energy of a tonne/10³`,
      inputs: [quantity(term, one.gPerMj, gPerMj, from), quantity('energy of a tonne', energyMj, 'MJ/t')],
      value: (sign * one.gPerMj * energyMj) / 1e3,
      unit: kgPerT,
      clause: cited('boundary', sets.iso14067),
    };
    return [{ stage, of: term, countedAs: as, primaryDataPct: one.primaryData ? 100 : 0, step }];
  });
}

/** A total of the proof, or the default of a fossil fuel, is one figure for everything before delivery. */
function production({ given, fuel, energyMj, sets }: Ground): Stage {
  const { row, intensity } = fuel;
  const bio = row.pathway === 'bio';
  const input = bio
    ? quantity('E', given.line.eGPerMj ?? 0, gPerMj, 'proof of sustainability')
    : quantity('WtT', intensity.wttGPerMj, gPerMj);
  const step: Step = {
    label: 'footprint.stage',
    fuel: row.id,
    formula: `production = ${input.name}·energy of a tonne/10³`,
    inputs: [input, quantity('energy of a tonne', energyMj, 'MJ/t')],
    value: (input.value * energyMj) / 1e3,
    unit: kgPerT,
    clause: cited('boundary', sets.iso14067),
    ...reading(bio ? 'The total E of a biofuel is taken to hold nothing for its use (eu = 0).' : undefined),
  };
  return { stage: 'production', countedAs: 'fossil-and-other', primaryDataPct: given.line.primaryDataPct ?? 0, step };
}

function legs({ given, sets }: Ground): Stage[] {
  return given.transport.map(({ name, kgCO2eqPerT, primaryData }) => ({
    stage: 'transport-leg',
    of: name,
    countedAs: 'fossil-and-other',
    primaryDataPct: primaryData ? 100 : 0,
    step: {
      label: 'footprint.leg',
      formula: `leg = as given (${name})`,
      inputs: [quantity('leg', kgCO2eqPerT, kgPerT, primaryData ? 'given in the input, primary data' : 'given in the input')],
      value: kgCO2eqPerT,
      unit: kgPerT,
      clause: cited('boundary', sets.iso14067),
      interpretation: 'A leg counts on top of the transport that the proof holds; whoever gives it sees to it that none counts twice.',
    },
  }));
}

function uptake({ fuel: { row }, sets }: Ground): Stage {
  return {
    stage: 'biogenic-uptake',
    countedAs: 'biogenic',
    primaryDataPct: 0,
    step: {
      label: 'footprint.uptake',
      fuel: row.id,
      formula: 'biogenic-uptake = −CfCO2·10³',
      inputs: [quantity('CfCO2', row.cfCO2GPerG, 'g/g', `${sets.fueleu.regulation} Annex II, ${row.id} (${row.source} ${row.where})`)],
      value: -row.cfCO2GPerG * 1e3,
      unit: kgPerT,
      clause: cited('carbon', sets.iso14067),
      interpretation: 'All carbon of a biofuel counts as biogenic and as taken up within the system, as FuelEU Maritime has it.',
    },
  };
}

const carbonOf = {
  rfnbo: 'Captured carbon is credited in the inputs as the proof has it, and its release counts here; whether it is biogenic is not told.',
  'recycled-carbon': 'Recycled carbon is credited in the inputs as the proof has it, and its release counts here.',
  'low-carbon': 'What is credited for the carbon of a low-carbon fuel is as the proof has it, and its release counts here.',
} as const;

function use({ given, fuel, energyMj, sets }: Ground): Stage {
  const { row, intensity } = fuel;
  const bio = row.pathway === 'bio';
  const { origin = 'rfnbo' } = given.line;
  const gwp = gwpSetOf(sets.fueleu, given.gwpSet);
  const ofMethod = (origin === 'low-carbon' ? sets.red.formulas['low-carbon']?.gwpSet : undefined) ?? sets.fueleu.gwpSet;
  const readings = [
    ...(row.pathway !== 'fossil' && gwp.id !== ofMethod
      ? [`E of the proof keeps the potentials of its own method (${ofMethod}); only the use follows ${gwp.id}.`]
      : []),
    ...(bio && (given.line.terms?.eu?.gPerMj ?? 0) !== 0 ? ['The term eu of the proof is left out; the use is computed instead.'] : []),
    ...(row.pathway === 'rfnbo' && row.cfCO2GPerG > 0 ? [carbonOf[origin]] : []),
  ];
  return {
    stage: 'use',
    countedAs: bio ? 'biogenic' : 'fossil-and-other',
    primaryDataPct: 0,
    step: {
      label: 'footprint.use',
      fuel: row.id,
      formula: 'use = TtW·energy of a tonne/10³',
      inputs: [
        quantity(
          'TtW',
          intensity.ttwGPerMj,
          gPerMj,
          row.given?.includes('slipPct') ? `${sets.fueleu.clauses.ttw}; slip ${withTheLine}` : sets.fueleu.clauses.ttw,
        ),
        quantity('energy of a tonne', energyMj, 'MJ/t'),
      ],
      value: (intensity.ttwGPerMj * energyMj) / 1e3,
      unit: kgPerT,
      clause: cited('use', sets.iso14067),
      ...reading(readings.join(' ') || undefined),
    },
  };
}
