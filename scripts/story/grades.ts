/** What the story brings into bond: the fuel a licence names, the tariff code, the density and where the fuel is weighed. */
export interface GradeFacts {
  readonly fuel: 'LNG' | 'METHANOL' | 'AMMONIA' | 'BIOFUEL' | 'FUEL_OIL';
  readonly hsCode: string;
  /** Typical of the fuel; assumed. */
  readonly densityKgPerM3: number;
  readonly densityAtC: number;
  readonly measured: 'gauging' | 'meter';
  /** Share of each product group by mass, in parts of ten thousand. */
  readonly composition: Readonly<Record<string, number>>;
}

export const grades: Readonly<Record<string, GradeFacts>> = {
  LNG: { fuel: 'LNG', hsCode: '2711110000', densityKgPerM3: 434, densityAtC: -160, measured: 'gauging', composition: { LNG: 10_000 } },
  METHANOL: {
    fuel: 'METHANOL',
    hsCode: '2905110000',
    densityKgPerM3: 796,
    densityAtC: 15,
    measured: 'meter',
    composition: { METHANOL: 10_000 },
  },
  AMMONIA: {
    fuel: 'AMMONIA',
    hsCode: '2814100000',
    densityKgPerM3: 682,
    densityAtC: -33,
    measured: 'meter',
    composition: { AMMONIA: 10_000 },
  },
  // 24 % by volume of methyl ester at 883 kg/m³ in oil at 960 kg/m³ is 22.51 % by mass.
  BIOFUEL_B24: {
    fuel: 'BIOFUEL',
    hsCode: '2710200000',
    densityKgPerM3: 941.5,
    densityAtC: 15,
    measured: 'meter',
    composition: { FAME: 2_251, RESIDUAL_OIL: 7_749 },
  },
};

export const gradeOf = (grade: string): GradeFacts => {
  const found = grades[grade];
  if (!found) throw new Error(`the story knows no grade ${grade}`);
  return found;
};

/** A parcel's kilograms by product group; the first takes its share rounded, the last what is left. */
export function compositionOf(grade: string, massKg: number): Record<string, number> {
  const shares = Object.entries(gradeOf(grade).composition);
  let left = massKg;
  return Object.fromEntries(
    shares.map(([group, share], at) => {
      const kg = at === shares.length - 1 ? left : Math.round((massKg * share) / 10_000);
      left -= kg;
      return [group, kg];
    }),
  );
}
