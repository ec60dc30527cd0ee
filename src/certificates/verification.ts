import type { StoredNote } from '../bunkering/note-store.ts';
import { didOfKey, type DidDocument } from '../did.ts';
import { readJws } from '../jws.ts';
import { formatTonnes } from '../measure/tonnes.ts';
import { dayInChina } from '../people/mandate.ts';
import { basisCheck, doubtsOf } from './basis.ts';
import { standingOf, type Certificate } from './certificate.ts';
import { certificateAddress } from './credential.ts';
import { figuresOf, intensitiesOf } from './figures.ts';
import { knownDocument, serviceDocument, statusList } from './issuers.ts';
import { namesOf } from './names.ts';
import type { CertificatesRooms } from './rooms.ts';
import { statusPurposes } from './status-list.ts';
import { saying, shownVerification, stateSaying } from './verification-shown.ts';
import type { Saying, VerificationView } from './verification-view.ts';
import { textOf, verifyCredential } from './verify.ts';
import { verifyNote } from './verify-note.ts';

type Rooms = Omit<CertificatesRooms, 'fleet' | 'tanks' | 'factorSets' | 'terms'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What this service says of a certificate or note by its number; null where it has nothing to say to the public. */
export async function verifyById(rooms: Rooms, id: string): Promise<VerificationView | null> {
  if (!uuid.test(id)) {
    const note = await rooms.bunkering.note(id);
    return note?.seal ? verifySealedNote(rooms, note, { ...note }) : null;
  }
  const record = await rooms.certificates.certificate(id);
  return record?.credential ? verifyOurs(rooms, record.credential, record) : null;
}

/** Checks what somebody holds: a `vc+jwt`, or a sealed note as JSON. */
export async function verifyText(rooms: Rooms, text: string): Promise<VerificationView> {
  const document = text.trim();
  if (document.startsWith('{')) {
    const note = parsedObject(document);
    const held = note && textOf(note['number']) !== null ? await rooms.bunkering.note(textOf(note['number']) ?? '') : null;
    return verifySealedNote(rooms, held, note ?? {});
  }
  const id = textOf(readJws(document)?.payload?.['id']);
  const prefix = certificateAddress(rooms.publicUrl, '');
  const number = id?.startsWith(prefix) ? id.slice(prefix.length) : '';
  const record = uuid.test(number) ? await rooms.certificates.certificate(number) : null;
  return verifyOurs(rooms, document, record);
}

async function verifyOurs(rooms: Rooms, credential: string, record: Certificate | null): Promise<VerificationView> {
  const at = rooms.world.now();
  const parts = readJws(credential);
  const issuer = parts?.payload?.['issuer'];
  const dids = [textOf(parts?.header?.['kid']), textOf((issuer as { id?: unknown } | undefined)?.id), textOf(issuer)];
  const documents: DidDocument[] = [];
  for (const did of new Set(dids.flatMap((one) => (one === null ? [] : [didOfKey(one)])))) {
    const document = await knownDocument(rooms, did);
    if (document) documents.push(document);
  }
  const lists: (string | null)[] = [];
  for (const purpose of record?.status ? statusPurposes : [])
    lists.push(await statusList(rooms, { organisation: record?.certifier ?? '', purpose, list: record?.status?.list ?? 0, at }));
  const same = record !== null && record.credential === credential;
  const address = record && certificateAddress(rooms.publicUrl, record.id);
  const verification = verifyCredential(credential, {
    documents,
    statusLists: lists.filter((list) => list !== null),
    at,
    register: (id) => (id === address ? (record?.credential ?? null) : null),
    basis: same ? basisCheck(await doubtsOf(rooms, record)) : undefined,
  });
  const says = same ? await sayingsOf(rooms, record, at) : [];
  return shownVerification(verification, { kind: same ? 'certificate' : 'credential', id: same ? record.id : null, says, at });
}

async function sayingsOf(rooms: Rooms, record: Certificate, at: Date): Promise<Saying[]> {
  const names = await namesOf(rooms, record);
  const figures = new Map(figuresOf(record).map(({ key, value, unit }) => [key, `${value} ${unit}`]));
  const intensities = intensitiesOf(record).filter(({ of }) => of === 'certified');
  return [
    saying('number', record.id),
    stateSaying(standingOf(record, at)),
    saying('validity', `${record.validFrom ?? ''} – ${record.validUntil ?? ''}`),
    saying('ship', shipName(record.ship)),
    saying('port', names.port),
    saying('grade', names.grade),
    saying('note', record.noteNumber),
    saying('day', record.deliveredOn),
    saying('massKg', figures.get('deliveredKg') ?? ''),
    saying('certified', figures.get('certifiedKg') ?? ''),
    saying('saving', figures.get('savingPercent') ?? ''),
    ...intensities.map(({ engineClass, label, wtw }) => {
      const value = `${wtw} gCO2eq/MJ`;
      return saying('wtw', engineClass === null ? value : { en: `${value} (${label.en})`, zh: `${value}（${label.zh}）` });
    }),
    saying('supplier', names.supplier),
    saying('line', names.line),
    saying('certifier', names.certifier),
  ];
}

const shipName = ({ name, imo }: Certificate['ship']): string => `${name} (IMO ${imo})`;

/** The public sees of a note what its QR promises: number, ship, port, fuel, mass, day and state. */
async function verifySealedNote(rooms: Rooms, held: StoredNote | null, note: Readonly<Record<string, unknown>>): Promise<VerificationView> {
  const at = rooms.world.now();
  const public_ = held?.seal ? held : null;
  const register = (number: string) => (public_?.number === number ? public_ : null);
  const verification = verifyNote(note, { documents: [await serviceDocument(rooms)], register });
  const says = public_ && public_.seal === note['seal'] ? await noteSayings(rooms, public_) : [];
  return shownVerification(verification, { kind: 'note', id: textOf(note['number']), says, at });
}

async function noteSayings(rooms: Rooms, note: StoredNote): Promise<Saying[]> {
  const delivery = await rooms.bunkering.delivery(note.delivery);
  const nomination = await rooms.bunkering.nomination(note.nomination);
  const names = await namesOf(rooms, { ...note, certifier: note.supplier });
  return [
    saying('number', note.number),
    stateSaying(note.state),
    saying('ship', shipName({ name: nomination?.ship.name ?? '', imo: note.imo })),
    saying('port', names.port),
    saying('grade', names.grade),
    saying('massKg', `${formatTonnes(note.massKg)} t`),
    saying('day', dayInChina(new Date(delivery?.completedAt ?? delivery?.begunAt ?? note.draftedAt))),
  ];
}

function parsedObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
