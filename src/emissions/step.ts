/** The names of the steps; the words of the service give each a title in English and Chinese. */
export const stepLabels = [
  'energy',
  'wtt.default',
  'wtt.bio',
  'wtt.rfnbo',
  'wtt.fallback',
  'ttw',
  'ttw.fallback',
  'wtw',
  'mix.energy',
  'mix.wtt',
  'mix.ttw',
  'mix.wtw',
  'red.total',
  'red.totalDefault',
  'red.saving',
  'red.threshold',
  'red.energy',
  'fueleu.energy',
  'fueleu.denominator',
  'fueleu.wtt',
  'fueleu.ttw',
  'fueleu.intensity',
  'fueleu.limit',
  'fueleu.balance',
  'fueleu.rfnbo',
  'fueleu.penalty',
  'fueleu.surcharge',
  'fueleu.perTonne',
  'fueleu.borrowing',
  'fueleu.adjusted',
  'fueleu.energyGj',
  'fueleu.scope',
  'fueleu.allocated',
  'fueleu.allocatedIntensity',
  'fueleu.iceEnergy',
  'fueleu.iceOpen',
  'fueleu.iceAdjusted',
  'fueleu.iceAdditional',
  'fueleu.iceClass',
  'fueleu.iceTaken',
  'fueleu.iceMass',
  'fueleu.poolBefore',
  'fueleu.poolAfter',
  'fueleu.poolRules',
  'fueleu.poolCorrectedSum',
  'fueleu.poolCorrection',
  'equivalence.slip',
  'equivalence.energy',
  'equivalence.total',
  'equivalence.pilot',
  'equivalence.mass',
  'equivalence.candidate',
  'equivalence.baseline',
  'equivalence.avoided',
  'equivalence.reduction',
  'equivalence.mix',
  'imo.ttw',
  'imo.wtw',
  'nzf.base',
  'nzf.direct',
  'nzf.tier1',
  'nzf.tier2',
  'nzf.cost',
  'cii.co2',
  'cii.attained',
  'cii.reference',
  'cii.required',
  'cii.superior',
  'cii.lower',
  'cii.upper',
  'cii.inferior',
  'cii.rating',
  'circ905.cf',
  'circ905.blend',
  'ets.co2',
  'ets.ch4',
  'ets.n2o',
  'ets.co2e',
  'ets.surrender',
  'ets.cost',
  'scc.wtw',
  'scc.voyage',
  'blend.mass',
  'blend.energy',
  'blend.density',
  'blend.lcv',
  'blend.sulphur',
  'blend.intensity',
  'blend.bioMass',
  'blend.bioVolume',
  'blend.bioEnergy',
  'basis.mass',
  'basis.energy',
  'basis.volume',
  'basis.factor',
  'red.liquefaction',
  'red.liquefied',
  'red.maxE',
  'cn.drop',
  'cn.certificates',
  'cn.carried',
  'footprint.stage',
  'footprint.leg',
  'footprint.uptake',
  'footprint.use',
  'footprint.total',
  'footprint.separate',
  'footprint.primary',
] as const;
export type StepLabel = (typeof stepLabels)[number];

/** One input of a step, with its unit and, where it is a factor, where it stands. */
export interface StepInput {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly from?: string;
}

/** One line of a calculation that a person can follow by hand: from these inputs, by this formula, this value. */
export interface Step {
  readonly label: StepLabel;
  /** The row of the fuel that the step is about; absent where it is about all of them. */
  readonly fuel?: string;
  readonly formula: string;
  readonly inputs: readonly StepInput[];
  readonly value: number;
  readonly unit: string;
  readonly clause: string;
  /** Set where the step rests on a reading of the law that the law does not spell out. */
  readonly interpretation?: string;
}

export const gPerMj = 'gCO2eq/MJ';
