import type { Measurement } from '../../src/bunkering/measurement.ts';
import type { NoteFacts, Said } from '../../src/bunkering/note-facts.ts';
import type { Nomination } from '../../src/bunkering/nomination.ts';
import { itemsFor, type Situation } from '../../src/fuels/bdn-items.ts';
import { readFuels } from '../../src/fuels/fuels.ts';
import { gradeOf, type GradeId } from '../../src/fuels/grade.ts';
import { typicalProperties, typicalProperty } from '../../src/fuels/properties.ts';
import type { Parcel } from '../../src/ledger/parcel.ts';

export const fuels = readFuels();

export const parcelOf = (grade: GradeId, change: Partial<Parcel> = {}): Parcel => ({
  id: 'p1',
  grade,
  hsCode: '2711110000',
  origin: 'QA',
  procedure: 'bonded',
  book: 'B1',
  bookLine: null,
  declaration: 'D1',
  owner: 'supplier',
  densityKgPerM3: 950,
  densityAtC: 15,
  massBasis: 'in-air',
  massKg: 1_000_000,
  composition: { RESIDUAL_OIL: 1_000_000 },
  properties: {},
  parents: [],
  bornAt: '2026-01-01T00:00:00.000Z',
  ...change,
});

export const bridge = (massKg: number): Measurement => ({
  method: 'weighbridge',
  tickets: [{ number: 'W1', weighbridge: 'Quay 1', fullKg: massKg + 15_000, emptyKg: 15_000, at: '2026-03-02T09:00:00+08:00' }],
});

export const ticketed = (massInAirT: string): Measurement => ({
  method: 'meter',
  tickets: [
    {
      ...{
        number: 'T1',
        meter: 'MFM-1',
        openT: '100.0000',
        closeT: '400.0000',
        resettableOpenT: '0',
        resettableCloseT: massInAirT,
        massInAirT,
      },
      ...{ temperatureC: 45.2, densityKgPerM3: 912.4 },
      ...{ pumpStartAt: '2026-03-02T08:00:00+08:00', pumpEndAt: '2026-03-02T10:00:00+08:00', printedAt: '2026-03-02T10:05:00+08:00' },
      seals: { report: 'S1', intactBefore: true, intactAfter: true },
    },
  ],
});

/** Gauged from one tank: cubic metres before and after at the same density. */
export const gauged = (
  beforeM3: number,
  afterM3: number,
  densityKgPerM3: number,
  vapour: Extract<Measurement, { method: 'gauging' }>['vapour'] = null,
): Measurement => {
  const at = (volumeM3: number, hour: string) => ({
    ...{ tank: 'depot:T1', volumeM3, densityKgPerM3, temperatureC: -161.2, pressureMPa: 0.115 },
    at: `2026-03-02T${hour}:00:00+08:00`,
  });
  return { method: 'gauging', before: [at(beforeM3, '08')], after: [at(afterM3, '11')], vapour };
};

interface Given {
  readonly grade: GradeId;
  readonly massKg: number;
  readonly measurement: Measurement;
  readonly parts?: NoteFacts['mix']['parts'];
  readonly said?: Partial<Said>;
  readonly replay?: boolean;
  readonly craft?: string;
  readonly situations?: readonly Situation[];
  readonly volumeM3?: number;
}

/** The records behind a note; what is not given is plain. */
export function factsOf({
  grade: id,
  massKg,
  measurement,
  parts,
  said,
  replay = false,
  craft,
  situations = [],
  volumeM3,
}: Given): NoteFacts {
  const grade = gradeOf(fuels.grades, id);
  if (!grade) throw new Error(id);
  const { composition: made } = grade;
  const drawn = parts ?? [{ parcel: parcelOf(id), massKg }];
  const bio = made.kind === 'blend' ? typicalProperty(fuels.typical, made.bio, 'density')?.value : null;
  const nomination = {
    ship: { imo: '9074729', name: 'Ship 1' },
    port: 'CNZOS',
    place: 'Majishan',
    replay,
    sources: [],
    remarks: [],
  } as Partial<Nomination>;
  return {
    number: 'CNZOS-2026-000001',
    massKg,
    corrected: false,
    nomination: nomination as Nomination,
    delivery: {
      ...({ log: [], begunAt: '2026-03-02T00:00:00.000Z', book: 'B1' } as unknown as NoteFacts['delivery']),
      measurement,
      volumeM3: volumeM3 ?? null,
    },
    mix: { grade, parts: drawn, typical: typicalProperties(fuels.typical, id) },
    groups: fuels.groups,
    bioDensityKgPerM3: typeof bio === 'number' ? bio : null,
    supplier: { name: 'Supplier 1', address: 'Quay 1', phone: '+86 580 0000000' },
    grossTonnage: null,
    craft: craft ?? null,
    asked: itemsFor(fuels.items, { bdnFuel: grade.bdnFuel, situations: ['bonded', ...situations], day: '2026-03-02' }),
    said: { items: {}, assumed: [], proofToFollow: false, purchaserLimit: null, ...said },
  };
}

export const declared = { declarationReg183: true } as const;
export const oilDeclared = { ...declared, declarationBasis: 'REG_14_1', marpolSampleSeal: 'ZS-1' } as const;
