import { noteBody, shipSigns, weighed } from '../stem.ts';
import type { Deed, Outcome } from './driver.ts';
import type { Sofar, Step } from './steps.ts';

/** What the sequence knows of one delivery from its ask on, from the replies alone. */
export interface Stem {
  readonly id: string;
  readonly state: string;
  readonly heldKg: number;
  readonly permits: number;
  readonly craft: boolean;
  readonly loaded: boolean;
  readonly delivery?: string;
  readonly measured: boolean;
  readonly massKg: number;
  readonly note?: { readonly number: string; readonly state: string; readonly contentHash: string; readonly supersedes: boolean };
  readonly link?: { readonly token: string; readonly contentHash: string };
}

const permitOf = ({ id, permits }: Stem): Deed | undefined => {
  const params = { id };
  const asked: readonly Deed[] = [
    { who: 'port-operator', act: 'POST /v1/nominations/:id/permit', params, body: {} },
    { who: 'customs', act: 'POST /v1/nominations/:id/clearance', params, body: {} },
    { who: 'maritime-authority', act: 'POST /v1/nominations/:id/clearance', params, body: {} },
  ];
  return asked[permits];
};

/** The next lawful deed of a stem; undefined where it is over. */
export function nextDeed({ ground, checklist }: Sofar, stem: Stem, { part, pick }: Step, now: Date): Deed | undefined {
  const params = { id: stem.id };
  switch (stem.state) {
    case 'nominated':
      return { who: 'supplier', act: 'POST /v1/nominations/:id/acceptance', params, body: pick % 2 ? { craft: ground.craft } : {} };
    case 'accepted': {
      if (stem.craft && !stem.loaded && pick % 3)
        return {
          who: 'supplier',
          act: 'POST /v1/transfers',
          body: { from: ground.shoreTank, to: ground.bargeTank, massKg: Math.max(1, stem.heldKg), nomination: stem.id },
        };
      const body = { checklist, openingReadings: [{ instrument: 'Weighbridge 1', reading: '0 kg' }] };
      return permitOf(stem) ?? { who: 'supplier', act: 'POST /v1/nominations/:id/begin', params, body };
    }
    case 'begun': {
      const measures = [
        stem.heldKg,
        Math.ceil(stem.heldKg * (0.5 + part / 2)),
        Math.ceil(stem.heldKg * (1 + part / 5)),
        stem.heldKg + 90_000_000 * part,
      ];
      const massKg = Math.max(1, Math.floor(measures[pick % (part > 0.9 ? 4 : 3)] ?? 1));
      return {
        who: 'supplier',
        act: 'POST /v1/deliveries/:id/measurement',
        params: { id: stem.delivery ?? '' },
        body: weighed(massKg, now),
      };
    }
    case 'delivered':
      return noteDeed(stem, pick);
    default:
      return undefined;
  }
}

function noteDeed({ note, link, delivery = '' }: Stem, pick: number): Deed | undefined {
  if (!note || note.state === 'withdrawn-draft')
    return { who: 'supplier', act: 'POST /v1/deliveries/:id/note', params: { id: delivery }, body: noteBody };
  const params = { number: note.number };
  const which = note.supersedes ? 'second' : 'first';
  if (note.state === 'draft')
    return {
      who: 'supplier',
      which,
      act: 'POST /v1/notes/:number/signatures',
      params,
      body: { contentHash: note.contentHash, office: 'Bunker clerk' },
    };
  if (note.state !== 'supplier-signed') return undefined;
  if (!link) return { who: 'supplier', act: 'POST /v1/notes/:number/ship-link', params, body: {} };
  const answer = pick % 4 ? shipSigns : { decision: 'refuse', office: 'Chief engineer', reason: 'The soundings differ' };
  return { who: 'anyone', act: 'POST /sign/:token', params: { token: link.token }, body: { ...answer, hash: link.contentHash } };
}

type Reply = Readonly<Record<string, unknown>>;

/** What a deed that was done makes known. */
export function learn(sofar: Sofar, outcome: Outcome): void {
  // Part of the hold may lie in another tank: then the rest is brought from there, and nobody tries again.
  if (outcome.deed.act === 'POST /v1/transfers') loaded(sofar, outcome.deed);
  if (outcome.code === 'LINK_GONE') forgetLink(sofar, outcome.deed);
  if (outcome.code !== null) return;
  const { deed, reply } = outcome;
  const text = (name: string): string => String(reply[name]);
  if (deed.act === 'POST /v1/parcels') {
    sofar.parcels.push(text('id'));
    for (const proof of reply['proofs'] as Reply[]) sofar.proofs.push(String(proof['id']));
  } else if (deed.act === 'POST /v1/proofs') sofar.proofs.push(text('id'));
  else if (deed.act === 'POST /v1/proofs/:id/withdrawal') sofar.proofs.splice(sofar.proofs.indexOf(text('id')), 1);
  else if (deed.act === 'POST /v1/certificates') sofar.certificates.push(String((deed.body as { id: string }).id));
  else if (deed.act.startsWith('POST /v1/nominations') && !deed.act.endsWith('/begin')) keepNomination(sofar, reply);
  else if (deed.act.endsWith('/begin') || deed.act.endsWith('/measurement')) keepDelivery(sofar, reply);
  else if (deed.act.startsWith('POST /v1/notes') || deed.act.endsWith('/note') || deed.act === 'POST /sign/:token')
    keepNote(sofar, deed, reply);
}

const change = (sofar: Sofar, id: string | undefined, to: Partial<Stem>): void => {
  const stem = id === undefined ? undefined : sofar.stems.get(id);
  if (stem) sofar.stems.set(stem.id, { ...stem, ...to });
};

function loaded(sofar: Sofar, { body }: Deed): void {
  change(sofar, (body as { nomination?: string }).nomination, { loaded: true });
}

function forgetLink(sofar: Sofar, { params }: Deed): void {
  const stem = [...sofar.stems.values()].find(({ link }) => link?.token === params?.['token']);
  if (!stem) return;
  const { link: _gone, ...rest } = stem;
  sofar.stems.set(stem.id, rest);
}

function keepNomination(sofar: Sofar, reply: Reply): void {
  const { id, state, heldKg, permits, craft } = reply as {
    id: string;
    state: string;
    heldKg: number;
    permits: unknown[];
    craft: string | null;
  };
  const before = sofar.stems.get(id) ?? { loaded: false, measured: false, massKg: 0 };
  sofar.stems.set(id, { ...before, id, state, heldKg, permits: permits.length, craft: craft !== null });
}

function keepDelivery(sofar: Sofar, reply: Reply): void {
  const { id, nomination, state, massKg } = reply as { id: string; nomination: string; state: string; massKg: number | null };
  change(sofar, nomination, {
    delivery: id,
    state: state === 'begun' ? 'begun' : 'delivered',
    measured: massKg !== null,
    massKg: massKg ?? 0,
  });
}

function keepNote(sofar: Sofar, deed: Deed, reply: Reply): void {
  if (deed.act.endsWith('/ship-link')) {
    const token = String(reply['url']).split('/').at(-1) ?? '';
    const stem = [...sofar.stems.values()].find(({ note }) => note?.number === reply['note']);
    return change(sofar, stem?.id, { link: { token, contentHash: String(reply['contentHash']) } });
  }
  const { number, state } = reply as { number: string; state: string };
  if (deed.act === 'POST /sign/:token') {
    const stem = [...sofar.stems.values()].find(({ note }) => note?.number === number);
    if (stem?.note) change(sofar, stem.id, { note: { ...stem.note, state } });
    return;
  }
  const { delivery, contentHash, supersedes } = reply as { delivery: string; contentHash: string; supersedes: string | null };
  const stem = [...sofar.stems.values()].find((one) => one.delivery === delivery);
  const { link: _link, ...rest } = stem ?? {};
  if (stem) sofar.stems.set(stem.id, { ...(rest as Stem), note: { number, state, contentHash, supersedes: supersedes !== null } });
}
