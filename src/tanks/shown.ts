import { z } from 'zod';
import { massInVacuumKg } from '../measure/buoyancy.ts';
import { roundHalfAwayFromZero } from '../measure/rounding.ts';
import type { BuoyancySetting } from '../measure/settings.ts';
import type { Parcel } from '../ledger/parcel.ts';
import { alertKinds, type Alert } from './alert.ts';
import type { TankLot } from './difference.ts';
import type { Sounding } from './sounding.ts';
import { attributeOn, customsAttributes, limitKg, type Tank } from './tank.ts';

const instant = z.iso.datetime();
const kg = z.int();

export const attributeReply = z.strictObject({
  attribute: z.enum(customsAttributes),
  from: z.string(),
  reason: z.string(),
  setBy: z.strictObject({ organisation: z.string(), person: z.string() }),
  recordedAt: instant,
});

export const tankReply = z
  .strictObject({
    id: z.string(),
    site: z.string(),
    name: z.string(),
    owner: z.string(),
    port: z.string(),
    district: z.string(),
    craft: z.string().nullable(),
    capacityM3: z.number(),
    fillingLimit: z.number(),
    mayHold: z.array(z.string()),
    attributes: z.array(attributeReply),
    addedAt: instant,
  })
  .meta({ id: 'Tank' });

export const shownTank = ({ attributes, mayHold, ...tank }: Tank): z.input<typeof tankReply> => ({
  ...tank,
  mayHold: [...mayHold],
  attributes: attributes.map((line) => ({ ...line, setBy: { ...line.setBy } })),
});

const lyingReply = z.strictObject({
  parcel: z.string(),
  grade: z.string(),
  hsCode: z.string(),
  book: z.string(),
  massKg: kg,
  freeKg: kg,
  held: z.array(z.strictObject({ nomination: z.string(), massKg: kg })),
});

export const filledTankReply = tankReply
  .extend({
    attribute: z.enum(customsAttributes).nullable(),
    contentKg: kg,
    /** Reckoned from the parcels in it, each at the density of its birth. */
    contentM3: z.number(),
    limitKg: kg.nullable(),
    movedAt: instant.nullable(),
    parcels: z.array(lyingReply),
  })
  .meta({ id: 'FilledTank' });

/** A tank with what lies in it on a day, parcel by parcel, free and under hold. */
export function shownFilledTank(
  tank: Tank,
  content: { readonly massKg: number; readonly movedAt: string | null },
  lots: readonly TankLot[],
  parcels: ReadonlyMap<string, Parcel>,
  setting: BuoyancySetting,
  day: string,
): z.input<typeof filledTankReply> {
  const lying = [...new Set(lots.map(({ item }) => item))].sort().flatMap((item) => {
    const parcel = parcels.get(item);
    return parcel ? [{ parcel, here: lots.filter((lot) => lot.item === item) }] : [];
  });
  return {
    ...shownTank(tank),
    attribute: attributeOn(tank, day),
    contentKg: content.massKg,
    contentM3: roundHalfAwayFromZero(
      lying.reduce((sum, { parcel, here }) => sum + volumeM3(parcel, total(here), setting), 0),
      3,
    ),
    limitKg: limitKg(
      tank,
      lying.map(({ parcel }) => parcel.densityKgPerM3),
    ),
    movedAt: content.movedAt,
    parcels: lying.map(({ parcel: { id, grade, hsCode, book }, here }) => ({
      parcel: id,
      ...{ grade, hsCode, book },
      massKg: total(here),
      freeKg: total(here.filter(({ nomination }) => nomination === null)),
      held: here.flatMap(({ nomination, massKg }) => (nomination === null ? [] : [{ nomination, massKg }])),
    })),
  };
}

const total = (lots: readonly { readonly massKg: number }[]): number => lots.reduce((sum, { massKg }) => sum + massKg, 0);

/** A density is true mass by volume, so mass in air is turned into true mass first. */
const volumeM3 = ({ massBasis, densityKgPerM3 }: Parcel, massKg: number, setting: BuoyancySetting): number =>
  (massBasis === 'true' ? massKg : massInVacuumKg(massKg, densityKgPerM3, setting)) / densityKgPerM3;

export const soundingReply = z
  .strictObject({
    id: z.string(),
    tank: z.string(),
    owner: z.string(),
    at: instant,
    pumping: z.boolean(),
    volumeM3: z.number(),
    temperatureC: z.number(),
    densityKgPerM3: z.number(),
    pressureMPa: z.number().nullable(),
    massKg: kg,
    massBasis: z.enum(['in-air', 'true']),
    conversion: z.strictObject({ factor: z.number(), setting: z.string(), clause: z.string(), status: z.string() }).nullable(),
    verdict: z.enum(['within', 'beyond', 'not-compared']),
    why: z.enum(['pumping', 'moved-since']).nullable(),
    bookKg: kg,
    differenceKg: kg.nullable(),
    allowedKg: kg,
    tolerancePct: z.number(),
    alert: z.string().nullable(),
    person: z.string(),
    recordedAt: instant,
  })
  .meta({ id: 'Sounding' });

export const shownSounding = ({ conversion, ...sounding }: Sounding): z.input<typeof soundingReply> => ({
  ...sounding,
  conversion: conversion && { ...conversion },
});

export const alertReply = z
  .strictObject({
    id: z.string(),
    kind: z.enum(alertKinds),
    state: z.enum(['open', 'closed']),
    district: z.string().nullable(),
    port: z.string(),
    owner: z.string(),
    tank: z.string().nullable(),
    craft: z.string().nullable(),
    meter: z.string().nullable(),
    entry: z.string().nullable(),
    about: z.string(),
    massKg: kg.nullable(),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
    raisedAt: instant,
    raisedBy: z.string(),
    closure: z
      .strictObject({ person: z.string(), organisation: z.string(), at: instant, reason: z.string(), entries: z.array(z.string()) })
      .nullable(),
  })
  .meta({ id: 'Alert' });

export const shownAlert = ({ values, closure, ...alert }: Alert): z.input<typeof alertReply> => ({
  ...alert,
  values: { ...values },
  closure: closure && { ...closure, entries: [...closure.entries] },
});
