import { z } from 'zod';
import { endingReply, fuelKey } from '../ports/shown.ts';
import { craftKinds, type Craft } from './craft.ts';
import type { Licence } from './licence.ts';
import type { Meter } from './meter.ts';
import { engineClasses, voyageKinds, type Ship, type Voyage } from './ship.ts';

const recordedReply = { recordedAt: z.iso.datetime(), recordedBy: z.string() };
const lastDay = z.iso.date().nullable().meta({ description: 'last day in force; null where no end is known' });

export const engineClass = z.enum(engineClasses).meta({ id: 'EngineClass' });

export const shipReply = z
  .strictObject({
    imo: z.string(),
    name: z.string(),
    flag: z.string().nullable(),
    type: z.string(),
    engineClasses: z.array(engineClass),
    grossTonnage: z.int().optional(),
    bunkerShip: z.boolean(),
    owners: z.array(z.strictObject({ organisation: z.string(), from: z.iso.date(), to: lastDay })),
    ...recordedReply,
  })
  .meta({ id: 'Ship' });

export const voyageReply = z
  .strictObject({
    id: z.string(),
    imo: z.string(),
    kind: z.enum(voyageKinds),
    from: z.iso.date(),
    to: lastDay,
    basis: z.string(),
    ...recordedReply,
  })
  .meta({ id: 'Voyage' });

export const licenceReply = z
  .strictObject({
    id: z.string(),
    holder: z.strictObject({ kind: z.enum(['organisation', 'craft']), id: z.string() }),
    number: z.string(),
    issuer: z.string(),
    ports: z.array(z.string()).meta({ description: 'UN/LOCODEs, or ANY alone' }),
    fuels: z.array(fuelKey),
    from: z.iso.date(),
    to: lastDay,
    endings: z.array(endingReply),
    ...recordedReply,
  })
  .meta({ id: 'Licence' });

const craftFields = {
  id: z.string(),
  kind: z.enum(craftKinds),
  name: z.string(),
  imo: z.string().optional(),
  registration: z.string().optional(),
  owner: z.string(),
  ...recordedReply,
};
export const craftReply = z.strictObject(craftFields).meta({ id: 'Craft' });
export const licensedCraftReply = z.strictObject({ ...craftFields, licences: z.array(licenceReply) }).meta({ id: 'LicensedCraft' });

export const meterReply = z
  .strictObject({
    id: z.string(),
    serial: z.string(),
    mountedOn: z.strictObject({ kind: z.enum(['craft', 'site']), id: z.string() }),
    certificates: z.array(z.strictObject({ number: z.string(), issuer: z.string(), from: z.iso.date(), to: lastDay })),
    seals: z.array(z.strictObject({ report: z.string(), numbers: z.array(z.string()), on: z.iso.date() })),
    lastTotaliser: z.string().meta({ description: 'tonnes as printed' }),
    lastReadAt: z.iso.datetime(),
    ...recordedReply,
  })
  .meta({ id: 'Meter' });

/** The reply of a record: the same, with its moment as text. */
const withMoment = <T extends { readonly recordedAt: Date }>(record: T) => ({ ...record, recordedAt: record.recordedAt.toISOString() });

export const shownShip = (ship: Ship): z.input<typeof shipReply> => ({
  ...withMoment(ship),
  engineClasses: [...ship.engineClasses],
  owners: ship.owners.map((owner) => ({ ...owner })),
});

export const shownVoyage = (voyage: Voyage): z.input<typeof voyageReply> => withMoment(voyage);

export const shownCraft = (craft: Craft): z.input<typeof craftReply> => withMoment(craft);

export const shownLicence = (licence: Licence): z.input<typeof licenceReply> => ({
  ...withMoment(licence),
  ports: [...licence.ports],
  fuels: [...licence.fuels],
  endings: licence.endings.map(withMoment),
});

export const shownMeter = (meter: Meter): z.input<typeof meterReply> => ({
  ...withMoment(meter),
  certificates: meter.certificates.map((certificate) => ({ ...certificate })),
  seals: meter.seals.map((seals) => ({ ...seals, numbers: [...seals.numbers] })),
  lastReadAt: meter.lastReadAt.toISOString(),
});
