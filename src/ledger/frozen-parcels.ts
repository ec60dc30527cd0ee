import type { Work } from '../work.ts';
import type { Parcel } from './parcel.ts';

type Session = Work['session'];

const most = 10_000;

/**
 * Parcels are frozen at birth, so one that was read is remembered and not asked for again: each posting needs them twice.
 * What a transaction has added itself may still be undone, so what such a transaction reads is not remembered.
 */
export function frozenParcels(read: (ids: readonly string[], session: Session | null) => Promise<readonly Parcel[]>) {
  const known = new Map<string, Parcel>();
  const bearing = new WeakSet<Session>();

  function remember(parcel: Parcel): void {
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(parcel.id, parcel);
  }
  return {
    born: ({ session }: Pick<Work, 'session'>): void => void bearing.add(session),

    /** In the order in which they are asked for; what is not there is left out. */
    async parcels(ids: readonly string[], work?: Pick<Work, 'session'>): Promise<Parcel[]> {
      const missing = ids.filter((id) => !known.has(id));
      const found = missing.length === 0 ? [] : await read(missing, work?.session ?? null);
      if (!work || !bearing.has(work.session)) found.forEach(remember);
      const fresh = new Map(found.map((parcel) => [parcel.id, parcel]));
      return ids.flatMap((id) => fresh.get(id) ?? known.get(id) ?? []);
    },
  };
}
