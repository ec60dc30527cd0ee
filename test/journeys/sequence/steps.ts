import { randomUUID } from 'node:crypto';
import fc, { type Arbitrary } from 'fast-check';
import { parcelDraft, proofDraft, type Ground } from '../ground.ts';
import { noteBody, today, weighed } from '../stem.ts';
import type { Deed } from './driver.ts';
import { nextDeed, type Stem } from './stems.ts';

/** What has come of the sequence so far: a deed picks what it is about from here. */
export interface Sofar {
  readonly ground: Ground;
  readonly checklist: readonly object[];
  readonly stems: Map<string, Stem>;
  readonly proofs: string[];
  readonly parcels: string[];
  readonly alerts: string[];
  readonly certificates: string[];
}

/** One step by chance: what is done, to which thing, how much, and in what circumstances. */
export interface Step {
  readonly kind: keyof typeof deeds;
  readonly pick: number;
  readonly massKg: number;
  readonly part: number;
  readonly how: 'plain' | 'late' | 'late without a reason' | 'repeated' | 'twice at once' | 'beside a rival';
}

const pickOf = <T>(from: Iterable<T>, pick: number): T | undefined => {
  const all = [...from];
  return all[pick % Math.max(1, all.length)];
};
const chosen = ({ stems }: Sofar, { pick }: Step): Stem | undefined => pickOf(stems.values(), pick);
const unknown = randomUUID();

const nominateDeed = ({ ground }: Sofar, massKg: number, now: Date, more: object = {}): Deed => ({
  who: 'shipping-line',
  act: 'POST /v1/nominations',
  body: {
    ...{ id: randomUUID(), supplier: ground.cast.organisation('supplier'), port: ground.cast.port, grade: ground.grade, imo: ground.imo },
    ...{ voyage: 'international', massKg, laycan: { from: today(now) } },
    ...more,
  },
});

type Make = (sofar: Sofar, step: Step, now: Date) => Deed | undefined;

/** What can be done, lawful or not in the moment; `undefined` where there is nothing yet that it could be about. */
export const deeds = {
  receive: ({ ground }, { massKg: some, part, pick }) => {
    const massKg = some * 4;
    const proofKg = Math.floor(massKg * part);
    const tank = pick % 3 === 0 ? ground.secondTank : ground.shoreTank;
    const proofs = pick % 2 === 0 && proofKg > 0 ? [proofDraft(ground, proofKg)] : [];
    return {
      who: 'supplier',
      act: 'POST /v1/parcels',
      body: { ...parcelDraft(ground, pick % 11 === 0 ? 999_000_000 : massKg, tank), proofs },
    };
  },
  nominate: (sofar, { massKg }, now) => nominateDeed(sofar, massKg, now),
  'nominate badly': (sofar, { pick, massKg }, now) => {
    const faults: readonly object[] = [
      { massKg: 900_000_000 },
      { voyage: 'domestic' },
      { imo: '1234568' },
      { grade: 'AMMONIA' },
      { supplier: unknown },
      { laycan: {} },
      { id: [...sofar.stems.keys()][0] ?? randomUUID() },
    ];
    return nominateDeed(sofar, massKg, now, faults[pick % faults.length]);
  },
  'nominate to lapse': (sofar, { massKg }, now) =>
    nominateDeed(sofar, massKg, now, { laycan: { from: today(now), endsAt: new Date(now.getTime() + 3_600_000).toISOString() } }),
  advance: (sofar, step, now) => {
    const under = [...sofar.stems.values()].filter((stem) => nextDeed(sofar, stem, step, now) !== undefined);
    const stem = pickOf(under, step.pick);
    return stem && nextDeed(sofar, stem, step, now);
  },
  accept: (sofar, step) => {
    const stem = chosen(sofar, step);
    return stem && { who: 'supplier', act: 'POST /v1/nominations/:id/acceptance', params: { id: stem.id }, body: {} };
  },
  decline: (sofar, step) => {
    const stem = chosen(sofar, step);
    return (
      stem && { who: 'supplier', act: 'POST /v1/nominations/:id/decline', params: { id: stem.id }, body: { reason: 'No barge is free' } }
    );
  },
  cancel: (sofar, step) => {
    const stem = chosen(sofar, step);
    const who = step.pick % 2 ? 'shipping-line' : 'supplier';
    return (
      stem && { who, act: 'POST /v1/nominations/:id/cancellation', params: { id: stem.id }, body: { reason: 'The ship does not call' } }
    );
  },
  permit: (sofar, step) => {
    const stem = chosen(sofar, step);
    return stem && { who: 'port-operator', act: 'POST /v1/nominations/:id/permit', params: { id: stem.id }, body: {} };
  },
  load: ({ ground, ...sofar }, step) => {
    const stem = pickOf(sofar.stems.values(), step.pick);
    const massKg = Math.max(1, Math.floor((stem?.heldKg ?? 0) * (step.part + 0.2)));
    return (
      stem && {
        who: 'supplier',
        act: 'POST /v1/transfers',
        body: { from: ground.shoreTank, to: ground.bargeTank, massKg, nomination: stem.id },
      }
    );
  },
  transfer: ({ ground }, { massKg, pick }) => {
    const tanks = [ground.shoreTank, ground.secondTank, ground.bargeTank];
    const [from = '', to = ''] = [tanks[pick % 3], tanks[(pick >> 2) % 3]];
    return { who: 'supplier', act: 'POST /v1/transfers', body: { from, to, massKg } };
  },
  begin: (sofar, step) => {
    const stem = chosen(sofar, step);
    const body = { checklist: sofar.checklist, openingReadings: [{ instrument: 'Weighbridge 1', reading: '0 kg' }] };
    return stem && { who: 'supplier', act: 'POST /v1/nominations/:id/begin', params: { id: stem.id }, body };
  },
  deliver: (sofar, step, now) => {
    const stem = chosen(sofar, step);
    return (
      stem && {
        who: 'supplier',
        act: 'POST /v1/deliveries/:id/measurement',
        params: { id: stem.delivery ?? unknown },
        body: weighed(step.massKg, now),
      }
    );
  },
  draft: (sofar, step) => {
    const stem = chosen(sofar, step);
    return stem && { who: 'supplier', act: 'POST /v1/deliveries/:id/note', params: { id: stem.delivery ?? unknown }, body: noteBody };
  },
  supersede: (sofar, step) => {
    const stem = pickOf(
      [...sofar.stems.values()].filter(({ note }) => note !== undefined),
      step.pick,
    );
    const massKg = Math.max(1, Math.floor((stem?.massKg ?? 1) * (0.8 + step.part / 2)));
    const body = { massKg, reason: 'Line content was counted twice' };
    return stem?.note && { who: 'supplier', act: 'POST /v1/notes/:number/superseding', params: { number: stem.note.number }, body };
  },
  'withdraw a draft': (sofar, step) => {
    const stem = pickOf(
      [...sofar.stems.values()].filter(({ note }) => note?.state === 'draft'),
      step.pick,
    );
    return stem?.note && { who: 'supplier', act: 'POST /v1/notes/:number/withdrawal', params: { number: stem.note.number }, body: {} };
  },
  sound: ({ ground }, { part, massKg, pick }) => {
    const tank = pick % 2 ? ground.shoreTank : ground.bargeTank;
    const body = { volumeM3: Math.round(massKg * (0.5 + part)) / 1000, temperatureC: 15, densityKgPerM3: 880.5, pumping: pick % 5 === 0 };
    return { who: 'supplier', act: 'POST /v1/tanks/:id/soundings', params: { id: tank }, body };
  },
  'close an alert': ({ alerts }, { pick }) => {
    const id = pickOf(alerts, pick);
    const which = pick % 3 ? 'second' : 'first';
    return id === undefined
      ? undefined
      : {
          who: 'supplier',
          which,
          act: 'POST /v1/alerts/:id/closure',
          params: { id },
          body: { reason: 'Read again', post: pick % 2 === 0 },
        };
  },
  'record a proof': ({ ground }, { massKg }) => ({
    who: 'supplier',
    act: 'POST /v1/proofs',
    body: { ...proofDraft(ground, massKg), site: ground.site },
  }),
  'withdraw a proof': ({ proofs }, { pick }) => {
    const id = pickOf(proofs, pick);
    return id === undefined
      ? undefined
      : { who: 'supplier', act: 'POST /v1/proofs/:id/withdrawal', params: { id }, body: { reason: 'Its scheme took it back' } };
  },
  assign: (sofar, step) => {
    const [stem, proof] = [
      pickOf(
        [...sofar.stems.values()].filter(({ massKg }) => massKg > 0),
        step.pick,
      ),
      pickOf(sofar.proofs, step.pick >> 3),
    ];
    const massKg = Math.max(1, Math.floor(((stem?.massKg ?? 1) * step.part) / 4));
    return stem?.delivery === undefined || proof === undefined
      ? undefined
      : { who: 'supplier', act: 'POST /v1/deliveries/:id/proofs', params: { id: stem.delivery }, body: { proofs: [{ proof, massKg }] } };
  },
  'ask for a certificate': ({ ground, ...sofar }, step) => {
    const sealed = [...sofar.stems.values()].filter(({ note }) => note?.state === 'sealed');
    const stem = pickOf(step.pick % 5 ? sealed : sofar.stems.values(), step.pick);
    const body = { id: randomUUID(), delivery: stem?.delivery ?? unknown, certifier: ground.cast.organisation('certifier') };
    return { who: 'shipping-line', act: 'POST /v1/certificates', body };
  },
  'decide a certificate': ({ certificates }, { pick }) => {
    const id = pickOf(certificates, pick);
    const body = pick % 4 ? { decision: 'approve' } : { decision: 'refuse', reason: 'The proof is not legible' };
    return id === undefined ? undefined : { who: 'certifier', act: 'POST /v1/certificates/:id/decision', params: { id }, body };
  },
  'withdraw a certificate': ({ certificates }, { pick }) => {
    const id = pickOf(certificates, pick);
    return id === undefined
      ? undefined
      : { who: 'certifier', act: 'POST /v1/certificates/:id/withdrawal', params: { id }, body: { reason: 'Its proof was taken back' } };
  },
} satisfies Record<string, Make>;

const kinds = Object.keys(deeds) as Step['kind'][];
const times = (count: number, kind: Step['kind']): Step['kind'][] => Array.from({ length: count }, () => kind);
/** What leads on comes often, so that sequences get as far as certificates and corrections. */
const often: readonly Step['kind'][] = [
  ...times(3, 'receive'),
  ...times(8, 'nominate'),
  ...times(60, 'advance'),
  ...times(3, 'assign'),
  ...times(3, 'ask for a certificate'),
  ...times(3, 'decide a certificate'),
];

export const steps: Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...often, ...kinds),
  pick: fc.nat(10_000),
  massKg: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1_000, max: 400_000 })),
  part: fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100),
  how: fc.constantFrom('plain', 'plain', 'plain', 'plain', 'late', 'late without a reason', 'repeated', 'twice at once', 'beside a rival'),
});
