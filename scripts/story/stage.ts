import { checkDigit } from '../../src/fleet/imo.ts';
import type { Cast, Party } from './cast.ts';
import type { Authorities, Craft, Depot, Ground, Meter } from './ground.ts';
import { gradeOf } from './grades.ts';
import type { Outcome } from './outcome.ts';
import { namedOnNote, type ProofFacts } from './proof-body.ts';
import type { State } from './state.ts';
import * as stem from './stem.ts';

/** What a constructed delivery plays on. */
export interface Stage {
  readonly cast: Cast;
  readonly authorities: Authorities;
  readonly ground: Ground;
  readonly line: Party;
  readonly state: State;
}

export type Told = Pick<Outcome, 'result' | 'right'> & Partial<Outcome>;

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly port: string;
  readonly grade: string;
  play(stage: Stage): Promise<Told>;
}

/** A number that begins with 00 is never given to a ship: it stands for a constructed one. */
export function constructedImo(number: number): string {
  const six = `00${String(number).padStart(4, '0')}`;
  return `${six}${checkDigit(six)}`;
}

/** A day at the port, so many days before the day of the first run. */
export const daysBefore = ({ base }: State, days: number): string =>
  new Date(Date.parse(`${base}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

export interface Setting {
  readonly scenario: Pick<Scenario, 'id' | 'port' | 'grade'>;
  /** Its number: "Ship 1" and its IMO number follow from it. */
  readonly ship: number;
  readonly supplier: string;
  readonly massKg: number;
  readonly daysBefore: number;
  readonly proofs?: readonly ProofFacts[];
  readonly engineClasses?: readonly string[];
  readonly stockKg?: number;
  readonly craft?: { readonly name: string; readonly kind?: 'barge' | 'truck'; readonly capacityM3?: number };
  readonly laycan?: object;
}

export interface Set {
  readonly stem: stem.Stem;
  readonly craft: Craft;
  readonly meter: Meter;
  readonly depot: Depot;
}

/** Lays the ground of one constructed delivery: its ship, supplier, stock (with proofs) and craft. */
export async function setUp(stage: Stage, { scenario, ship, supplier: name, massKg, proofs = [], ...more }: Setting): Promise<Set> {
  const { cast, ground, line, authorities, state } = stage;
  const { id, port, grade } = scenario;
  const imo = constructedImo(ship);
  await ground.ship(imo, `Ship ${ship}`, line, {
    type: 'constructed ship',
    ...(more.engineClasses && { engineClasses: more.engineClasses }),
  });
  const supplier = await cast.admit({ kind: 'supplier', name: { en: name } });
  await ground.supplier(supplier);
  const depot = await ground.depot(supplier, port, gradeOf(grade));
  const day = daysBefore(state, more.daysBefore);
  const clock = { day, reason: 'Told after the fact by the story' };
  const received = { ...stem.at({ day: daysBefore(state, more.daysBefore + 2), reason: clock.reason }, 600) };
  await ground.receive(depot, `constructed ${id}`, more.stockKg ?? Math.ceil(massKg * 1.2), received, proofs);
  const craft = await ground.craft(depot, more.craft?.name ?? `Barge of ${name}`, more.craft?.kind, more.craft?.capacityM3);
  const meter = await ground.meter(craft.id, depot, craft);
  const ask = {
    supplier: supplier.id,
    port,
    grade,
    imo,
    voyage: 'international',
    fromBond: true,
    massKg,
    laycan: more.laycan ?? { from: day },
    replay: true,
  };
  return { stem: { name: id, clock, cast, authorities, line, depot, ask }, craft, meter, depot };
}

/** What the supplier says on the note of fuel that it sells as certified. */
export const soldWith = (proof: ProofFacts): stem.Said => ({ soldAsCertified: true, items: { posNumber: namedOnNote(proof) } });

/** A delivery with a proof, to the certificate. */
export async function certified(
  stage: Stage,
  setting: Setting,
  proof: ProofFacts,
  measured: (set: Set, massKg: number) => object,
): Promise<Told> {
  const set = await setUp(stage, { ...setting, proofs: [proof] });
  const { delivery, note } = await stem.delivered(set.stem, set.craft, {
    measured: (massKg) => measured(set, massKg),
    said: soldWith(proof),
  });
  const certificate = await stem.certify(set.stem, delivery, proof);
  return {
    right: note.state === 'sealed' && certificate.state === 'issued',
    result: 'sealed and certified',
    note: note.number,
    massKg: note.massKg,
    certificates: [certificate.id],
    wtwGPerMj: certificate.wtwGPerMj,
  };
}

export const byMeter = (set: Set, massKg: number): object => stem.metered(set.stem, set.meter, massKg);
export const byGauging = (set: Set, massKg: number): object =>
  stem.gauged(set.stem, set.craft.tank, massKg / set.depot.grade.densityKgPerM3);
export const byWeighbridge = (set: Set, massKg: number): object => stem.weighed(set.stem, massKg);
