import { canonicalJson } from '../../src/canonical.ts';
import { flagCodes, flagsOf } from './flags.ts';
import type { Craft, Depot } from './ground.ts';
import type { Outcome } from './outcome.ts';
import { nameOf, type Published } from './published-records.ts';
import { clockOf, same, type Going } from './replay.ts';
import * as stem from './stem.ts';

/** What news never publish of a delivery, by how it was measured; some items depend on the fuel. */
const unpublished = {
  meter: [
    ...['meterId', 'meterSealReport', 'totaliserNonResettableOpen', 'totaliserNonResettableClose', 'totaliserResettableOpen'],
    ...['meteredMassInAir', 'pumpStartAt', 'pumpEndAt', 'ticketPrintedAt'],
  ],
  gauging: ['lngDensity', 'lngTemperature', 'lngPressure'],
  always: ['deliveryCommencedAt', 'supplierAddress', 'supplierPhone', 'declarationReg183', 'bondedAccountBook'],
} as const;

function assumedOf({ bunkerVessel }: Published, { grade: { measured, declares } }: Depot, craft: Craft | null): readonly string[] {
  const ofFuel = declares === null ? ['densityAndTemperature'] : ['density', 'declarationBasis'];
  return [...unpublished[measured], ...unpublished.always, ...ofFuel, ...(craft && bunkerVessel.name === null ? ['bunkerCraftName'] : [])];
}

/** A record that the service takes: from the nomination to the sealed note, and to the certificate that is refused for want of a proof. */
export async function followed(
  { whole, one, expected, ask }: Going,
  depot: Depot,
): Promise<Omit<Outcome, 'id' | 'title' | 'port' | 'fuel'>> {
  const { cast, authorities, ground, line } = whole;
  const name = nameOf(one);
  const craft = await craftOf(ground, one, depot);
  const going: stem.Stem = { name, clock: clockOf(one), cast, authorities, line, depot, ask };
  const { measured, densityKgPerM3 } = depot.grade;
  const byMass = async (massKg: number): Promise<object> => stem.metered(going, await ground.meter(name, depot, craft), massKg);
  const byVolume = (massKg: number): object =>
    stem.gauged(going, craft?.tank ?? depot.tank, one.quantity?.unit === 'm3' ? one.quantity.value : massKg / densityKgPerM3);
  const { note, delivery } = await stem.delivered(going, craft, {
    measured: measured === 'gauging' ? byVolume : byMass,
    said: { assumed: assumedOf(one, depot, craft) },
  });
  const codes = await stem.certificateRefused(going, delivery);
  const shown = flagCodes.filter((flag) => note.remarks.some(({ code }) => code === flag));
  const wanted = flagCodes.filter((flag) => (expected?.flags ?? flagsOf(one)).includes(flag));
  const faults = [
    ...(expected?.outcome === 'refused' ? [`expected refused ${expected.reasons.join(', ')}`] : []),
    ...(note.state === 'sealed' && note.replay ? [] : [`the note is ${note.state}${note.replay ? '' : ' and no replay'}`]),
    ...(same(codes, ['CERTIFICATE_NO_PROOF']) ? [] : [`the certificate: ${codes.join(', ') || 'taken'}`]),
    ...(expected?.outcome === 'refused' || same(shown, wanted)
      ? []
      : [`flags ${shown.join(', ') || 'none'} instead of ${wanted.join(', ') || 'none'}`]),
    ...(canonicalJson(note.sources) === canonicalJson(one.sources) ? [] : ['its sources do not stand on the note']),
  ];
  return {
    right: faults.length === 0,
    result: 'sealed; no proof, no certificate',
    note: note.number,
    massKg: note.massKg,
    ...(faults.length > 0 && { why: faults.join('; ') }),
  };
}

async function craftOf(ground: Going['whole']['ground'], { bunkerVessel: { name, mode } }: Published, depot: Depot) {
  if (mode === 'pipeline') return null;
  const kind = mode === 'truck-to-ship' ? 'truck' : 'barge';
  return ground.craft(depot, name ?? `${kind === 'truck' ? 'Trucks' : 'Bunker vessel'} (not published)`, kind);
}
