import type { Cast, Party } from './cast.ts';
import { Refused } from './client.ts';
import { gradeOf, grades } from './grades.ts';
import type { Authorities, Depot, Ground } from './ground.ts';
import type { Outcome } from './outcome.ts';
import type { Places } from './places.ts';
import { remarksOf } from './flags.ts';
import { idOf } from './names.ts';
import type { Expected, Published } from './published-records.ts';
import * as stem from './stem.ts';

export interface Replay {
  readonly cast: Cast;
  readonly authorities: Authorities;
  readonly ground: Ground;
  readonly places: Places;
  readonly line: Party;
}

const reason = 'Replay of a published delivery';
const firstDayOf = ({ date }: Published): string => `${date}-01-01`.slice(0, 10);
const imoWithin = (imo: string | null): imo is string => imo !== null && /^\d{7}$/.test(imo);
/** A quantity in kilograms, as the stock that is laid for it needs it. */
const kgOf = ({ quantity, fuel }: Published): number | null =>
  quantity &&
  (quantity.unit === 't' ? Math.round(quantity.value * 1000) : Math.round(quantity.value * (grades[fuel ?? '']?.densityKgPerM3 ?? 0)));

export const supplierOf = (cast: Cast, name: string): Promise<Party> => cast.admit({ kind: 'supplier', name: { en: name } });

/** Lays what no record publishes, so that only the record's facts decide: register, licences, enough stock, a voyage where it is silent. */
export async function layPublished(
  { cast, ground, places, line }: Replay,
  records: readonly Published[],
): Promise<ReadonlyMap<string, Depot>> {
  const stockKg = new Map<string, number>();
  const depots = new Map<string, Depot>();
  for (const one of records) {
    const { receivingShip: ship, port, fuel, supplier } = one;
    if (imoWithin(ship.imo)) {
      const facts = { ...(ship.flag && { flag: ship.flag }), ...(ship.type && { type: ship.type }) };
      await ground.ship(ship.imo, ship.name ?? 'Ship', line, facts).catch(ignoreBadNumber);
      if (one.voyage === null) await ground.voyage(ship.imo).catch(ignoreBadNumber);
    }
    if (supplier === null) continue;
    const party = await supplierOf(cast, supplier);
    await ground.supplier(party);
    const main = port === null ? null : places.mainOf(port);
    const massKg = kgOf(one);
    if (main?.bonded !== true || fuel === null || !(fuel in grades) || massKg === null) continue;
    const key = `${supplier}|${main.unlocode}|${fuel}`;
    depots.set(key, await ground.depot(party, main.unlocode, fuel));
    stockKg.set(key, (stockKg.get(key) ?? 0) + massKg);
  }
  for (const [key, depot] of depots) await ground.receive(depot, `published ${key}`, Math.ceil((stockKg.get(key) ?? 0) * 1.5));
  return depots;
}

/** A number that fails its check digit is in no register; the record is refused for it, not its ground. */
const ignoreBadNumber = (error: unknown): void => {
  if (!(error instanceof Refused) || !error.codes.every((code) => code === 'IMO_INVALID' || code === 'VALIDATION')) throw error;
};

async function askOf({ cast, line }: Replay, one: Published): Promise<Record<string, unknown>> {
  const { receivingShip: ship, quantity, bonded, voyage } = one;
  const supplier = one.supplier === null ? undefined : (await supplierOf(cast, one.supplier)).id;
  return {
    line: line.id,
    ...(supplier !== undefined && { supplier }),
    ...(one.port !== null && { port: one.port }),
    ...(one.place !== null && { place: one.place }),
    ...(one.fuel !== null && { grade: one.fuel }),
    ...(ship.imo !== null && { imo: ship.imo }),
    ...(voyage !== null && { voyage }),
    ...(bonded !== null && { fromBond: bonded }),
    ...(quantity?.unit === 't' && { massKg: Math.round(quantity.value * 1000) }),
    ...(quantity?.unit === 'm3' && { volumeM3: quantity.value }),
    laycan: { from: one.date },
    replay: true,
    sources: one.sources.map(({ publisher, title, date }) => ({ publisher, title, date })),
  };
}

/** Puts one record to the service as it was published, and follows it as far as the service lets it go. */
export async function replay(
  whole: Replay,
  one: Published,
  expected: Expected | undefined,
  depots: ReadonlyMap<string, Depot>,
): Promise<Outcome> {
  const ask = { ...(await askOf(whole, one)), remarks: remarksOf(one) };
  const title = `${one.date}  ${one.port ?? '?'}  ${one.fuel ?? '?'}  ${one.receivingShip.name ?? 'ship not named'}`;
  const base = { id: one.id, title, port: one.port ?? '?', fuel: one.fuel ?? '?' };
  const main = one.port === null ? null : whole.places.mainOf(one.port);
  const depot = depots.get(`${one.supplier}|${main?.unlocode}|${one.fuel}`);
  // What an earlier run has delivered is no longer in stock: it is followed, not asked for again.
  if (depot && (await isNominated(whole, one))) return accepted(whole, one, expected, depot, ask, base);
  const flight = await whole.line.first.asks<{ wouldBeTaken: boolean; refusals: readonly { code: string; en: { remedy: string } }[] }>(
    '/v1/nominations/preflight',
    ask,
  );
  const told = flight.refusals.map(({ code }) => code);
  if (told.length > 0 || !depot) {
    const codes = await nominationCodes(whole, one, ask);
    const remedies = flight.refusals.every(({ en }) => en.remedy.length > 0);
    const right =
      expected?.outcome !== 'accepted' && same(codes, told) && remedies && (expected === undefined || same(codes, expected.reasons));
    return {
      ...base,
      right,
      result: `refused: ${codes.join(', ')}`,
      ...(!right && { why: `expected ${expected?.outcome} ${expected?.reasons.join(', ')}; preflight says ${told.join(', ')}` }),
    };
  }
  return accepted(whole, one, expected, depot, ask, base);
}

const isNominated = ({ line }: Replay, { id }: Published): Promise<boolean> =>
  line.first.gets(`/v1/nominations/${idOf(`nomination ${id}`)}`).then(
    () => true,
    () => false,
  );

async function nominationCodes({ line }: Replay, one: Published, ask: object): Promise<readonly string[]> {
  try {
    await line.first.does(`refused ${one.id}`, '/v1/nominations', { ...ask, ...stem.at({ day: firstDayOf(one), reason }, 60) });
    return ['none: it was taken'];
  } catch (error) {
    if (error instanceof Refused) return error.codes;
    throw error;
  }
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((code, at) => code === b[at]);

/** What news never publish of a delivery, by how it was measured; the density's item depends on the fuel. */
const unpublished = {
  meter: [
    ...['meterId', 'meterSealReport', 'totaliserNonResettableOpen', 'totaliserNonResettableClose', 'totaliserResettableOpen'],
    ...['meteredMassInAir', 'pumpStartAt', 'pumpEndAt', 'ticketPrintedAt', 'deliveryCommencedAt', 'supplierAddress', 'supplierPhone'],
  ],
  gauging: ['lngDensity', 'lngTemperature', 'lngPressure', 'deliveryCommencedAt', 'supplierAddress', 'supplierPhone'],
} as const;

const densityItem = (grade: string): string =>
  gradeOf(grade).fuel === 'BIOFUEL' || gradeOf(grade).fuel === 'FUEL_OIL' ? 'density' : 'densityAndTemperature';

async function accepted(
  whole: Replay,
  one: Published,
  expected: Expected | undefined,
  depot: Depot,
  ask: Record<string, unknown>,
  base: Pick<Outcome, 'id' | 'title' | 'port' | 'fuel'>,
): Promise<Outcome> {
  const { cast, authorities, ground, line } = whole;
  const vessel = one.bunkerVessel.name ?? 'Bunker vessel (not published)';
  const craft = await ground.craft(
    depot.supplier,
    depot.port,
    depot.grade,
    vessel,
    one.bunkerVessel.mode === 'truck-to-ship' ? 'truck' : 'barge',
  );
  const going: stem.Stem = { name: one.id, clock: { day: firstDayOf(one), reason }, cast, authorities, line, depot, ask };
  const how = gradeOf(depot.grade).measured;
  const assumed = [...unpublished[how], densityItem(depot.grade), ...(one.bunkerVessel.name === null ? ['bunkerCraftName'] : [])];
  const { note, delivery } = await stem.delivered(going, craft, {
    measured: (massKg) => (how === 'gauging' ? stem.gauged(going, craft, volumeOf(one, massKg)) : stem.metered(going, craft, massKg)),
    said: { assumed },
  });
  const codes = await stem.certificateRefused(going, delivery);
  const flags = remarksOf(one).map(({ code }) => code);
  const shown = new Set(note.remarks.map(({ code }) => code));
  const missing = (expected?.flags ?? flags).filter((flag) => !shown.has(flag));
  const right = expected?.outcome !== 'refused' && note.state === 'sealed' && same(codes, ['CERTIFICATE_NO_PROOF']) && missing.length === 0;
  const why = `note ${note.state}; certificate ${codes.join(', ') || 'asked'}; flags missing: ${missing.join(', ') || 'none'}`;
  return { ...base, right, result: 'sealed; no proof, no certificate', note: note.number, massKg: note.massKg, ...(!right && { why }) };
}

const volumeOf = ({ quantity }: Published, massKg: number): number =>
  quantity?.unit === 'm3' ? quantity.value : massKg / gradeOf('LNG').densityKgPerM3;
