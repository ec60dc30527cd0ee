import type { BunkeringRooms } from './bunkering/rooms.ts';
import { nominationHolds } from './bunkering/holds.ts';
import { readNoteRules } from './bunkering/note-rules.ts';
import { sealType } from './bunkering/delivery-note.ts';
import { canonicalJson } from './canonical.ts';
import type { CertificatesRooms } from './certificates/rooms.ts';
import { settleSupersession } from './certificates/settle-supersession.ts';
import { certificatesSubscriber, certificatesSubscription } from './certificates/hear-facts.ts';
import type { CustomsRooms } from './customs/rooms.ts';
import { serviceDid } from './did.ts';
import type { Subscriber } from './facts/subscriber.ts';
import { signJws } from './jws.ts';
import type { Keys } from './keys.ts';
import { buoyancySettingOn } from './measure/settings.ts';
import { dayInChina } from './people/mandate.ts';
import { peopleRooms } from './people/rooms.ts';
import { linkKeyOf } from './people/secret-link.ts';
import { peopleSettings } from './people/settings.ts';
import type { ProofRooms } from './proofs/rooms.ts';
import type { Reference } from './reference.ts';
import type { ReportRooms } from './reports/rooms.ts';
import type { Stores } from './stores.ts';
import type { TankRooms } from './tanks/rooms.ts';
import type { World } from './work.ts';

export interface Ground {
  readonly reference: Reference;
  readonly keys: Keys;
  readonly publicUrl: string;
  readonly world: World;
}

/** Wires the rooms by hand: each gets the stores below it and what of the world it asks for. */
export async function roomsOf(stores: Stores, { reference, keys, publicUrl, world }: Ground) {
  const { fuels, measure, terms } = reference;
  const { people, ports, fleet, ledger, tanks, proofs, bunkering, certificates, factorSets } = stores;
  const newId = (): string => world.newId();
  const now = (): Date => world.now();
  const secret = await keys.sessionSecret();

  const tankRooms: TankRooms = {
    ...{ tanks, ledger, people, ports, fuels, measure, newId, now },
    holds: nominationHolds(bunkering),
    craftOwner: async (craft, work) => (await fleet.craft(craft, work))?.owner ?? null,
  };
  const customsRooms: CustomsRooms = { ...tankRooms, customsCodes: fuels.customs };
  const proofRooms: ProofRooms = { ...tankRooms, proofs, fuels, factorSets };
  const certificatesRooms: CertificatesRooms = {
    ...{ people, ports, fleet, fuels, ledger, bunkering, tanks, proofs, certificates, terms, keys, publicUrl, world },
    factorSets,
  };
  const bunkeringRooms: BunkeringRooms = {
    ...{ people, ports, fleet, fuels, ledger, tanks, bunkering, publicUrl, newId, now },
    noteRules: readNoteRules(),
    buoyancyOn: (day) => buoyancySettingOn(measure, day),
    signToken: linkKeyOf(secret, 'signatures'),
    seal: async (content) => signJws(canonicalJson(content), serviceDid(publicUrl), await keys.noteKey(), { typ: sealType }),
    settleSupersession: (work, correction) => settleSupersession(certificatesRooms, work, correction),
  };
  const reportRooms: ReportRooms = { reports: stores.reports, factorSets, today: () => dayInChina(now()), newId };
  return Object.freeze({
    reports: reportRooms,
    people: peopleRooms({ people, settings: peopleSettings(), world, secret, issuer: publicUrl }),
    tanks: tankRooms,
    customs: customsRooms,
    proofs: proofRooms,
    bunkering: bunkeringRooms,
    certificates: certificatesRooms,
    subscribers: [certificatesSubscriber(certificatesRooms)] satisfies readonly Subscriber[],
  });
}

/** Who waits for which facts; the outbox needs to know before the rooms are wired. */
export const subscriptions: readonly Pick<Subscriber, 'name' | 'kinds'>[] = [certificatesSubscription];
