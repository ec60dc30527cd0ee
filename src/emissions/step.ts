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
