import { reading } from './fueleu-quantity.ts';
import type { FuelKind, RedFactors } from './red-factors.ts';
import type { OfProduct } from './red-hydrogen-product.ts';
import type { HydrogenOrigin } from './red-hydrogen-input.ts';
import { savingTest } from './saving.ts';
import type { Step } from './step.ts';

/** What is asked of fuel of an origin; of a fossil one nothing is asked, because nothing that it saves counts. */
const kindOfOrigin: Readonly<Record<HydrogenOrigin, FuelKind | undefined>> = {
  rfnbo: 'rfnbo',
  'low-carbon': 'low-carbon',
  bio: 'biofuel',
  fossil: undefined,
};

/** A share of the product with what is asked of its origin; a fossil share has no threshold and meets none. */
export interface JudgedShare {
  readonly origin: HydrogenOrigin;
  readonly sharePct: number;
  readonly minSavingPct?: number;
  readonly maxEGPerMj?: number;
  readonly met: boolean;
}

export interface JudgedShares {
  readonly origins: readonly JudgedShare[];
  readonly met: boolean;
  /** What is asked of the origin of which the most is asked; nothing where all is fossil. */
  readonly most: Asked | undefined;
  readonly steps: readonly Step[];
}

interface Asked {
  readonly minSavingPct: number;
  readonly maxEGPerMj: number;
}

/**
 * Whether E of the product, one for all of it, is at most the largest of each origin that occurs. The day of an installation
 * that uses biogenic hydrogen may be left out: it then counts as new, of which the most is asked.
 */
export function judgedShares(eGPerMj: number, shares: OfProduct['shares'], startedOn: string | undefined, red: RedFactors): JudgedShares {
  const judged = shares.map(({ origin, sharePct }) => {
    const kind = kindOfOrigin[origin];
    if (!kind) return { share: { origin, sharePct, met: false }, steps: [] };
    const test = savingTest(eGPerMj, { kind, startedOn: startedOn ?? newest }, red);
    const { minSavingPct, maxEGPerMj, met, steps } = test;
    const untold = kind === 'biofuel' && startedOn === undefined;
    const threshold = steps
      .filter(({ label }) => label === 'red.threshold')
      .map((step): Step => ({ ...step, fuel: origin, ...reading(untold ? dayNotTold : undefined) }));
    const asked = { minSavingPct, maxEGPerMj };
    return { share: { origin, sharePct, ...asked, met }, asked, steps: threshold };
  });
  return {
    origins: judged.map(({ share }) => share),
    met: judged.every(({ share }) => share.met),
    most: judged
      .flatMap(({ asked }) => asked ?? [])
      .reduce<Asked | undefined>((one, other) => (one && one.minSavingPct >= other.minSavingPct ? one : other), undefined),
    steps: judged.flatMap(({ steps }) => steps),
  };
}

/** A day after every other. */
const newest = '9999-12-31';
const dayNotTold = 'The day on which the installation started is not told: it counts as a new one, of which the most is asked.';
