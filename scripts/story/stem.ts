import type { Cast, Party } from './cast.ts';
import { Refused, type Moment } from './client.ts';
import { gradeOf } from './grades.ts';
import type { Authorities, Craft, Depot } from './ground.ts';
import { idOf, markOf } from './names.ts';

export interface Nomination {
  readonly id: string;
  readonly state: string;
  readonly massKg: number;
  readonly heldKg: number;
}
export interface Delivery {
  readonly id: string;
  readonly massKg: number | null;
  readonly overKg: number;
  readonly shortKg: number;
  readonly gainKg: number;
}
export interface Note {
  readonly number: string;
  readonly state: string;
  readonly massKg: number;
  readonly contentHash: string;
  readonly remarks: readonly { readonly code: string }[];
}

/** The clock of one delivery: its day at the port, counted in minutes from midnight there. */
export interface Clock {
  readonly day: string;
  readonly reason: string;
}

export const at = ({ day, reason }: Clock, minutes: number): Moment => ({
  occurredAt: new Date(Date.parse(`${day}T00:00:00+08:00`) + minutes * 60_000).toISOString(),
  lateReason: reason,
});

/** One delivery from the ask to the certificate, a step at a time, each by whoever may take it. */
export interface Stem {
  readonly name: string;
  readonly clock: Clock;
  readonly cast: Cast;
  readonly authorities: Authorities;
  readonly line: Party;
  readonly depot: Depot;
  readonly ask: Readonly<Record<string, unknown>>;
}

const pass = (stem: Stem, step: string): string => `${step} ${markOf(stem.name, 12)}`;

export const nominate = (stem: Stem, minutes = 60): Promise<Nomination> =>
  stem.line.first.does<Nomination>(pass(stem, 'nominate'), '/v1/nominations', {
    id: idOf(`nomination ${stem.name}`),
    ...stem.ask,
    ...at(stem.clock, minutes),
  });

const path = (nomination: Nomination, step: string): string => `/v1/nominations/${nomination.id}/${step}`;

export const accept = (stem: Stem, nomination: Nomination, craft?: Craft): Promise<Nomination> =>
  stem.depot.supplier.first.does(pass(stem, 'accept'), path(nomination, 'acceptance'), {
    ...(craft && { craft: craft.id }),
    ...at(stem.clock, 70),
  });

export async function clear(stem: Stem, nomination: Nomination): Promise<void> {
  const { portOperator, customs, maritime } = stem.authorities;
  await portOperator.first.does(pass(stem, 'permit'), path(nomination, 'permit'), at(stem.clock, 80));
  await customs.first.does(pass(stem, 'customs clear'), path(nomination, 'clearance'), at(stem.clock, 85));
  await maritime.first.does(pass(stem, 'maritime clears'), path(nomination, 'clearance'), at(stem.clock, 90));
}

/** The held stock goes from the shore tank to the craft, its hold with it; `extraKg` is loaded free beside it. */
export async function load(stem: Stem, nomination: Nomination, craft: Craft, extraKg = 0): Promise<void> {
  const { supplier, tank: from } = stem.depot;
  await supplier.first.does(pass(stem, 'load'), '/v1/transfers', {
    from,
    to: craft.tank,
    massKg: nomination.massKg,
    nomination: nomination.id,
    ...at(stem.clock, 120),
  });
  if (extraKg > 0)
    await supplier.first.does(pass(stem, 'load free'), '/v1/transfers', { from, to: craft.tank, massKg: extraKg, ...at(stem.clock, 130) });
}

const checklists = new Map<string, Promise<readonly { item: string }[]>>();

export async function begin(stem: Stem, nomination: Nomination): Promise<Delivery> {
  const { supplier, grade } = stem.depot;
  const { fuel } = gradeOf(grade);
  const read = async () => {
    type Setting = { readonly scope: string; readonly value: readonly { item: string }[] };
    const { items } = await supplier.first.gets<{ items: readonly Setting[] }>('/v1/settings?key=delivery.checklist&limit=200');
    return items.find(({ scope }) => scope === `fuel:${fuel}`)?.value ?? [];
  };
  const asked = checklists.get(fuel) ?? read();
  checklists.set(fuel, asked);
  return supplier.first.does<Delivery>(pass(stem, 'begin'), path(nomination, 'begin'), {
    id: idOf(`delivery ${stem.name}`),
    checklist: (await asked).map(({ item }) => ({ item, answer: 'yes' })),
    openingReadings: [{ instrument: 'Draught gauge (assumed)', reading: '0' }],
    ...at(stem.clock, 180),
  });
}

export async function log(stem: Stem, delivery: Delivery): Promise<void> {
  const { first } = stem.authorities.portOperator;
  await first.does(pass(stem, 'log start'), `/v1/deliveries/${delivery.id}/log`, { kind: 'start', ...at(stem.clock, 185) });
  await first.does(pass(stem, 'log stop'), `/v1/deliveries/${delivery.id}/log`, { kind: 'stop', ...at(stem.clock, 480) });
}

/** Where a meter's non-resettable totaliser stands; each delivery goes on from the one before. */
const totalisers = new Map<string, number>();
const tonnes = (tenthsKg: number): string => `${Math.floor(tenthsKg / 10_000)}.${String(tenthsKg % 10_000).padStart(4, '0')}`;

export function metered(stem: Stem, craft: Craft, massKg: number): object {
  const openAt = totalisers.get(craft.meter) ?? 1000 * 10_000;
  const closeAt = openAt + massKg * 10;
  totalisers.set(craft.meter, closeAt);
  return {
    method: 'meter',
    tickets: [
      {
        number: `MT-${markOf(stem.name)}`,
        meter: craft.meter,
        openT: tonnes(openAt),
        closeT: tonnes(closeAt),
        resettableOpenT: '0.0000',
        resettableCloseT: tonnes(massKg * 10),
        massInAirT: tonnes(massKg * 10),
        temperatureC: 20,
        densityKgPerM3: gradeOf(stem.depot.grade).densityKgPerM3,
        pumpStartAt: at(stem.clock, 190).occurredAt,
        pumpEndAt: at(stem.clock, 470).occurredAt,
        printedAt: at(stem.clock, 475).occurredAt,
        seals: { report: `ASSUMED-${craft.meter}`, intactBefore: true, intactAfter: true },
      },
    ],
  };
}

/** A heel stays in the tank, so that the gauges before and after show a tank and not the delivery alone. */
const heelM3 = 200;

export function gauged(stem: Stem, craft: Craft, volumeM3: number): object {
  const { densityKgPerM3, densityAtC } = gradeOf(stem.depot.grade);
  const gauge = (m3: number, minutes: number) => ({
    tank: craft.tank,
    volumeM3: m3,
    temperatureC: densityAtC,
    pressureMPa: 0.12,
    densityKgPerM3,
    at: at(stem.clock, minutes).occurredAt,
  });
  return { method: 'gauging', before: [gauge(volumeM3 + heelM3, 185)], after: [gauge(heelM3, 475)], vapour: null };
}

export const weighed = (stem: Stem, massKg: number): object => ({
  method: 'weighbridge',
  tickets: [
    {
      number: `WB-${markOf(stem.name)}`,
      weighbridge: 'Weighbridge 1',
      fullKg: massKg + 15_000,
      emptyKg: 15_000,
      at: at(stem.clock, 470).occurredAt,
    },
  ],
});

export const measure = (stem: Stem, delivery: Delivery, measurement: object): Promise<Delivery> =>
  stem.depot.supplier.first.does<Delivery>(pass(stem, 'measure'), `/v1/deliveries/${delivery.id}/measurement`, {
    measurement,
    ...at(stem.clock, 485),
  });

export interface Said {
  readonly assumed?: readonly string[];
  readonly items?: Readonly<Record<string, unknown>>;
  readonly soldAsCertified?: boolean;
}

/** What neither instrument nor register tells is said by the supplier; what nobody published is marked assumed. */
export function draft(stem: Stem, delivery: Delivery, { assumed = [], items = {}, soldAsCertified }: Said = {}): Promise<Note> {
  const oil = gradeOf(stem.depot.grade).fuel === 'BIOFUEL';
  return stem.depot.supplier.first.does<Note>(pass(stem, 'draft'), `/v1/deliveries/${delivery.id}/note`, {
    items: {
      declarationReg183: true,
      ...(oil && { declarationBasis: 'REG_14_1', marpolSampleSeal: `SEAL-${markOf(stem.name)}` }),
      ...items,
    },
    assumed: [...assumed, ...(oil ? ['marpolSampleSeal'] : [])],
    ...(soldAsCertified !== undefined && { soldAsCertified }),
    ...at(stem.clock, 490),
  });
}

export const supplierSigns = (stem: Stem, note: Note, by = stem.depot.supplier.first): Promise<Note> =>
  by.does<Note>(`sign ${note.number}`, `/v1/notes/${note.number}/signatures`, {
    contentHash: note.contentHash,
    office: 'Bunker clerk',
    ...at(stem.clock, 500),
  });

/** The chief engineer has no account: a one-time link shows the note, and what is posted there signs it or protests. */
export async function shipAnswers(stem: Stem, note: Note, protest?: string): Promise<Note> {
  const { first } = stem.depot.supplier;
  const sealed = await first.gets<Note>(`/v1/notes/${note.number}`);
  if (sealed.state === 'supplier-signed') {
    const { url, contentHash } = await first.does<{ url?: string; contentHash: string }>(
      `ship link ${note.number}`,
      `/v1/notes/${note.number}/ship-link`,
      at(stem.clock, 505),
    );
    if (url === undefined) throw new Error(`note ${note.number} has no open link`);
    const answer = protest === undefined ? { decision: 'sign', confirmed: 'yes' } : { decision: 'refuse', reason: protest };
    await stem.cast.nobody.does(`ship answers ${note.number}`, new URL(url).pathname, {
      ...answer,
      hash: contentHash,
      office: 'Chief engineer',
    });
  }
  return first.gets<Note>(`/v1/notes/${note.number}`);
}

export interface Certified {
  readonly id: string;
  readonly state: string;
  readonly wtwGPerMj: string;
}

interface CertificateReply {
  readonly certificate: { readonly id: string; readonly state: string };
  readonly intensities: readonly { readonly of: 'certified' | 'delivered'; readonly engineClass: string | null; readonly wtw: string }[];
}

/** Well-to-wake of the certified part, for each engine class that matters. */
const wtwOf = ({ intensities }: CertificateReply): string =>
  intensities
    .filter(({ of }) => of === 'certified')
    .map(({ engineClass, wtw }) => (engineClass === null ? wtw : `${wtw} ${engineClass}`))
    .join(', ');

/** The supplier uses the proof, the line asks, the certifier approves. */
export async function certify(
  stem: Stem,
  delivery: Delivery,
  proof: { readonly name: string; readonly massKg: number },
  which = '',
): Promise<Certified> {
  const { supplier } = stem.depot;
  if (which === '') {
    await supplier.first.does(pass(stem, 'use proofs'), `/v1/deliveries/${delivery.id}/proofs`, {
      proofs: [{ proof: idOf(`proof ${proof.name}`), massKg: proof.massKg }],
      ...at(stem.clock, 600),
    });
  }
  const id = idOf(`certificate ${stem.name}${which}`);
  const { certifier } = stem.authorities;
  await stem.line.first.does(pass(stem, `ask certificate${which}`), '/v1/certificates', {
    id,
    delivery: delivery.id,
    certifier: certifier.id,
    ...at(stem.clock, 610),
  });
  await certifier.first.does(pass(stem, `approve${which}`), `/v1/certificates/${id}/decision`, {
    decision: 'approve',
    ...at(stem.clock, 620),
  });
  const reply = await certifier.first.gets<CertificateReply>(`/v1/certificates/${id}`);
  return { id, state: reply.certificate.state, wtwGPerMj: wtwOf(reply) };
}

/** The line asks for a certificate that cannot be; the codes say why. */
export async function certificateRefused(stem: Stem, delivery: Delivery): Promise<readonly string[]> {
  try {
    const asked = {
      id: idOf(`certificate ${stem.name}`),
      delivery: delivery.id,
      certifier: stem.authorities.certifier.id,
      ...at(stem.clock, 610),
    };
    await stem.line.first.does(pass(stem, 'ask certificate'), '/v1/certificates', asked);
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.codes;
    throw error;
  }
}

/** From the ask to the sealed note, as most deliveries go. */
export async function delivered(
  stem: Stem,
  craft: Craft,
  how: { measured: (massKg: number) => object; said?: Said; extraKg?: number; protest?: string },
) {
  const nomination = await nominate(stem);
  await accept(stem, nomination, craft);
  await clear(stem, nomination);
  await load(stem, nomination, craft, how.extraKg);
  const begun = await begin(stem, nomination);
  await log(stem, begun);
  const delivery = await measure(stem, begun, how.measured(nomination.massKg));
  const drafted = await draft(stem, delivery, how.said);
  const signed = await supplierSigns(stem, drafted);
  const note = await shipAnswers(stem, signed, how.protest);
  return { nomination, delivery, note };
}
