import type { Alert } from '../tanks/alert.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { ProofUse } from '../certificates/proof-use.ts';
import type { Nomination } from '../bunkering/nomination.ts';
import { sees, sightOf } from '../bunkering/sight.ts';
import type { StoredDelivery, StoredNote } from '../bunkering/store.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Parcel } from '../ledger/parcel.ts';
import { refuse } from '../refusal.ts';
import type { Stores } from '../stores.ts';
import type { Actor } from '../work.ts';

/** A delivery with its whole chain, on one page: from the declaration under which its fuel came into bond to the certificate. */
export interface Dossier {
  readonly nomination: Nomination;
  readonly delivery: StoredDelivery;
  /** What went to the ship: its parcels with their declarations and parents. */
  readonly parcels: readonly Parcel[];
  /** Every entry about the parcels' receipt, the nomination and the delivery, in the order in which they were recorded. */
  readonly entries: readonly Entry[];
  readonly notes: readonly StoredNote[];
  readonly uses: readonly ProofUse[];
  readonly certificates: readonly Certificate[];
  readonly alerts: readonly Alert[];
}

/** A fixed number of indexed reads, however long the chain. Refuses NOT_FOUND out of sight. */
export async function dossierOf({ people, bunkering, ledger, certificates, tanks }: Stores, actor: Actor, id: string): Promise<Dossier> {
  const delivery = await bunkering.delivery(id);
  if (!delivery || !sees(await sightOf(people, actor), delivery)) return refuse('NOT_FOUND');
  const nomination = (await bunkering.nomination(delivery.nomination)) ?? refuse('NOT_FOUND');
  const parcels = await ledger.parcels(delivery.drawn.map(({ parcel }) => parcel));
  const about = [`nomination:${nomination.id}`, `delivery:${id}`, ...parcels.map((parcel) => `parcel:${parcel.id}`)];
  const [entries, notes, uses, issued, alerts] = await Promise.all([
    ledger.entriesAbout(...about),
    bunkering.notesOf(id),
    certificates.usesOf(id),
    certificates.certificatesOf(id),
    tanks.alerts.alertsAbout(`delivery:${id}`),
  ]);
  return { nomination, delivery, parcels, entries, notes, uses, certificates: issued, alerts };
}
