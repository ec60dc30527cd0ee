import type { Craft } from './ground.ts';
import { idOf, markOf } from './names.ts';
import { at, nominationId, pass, type Delivery, type Nomination, type Note, type Stem } from './stem-told.ts';

export * from './certify.ts';
export * from './instruments.ts';
export * from './stem-told.ts';

export const nominate = (stem: Stem, minutes = 60): Promise<Nomination> =>
  stem.line.first.does<Nomination>(pass(stem, 'nominate'), '/v1/nominations', {
    id: nominationId(stem.name),
    ...stem.ask,
    ...at(stem.clock, minutes),
  });

const path = (nomination: Nomination, step: string): string => `/v1/nominations/${nomination.id}/${step}`;

export const accept = (stem: Stem, nomination: Nomination, craft: Craft | null = null): Promise<Nomination> =>
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

export function begin(stem: Stem, nomination: Nomination): Promise<Delivery> {
  const { supplier, checklist } = stem.depot;
  return supplier.first.does<Delivery>(pass(stem, 'begin'), path(nomination, 'begin'), {
    id: idOf(`delivery ${stem.name}`),
    checklist: checklist.map((item) => ({ item, answer: 'yes' })),
    openingReadings: [{ instrument: 'Draught gauge (assumed)', reading: '0' }],
    ...at(stem.clock, 180),
  });
}

export async function log(stem: Stem, delivery: Delivery): Promise<void> {
  const { first } = stem.authorities.portOperator;
  await first.does(pass(stem, 'log start'), `/v1/deliveries/${delivery.id}/log`, { kind: 'start', ...at(stem.clock, 185) });
  await first.does(pass(stem, 'log stop'), `/v1/deliveries/${delivery.id}/log`, { kind: 'stop', ...at(stem.clock, 480) });
}

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
  const { declares } = stem.depot.grade;
  return stem.depot.supplier.first.does<Note>(pass(stem, 'draft'), `/v1/deliveries/${delivery.id}/note`, {
    items: {
      declarationReg183: true,
      ...(declares && { declarationBasis: declares, marpolSampleSeal: `SEAL-${markOf(stem.name)}` }),
      ...items,
    },
    assumed: [...assumed, ...(declares ? ['marpolSampleSeal'] : [])],
    ...(declares === 'PURCHASER_LIMIT' && { purchaserLimit: { sulphurPct: 3.5, notice: 'Assumed: for use with exhaust gas cleaning' } }),
    ...(soldAsCertified !== undefined && { soldAsCertified }),
    ...at(stem.clock, 490),
  });
}

export const supplierSigns = (stem: Stem, note: Note, by = stem.depot.supplier.first, minutes = 500): Promise<Note> =>
  by.does<Note>(`sign ${note.number}`, `/v1/notes/${note.number}/signatures`, {
    contentHash: note.contentHash,
    office: 'Bunker clerk',
    ...at(stem.clock, minutes),
  });

export interface Answering {
  /** Why the ship refuses to sign; it signs where no reason is given. */
  readonly protest?: string | undefined;
  readonly minutes?: number;
}

/** The chief engineer has no account: a one-time link shows the note, and what is posted there signs it or protests. */
export async function shipAnswers(stem: Stem, note: Note, { protest, minutes = 510 }: Answering = {}): Promise<Note> {
  const { first } = stem.depot.supplier;
  const sealed = await first.gets<Note>(`/v1/notes/${note.number}`);
  if (sealed.state === 'supplier-signed') {
    // A link of an earlier run that was cut off may have ended since, so a new one is made.
    const { url, contentHash } = await first.does<{ url?: string; contentHash: string }>(
      `ship link ${note.number} ${Date.now()}`,
      `/v1/notes/${note.number}/ship-link`,
      at(stem.clock, minutes - 5),
    );
    if (url === undefined) throw new Error(`note ${note.number} has no open link`);
    const answer = protest === undefined ? { decision: 'sign', confirmed: 'yes' } : { decision: 'refuse', reason: protest };
    await stem.cast.nobody.does(`ship answers ${note.number}`, new URL(url).pathname, {
      ...answer,
      hash: contentHash,
      office: 'Chief engineer',
      ...at(stem.clock, minutes),
    });
  }
  return first.gets<Note>(`/v1/notes/${note.number}`);
}

/** From the ask to the sealed note, as most deliveries go; without a craft it goes from the shore tank. */
export async function delivered(
  stem: Stem,
  craft: Craft | null,
  how: { measured: (massKg: number) => object | Promise<object>; said?: Said; extraKg?: number; protest?: string },
) {
  const nomination = await nominate(stem);
  await accept(stem, nomination, craft);
  await clear(stem, nomination);
  if (craft) await load(stem, nomination, craft, how.extraKg);
  const begun = await begin(stem, nomination);
  await log(stem, begun);
  const delivery = await measure(stem, begun, await how.measured(nomination.massKg));
  const drafted = await draft(stem, delivery, how.said);
  const signed = await supplierSigns(stem, drafted);
  const note = await shipAnswers(stem, signed, { protest: how.protest });
  return { nomination, delivery, note };
}
