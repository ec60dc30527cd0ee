/** What the story brings into bond: the fuel a licence names, the tariff code, the typical density, how a delivery of it is measured. */
export interface GradeFacts {
  readonly grade: string;
  readonly fuel: 'LNG' | 'METHANOL' | 'AMMONIA' | 'BIOFUEL' | 'FUEL_OIL';
  readonly hsCode: string;
  /** Typical of the fuel; assumed. */
  readonly densityKgPerM3: number;
  readonly densityAtC: number;
  readonly measured: 'gauging' | 'meter';
  /** Share of each product group by mass, in parts of ten thousand. */
  readonly composition: Readonly<Record<string, number>>;
  /** What the supplier declares of the sulphur of an oil; null where it is not asked. */
  readonly declares: 'REG_14_1' | 'PURCHASER_LIMIT' | null;
}

const gas = { measured: 'gauging', declares: null } as const;
const metered = { measured: 'meter', declares: null, densityAtC: 15 } as const;
const oil = { fuel: 'FUEL_OIL', measured: 'meter', declares: 'REG_14_1', densityAtC: 15, composition: { RESIDUAL_OIL: 10_000 } } as const;
/** Methyl ester of 883 kg/m³ is 24 % of the volume; its share by mass follows from the density of the blend. */
const b24 = (densityKgPerM3: number): Omit<GradeFacts, 'grade'> => {
  const fame = Math.round((0.24 * 883 * 10_000) / densityKgPerM3);
  const composition = { FAME: fame, RESIDUAL_OIL: 10_000 - fame };
  return { ...oil, fuel: 'BIOFUEL', hsCode: '2710200000', densityKgPerM3, composition };
};

const b24Of: Readonly<Record<string, Omit<GradeFacts, 'grade'>>> = { VLSFO: b24(933.9), LSFO: b24(930.1), HSFO: b24(960.5) };
const facts: Readonly<Record<string, Omit<GradeFacts, 'grade'>>> = {
  LNG: { ...gas, fuel: 'LNG', hsCode: '2711110000', densityKgPerM3: 434, densityAtC: -160, composition: { LNG: 10_000 } },
  METHANOL: { ...metered, fuel: 'METHANOL', hsCode: '2905110000', densityKgPerM3: 796, composition: { METHANOL: 10_000 } },
  AMMONIA: {
    ...metered,
    ...{ fuel: 'AMMONIA', hsCode: '2814100000', densityKgPerM3: 682, densityAtC: -33.3, composition: { AMMONIA: 10_000 } },
  },
  VLSFO: { ...oil, hsCode: '2710192210', densityKgPerM3: 950 },
  LSFO: { ...oil, hsCode: '2710192210', densityKgPerM3: 945 },
  // Oil above 0.50 % sulphur goes only to a ship that washes its exhaust; the purchaser says so.
  HSFO: { ...oil, hsCode: '2710192210', densityKgPerM3: 985, declares: 'PURCHASER_LIMIT' },
  // Tariff line of diesel oil, from memory.
  MGO: { ...oil, hsCode: '2710192300', densityKgPerM3: 860, composition: { DISTILLATE_OIL: 10_000 } },
};

/** Of B24 the oil it is blended into decides; where nobody says which, it is taken to be VLSFO. */
export function knownGrade(grade: string | null, base: string | null = null): GradeFacts | null {
  if (grade === null) return null;
  const found = grade === 'BIOFUEL_B24' ? (b24Of[base ?? 'VLSFO'] ?? b24Of['VLSFO']) : facts[grade];
  return found ? { grade, ...found } : null;
}

export function gradeOf(grade: string): GradeFacts {
  const found = knownGrade(grade);
  if (!found) throw new Error(`the story knows no grade ${grade}`);
  return found;
}

/** A parcel's kilograms by product group; the first takes its share rounded, the last what is left. */
export function compositionOf({ composition }: Pick<GradeFacts, 'composition'>, massKg: number): Record<string, number> {
  const shares = Object.entries(composition);
  let left = massKg;
  return Object.fromEntries(
    shares.map(([group, share], at) => {
      const kg = at === shares.length - 1 ? left : Math.round((massKg * share) / 10_000);
      left -= kg;
      return [group, kg];
    }),
  );
}
