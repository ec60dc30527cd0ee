import { randomUUID } from 'node:crypto';
import type { Ground } from './ground.ts';

/** One delivery from the ask to the certificate, a step at a time, each by whoever may take it. */

/** Today at the port. */
export const today = (now = new Date()): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export const askOf = ({ cast, grade, imo }: Ground, massKg: number) => ({
  ...{ supplier: cast.organisation('supplier'), port: cast.port, grade, imo, voyage: 'international', massKg },
  laycan: { from: today() },
});

export interface Nominated {
  readonly id: string;
  readonly state: string;
  readonly heldKg: number;
}

export interface How {
  /** The supplier's barge brings it. */
  readonly byCraft?: boolean;
  /** The ship's agent asks, by the line's mandate; the line itself where absent. */
  readonly byAgent?: boolean;
}

export const nominated = (ground: Ground, massKg: number, { byAgent = false }: How = {}): Promise<Nominated> => {
  const ask = { id: randomUUID(), ...askOf(ground, massKg), ...(byAgent && { line: ground.cast.organisation('shipping-line') }) };
  return ground.cast.as(byAgent ? 'ships-agent' : 'shipping-line').done<Nominated>('/v1/nominations', ask);
};

export async function accepted(ground: Ground, massKg: number, how?: How): Promise<string> {
  const { id } = await nominated(ground, massKg, how);
  await ground.cast.as('supplier').done(`/v1/nominations/${id}/acceptance`, how?.byCraft ? { craft: ground.craft } : {});
  return id;
}

export async function cleared(ground: Ground, massKg: number, how?: How): Promise<string> {
  const id = await accepted(ground, massKg, how);
  await ground.cast.as('port-operator').done(`/v1/nominations/${id}/permit`);
  await ground.cast.as('customs').done(`/v1/nominations/${id}/clearance`);
  await ground.cast.as('maritime-authority').done(`/v1/nominations/${id}/clearance`);
  return id;
}

interface ChecklistSetting {
  readonly scope: string;
  readonly value: readonly { readonly item: string }[];
}

/** What the supplier says as it begins: every question of the fuel's checklist answered, one reading. */
export async function beginning({ cast, grade }: Ground) {
  const { items } = await cast.as('supplier').got<{ items: ChecklistSetting[] }>('/v1/settings?key=delivery.checklist&limit=200');
  const fuel = grade === 'VLSFO' ? 'FUEL_OIL' : 'BIOFUEL';
  const asked = items.find(({ scope }) => scope === `fuel:${fuel}`)?.value ?? [];
  return {
    checklist: asked.map(({ item }) => ({ item, answer: 'yes', remark: null })),
    openingReadings: [{ instrument: 'Weighbridge 1', reading: '0 kg' }],
  };
}

export async function begun(ground: Ground, massKg: number, how?: How): Promise<string> {
  const nomination = await cleared(ground, massKg, how);
  const delivery = await ground.cast.as('supplier').done<{ id: string }>(`/v1/nominations/${nomination}/begin`, await beginning(ground));
  return delivery.id;
}

/** Measured by weighbridge: what it shows less is what left. */
export const weighed = (massKg: number, at = new Date()) => ({
  measurement: {
    method: 'weighbridge',
    tickets: [{ number: 'W-1', weighbridge: 'Weighbridge 1', fullKg: massKg + 15_000, emptyKg: 15_000, at: at.toISOString() }],
  },
});

export async function measured(ground: Ground, askedKg: number, measuredKg = askedKg, how?: How): Promise<string> {
  const delivery = await begun(ground, askedKg, how);
  await ground.cast.as('supplier').done(`/v1/deliveries/${delivery}/measurement`, weighed(measuredKg));
  return delivery;
}

export interface Note {
  readonly number: string;
  readonly state: string;
  readonly contentHash: string;
  readonly massKg: number;
}

/** What no instrument and no register tells: given by the supplier. */
export const noteBody = {
  items: { declarationBasis: 'REG_14_1', declarationReg183: true, marpolSampleSeal: 'ZS-118204' },
};

export const drafted = (ground: Ground, delivery: string): Promise<Note> =>
  ground.cast.as('supplier').done<Note>(`/v1/deliveries/${delivery}/note`, noteBody);

export const signed = ({ cast }: Ground, { number, contentHash }: Note, which: 'first' | 'second' = 'first'): Promise<Note> =>
  cast.as('supplier', which).done<Note>(`/v1/notes/${number}/signatures`, { contentHash, office: 'Bunker clerk' });

export interface ShipLink {
  readonly contentHash: string;
  /** The path of the one-time link. */
  readonly path: string;
}

export async function shipLink({ cast }: Ground, note: string): Promise<ShipLink> {
  const { contentHash, url = '' } = await cast.as('supplier').done<{ contentHash: string; url?: string }>(`/v1/notes/${note}/ship-link`);
  return { contentHash, path: new URL(url).pathname };
}

export const shipSigns = { decision: 'sign', office: 'Chief engineer', confirmed: 'yes' } as const;

/** Both sides have signed: the note is sealed. */
export async function sealed(ground: Ground, delivery: string): Promise<Note> {
  const note = await drafted(ground, delivery);
  await signed(ground, note);
  const { path, contentHash } = await shipLink(ground, note.number);
  await ground.house.nobody.done(path, { ...shipSigns, hash: contentHash });
  return ground.cast.as('supplier').got<Note>(`/v1/notes/${note.number}`);
}

/** A certificate is asked for: proofs are assigned to the delivery first. */
export async function requested(
  ground: Ground,
  delivery: string,
  proof: string,
  massKg: number,
  { byAgent = false }: How = {},
): Promise<string> {
  await ground.cast.as('supplier').done(`/v1/deliveries/${delivery}/proofs`, { proofs: [{ proof, massKg }] });
  const asked = { id: randomUUID(), delivery, certifier: ground.cast.organisation('certifier') };
  await ground.cast.as(byAgent ? 'ships-agent' : 'shipping-line').done('/v1/certificates', asked);
  return asked.id;
}
