import { didDocument, issuerDid, serviceDid, type Did, type DidDocument } from '../did.ts';
import { signJws } from '../jws.ts';
import { statusListCredentialOf } from './credential.ts';
import type { CertificatesRooms } from './rooms.ts';
import { encodeStatusList, type StatusPurpose } from './status-list.ts';

type Rooms = Pick<CertificatesRooms, 'people' | 'keys' | 'publicUrl' | 'certificates'>;

/** The key document of a certifier; null for any other organisation: nobody else issues here. */
export async function issuerDocument({ people, keys, publicUrl }: Rooms, organisation: string): Promise<DidDocument | null> {
  if ((await people.organisation(organisation))?.kind !== 'certifier') return null;
  return didDocument(issuerDid(publicUrl, organisation), [await keys.issuerKey(organisation)]);
}

/** The key document of the service itself, whose key seals delivery notes. */
export const serviceDocument = async ({ keys, publicUrl }: Rooms): Promise<DidDocument> =>
  didDocument(serviceDid(publicUrl), [await keys.noteKey()]);

/** The key document of a DID, where it is one of this service; nothing is fetched for any other. */
export async function knownDocument(rooms: Rooms, did: Did): Promise<DidDocument | null> {
  const ours = serviceDid(rooms.publicUrl);
  if (did === ours) return serviceDocument(rooms);
  const organisation = did.startsWith(`${ours}:organisations:`) ? did.slice(`${ours}:organisations:`.length) : '';
  return /^[0-9a-f-]{36}$/.test(organisation) ? issuerDocument(rooms, organisation) : null;
}

/**
 * A status list of a certifier as it stands, signed by its key; null where there is no such list. No certificate is suspended
 * so far, but each has its place in a suspension list, so that one can be.
 */
export async function statusList(
  rooms: Rooms,
  { organisation, purpose, list, at }: { organisation: string; purpose: StatusPurpose; list: number; at: Date },
): Promise<string | null> {
  const { people, keys, publicUrl, certificates } = rooms;
  const issuer = await people.organisation(organisation);
  if (issuer?.kind !== 'certifier' || list > (await certificates.lastList(organisation))) return null;
  const encodedList = encodeStatusList(purpose === 'revocation' ? await certificates.withdrawnIn(organisation, list) : []);
  const about = { publicUrl, issuer: organisation, issuerName: issuer.name.en, purpose, list, encodedList, at: at.toISOString() };
  const payload = JSON.stringify(statusListCredentialOf(about));
  return signJws(payload, issuerDid(publicUrl, organisation), await keys.issuerKey(organisation), { typ: 'vc+jwt', cty: 'vc' });
}
