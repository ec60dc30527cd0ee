import type { NoteItemView } from './delivery-note-view.ts';

export const noteSections = ['supply', 'product', 'gas', 'measurement', 'sustainability', 'declarations', 'further'] as const;
export type NoteSection = (typeof noteSections)[number];

const fields: Readonly<Record<Exclude<NoteSection, 'further'>, readonly string[]>> = {
  supply: [
    'bdnNumber',
    'receivingShipName',
    'receivingShipImo',
    'grossTonnage',
    'port',
    'deliveryCommencedAt',
    'supplierName',
    'supplierAddress',
    'supplierPhone',
    'bunkerCraftName',
    'bondedAccountBook',
  ],
  product: [
    'productName',
    'quantityMass',
    'fuelVolume',
    'density',
    'densityAndTemperature',
    'viscosity',
    'sulphur',
    'flashpoint',
    'waterContent',
    'ammoniaPurity',
    'bioComponentPct',
    'fameContent',
    'lhv',
    'hhv',
  ],
  gas: [
    'lngNetDelivered',
    'lngNetLiquid',
    'vapourReturn',
    'lngDensity',
    'lngTemperature',
    'lngPressure',
    'methaneNumber',
    'wobbe',
    'lngComposition',
  ],
  measurement: [
    'meterId',
    'meterSealReport',
    'totaliserNonResettableOpen',
    'totaliserNonResettableClose',
    'totaliserResettableOpen',
    'totaliserResettableClose',
    'meteredMassInAir',
    'hoseConnectedAt',
    'pumpStartAt',
    'pumpEndAt',
    'ticketPrintedAt',
  ],
  sustainability: ['posNumber', 'wttFactor'],
  declarations: ['declarationBasis', 'declarationReg183', 'marpolSampleSeal', 'otherSampleSeals'],
};

/** Said at another place of the paper: by the signatures, the hash, the seal and the code at its end. */
const elsewhere = new Set(['supplierSignature', 'shipSignature', 'authentication']);

/** The items of a note under the headings of the paper; what no heading names stands last, nothing is left out. */
export function sectionsOf(
  items: readonly NoteItemView[],
): readonly { readonly section: NoteSection; readonly items: readonly NoteItemView[] }[] {
  const named = new Set(Object.values(fields).flat());
  const shown = items.filter((item) => !elsewhere.has(item.field));
  const inSection = (section: NoteSection): readonly NoteItemView[] =>
    section === 'further'
      ? shown.filter((item) => !named.has(item.field))
      : fields[section].flatMap((field) => shown.filter((item) => item.field === field));
  return noteSections.map((section) => ({ section, items: inSection(section) })).filter((group) => group.items.length > 0);
}
