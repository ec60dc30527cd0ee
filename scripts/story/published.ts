import type { Cast, Party } from './cast.ts';
import { Refused } from './client.ts';
import { remarksOf } from './flags.ts';
import { knownGrade, type GradeFacts } from './grades.ts';
import type { Depot } from './ground.ts';
import type { Outcome } from './outcome.ts';
import { nameOf, type Expected, type Published } from './published-records.ts';
import { followed } from './published-delivery.ts';
import { clockOf, same, type Going, type Replay } from './replay.ts';
import * as stem from './stem.ts';

const imoWithin = (imo: string | null): imo is string => imo !== null && /^\d{7}$/.test(imo);

/** A quantity in kilograms, as the stock that is laid for it needs it. */
const kgOf = ({ quantity }: Published, { densityKgPerM3 }: GradeFacts): number =>
  Math.round((quantity?.value ?? 0) * (quantity?.unit === 'm3' ? densityKgPerM3 : 1000));

const supplierOf = (cast: Cast, name: string): Promise<Party> => cast.admit({ kind: 'supplier', name: { en: name } });

/** Lays what no record publishes, so that only the record's facts decide: register, licences, enough stock, a voyage where it is silent. */
export async function layPublished(whole: Replay, records: readonly Published[]): Promise<ReadonlyMap<Published, Depot>> {
  const { ground, line } = whole;
  const depots = new Map<Published, Depot>();
  for (const one of records) {
    const { receivingShip: ship, voyage } = one;
    if (imoWithin(ship.imo)) {
      const facts = { ...(ship.flag && { flag: ship.flag }), ...(ship.type && { type: ship.type }) };
      await ground.ship(ship.imo, ship.name ?? 'Ship', line, facts).catch(ignoreBadNumber);
      if (voyage === null) await ground.voyage(ship.imo).catch(ignoreBadNumber);
    }
    const depot = await layStock(whole, one);
    if (depot) depots.set(one, depot);
  }
  return depots;
}

/** Each record gets stock of its own, half as much again as it asks for; none where its supplier, port, fuel or quantity is missing. */
async function layStock({ cast, ground, places }: Replay, one: Published): Promise<Depot | null> {
  if (one.supplier === null) return null;
  const party = await supplierOf(cast, one.supplier);
  await ground.supplier(party);
  const main = one.port === null ? null : places.mainOf(one.port);
  const grade = knownGrade(one.fuel, one.blendBase);
  const massKg = grade ? kgOf(one, grade) : 0;
  if (main?.bonded !== true || !grade || massKg <= 0) return null;
  const depot = await ground.depot(party, main.unlocode, grade);
  await ground.receive(depot, `published ${nameOf(one)}`, Math.ceil(massKg * 1.5));
  return depot;
}

/** A number that fails its check digit is in no register; the record is refused for it, not its ground. */
const ignoreBadNumber = (error: unknown): void => {
  if (!(error instanceof Refused) || !error.codes.every((code) => code === 'IMO_INVALID' || code === 'VALIDATION')) throw error;
};

/** The nomination of a record, exactly as it was published: what is absent there is absent here. */
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
    ...(one.date !== null && { laycan: { from: one.date } }),
    replay: true,
    remarks: remarksOf(one),
    sources: one.sources,
  };
}

/** Puts one record to the service as it was published, and follows it as far as the service lets it go. */
export async function replay(
  whole: Replay,
  one: Published,
  expected: Expected | undefined,
  depots: ReadonlyMap<Published, Depot>,
): Promise<Outcome> {
  const going = { whole, one, expected, ask: await askOf(whole, one) };
  const title = `${one.date ?? 'no date'}  ${one.port ?? '?'}  ${one.fuel ?? '?'}  ${one.receivingShip.name ?? 'ship not named'}`;
  const base = { id: one.id, title, port: one.port ?? '?', fuel: one.fuel ?? '?' };
  const depot = depots.get(one);
  // What an earlier run has delivered is no longer in stock: it is followed, not asked for again.
  if (depot && (await isNominated(whole, one))) return { ...base, ...(await followed(going, depot)) };
  const flight = await whole.line.first.asks<Flight>('/v1/nominations/preflight', going.ask);
  if (flight.wouldBeTaken && depot) return { ...base, ...(await followed(going, depot)) };
  return { ...base, ...(await refused(going, flight)) };
}

interface Flight {
  readonly wouldBeTaken: boolean;
  readonly refusals: readonly { readonly code: string; readonly en: { readonly remedy: string } }[];
}

const isNominated = ({ line }: Replay, one: Published): Promise<boolean> =>
  line.first.gets(`/v1/nominations/${stem.nominationId(nameOf(one))}`).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refused && error.problem.status === 404) return false;
      throw error;
    },
  );

/** A record that the service must refuse: preflight and nomination give the same codes, each with its remedy. */
async function refused({ whole, one, expected, ask }: Going, { refusals }: Flight): Promise<Pick<Outcome, 'result' | 'right' | 'why'>> {
  const reasons = await nominationReasons(whole, one, ask);
  const [codes, told] = [reasons, refusals].map((list) => list.map(({ code }) => code)) as [string[], string[]];
  const remedies = [...reasons, ...refusals].every(({ en }) => en.remedy.length > 0);
  const asExpected = expected === undefined || (expected.outcome === 'refused' && same(codes, expected.reasons));
  const right = codes.length > 0 && same(codes, told) && remedies && asExpected;
  const wanted = expected ? [expected.outcome, ...expected.reasons].join(' ') : 'anything';
  return {
    right,
    result: codes.length > 0 ? `refused: ${codes.join(', ')}` : 'taken',
    ...(!right && { why: `expected: ${wanted}; preflight: ${told.join(', ') || 'taken'}${remedies ? '' : '; a remedy is missing'}` }),
  };
}

async function nominationReasons({ line }: Replay, one: Published, ask: object): Promise<Flight['refusals']> {
  try {
    await line.first.does(`refused ${nameOf(one)}`, '/v1/nominations', { ...ask, ...stem.at(clockOf(one), 60) });
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.problem.reasons;
    throw error;
  }
}
