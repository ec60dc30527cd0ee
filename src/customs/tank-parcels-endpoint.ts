import { z } from 'zod';
import { query, type Endpoint } from '../http/endpoint.ts';
import { proportion } from '../measure/composition.ts';
import { parcelsOfLots } from '../tanks/content.ts';
import { tankId } from '../tanks/site-endpoints.ts';
import { seenTank } from '../tanks/stock-endpoints.ts';
import type { CustomsRooms } from './rooms.ts';

const lying = z
  .strictObject({
    parcel: z.string(),
    grade: z.string(),
    hsCode: z.string(),
    origin: z.string(),
    procedure: z.string(),
    book: z.string(),
    bookLine: z.string().nullable(),
    declaration: z.string(),
    owner: z.string(),
    massKg: z.int(),
    heldKg: z.int(),
    since: z.iso.datetime(),
    composition: z.record(z.string(), z.int()),
  })
  .meta({ id: 'ParcelInTank' });

/** What lies in a tank with its customs identity. */
export const tankParcelsEndpoint = (rooms: CustomsRooms): Endpoint =>
  query({
    method: 'GET',
    path: '/v1/tanks/:id/parcels',
    room: 'customs',
    summary: 'The parcels in a tank with their customs identity',
    who: 'stock.read',
    params: z.strictObject({ id: tankId }),
    reply: z.strictObject({ tank: z.string(), massKg: z.int(), parcels: z.array(lying) }),
    refuses: ['NOT_FOUND'],
    answer: async ({ actor, params }) => {
      const tank = await seenTank(rooms, actor, params.id);
      const lots = await rooms.ledger.lotsOfTank(tank.id);
      const parcels = await parcelsOfLots(rooms.ledger, lots);
      const total = (some: typeof lots): number => some.reduce((sum, { massKg }) => sum + massKg, 0);
      return {
        tank: tank.id,
        massKg: total(lots),
        parcels: [...parcels].map(
          ([item, { id, grade, hsCode, origin, procedure, book, bookLine, declaration, owner, composition, massKg }]) => {
            const here = lots.filter((lot) => lot.item === item);
            const identity = { parcel: id, grade, hsCode, origin, procedure, book, bookLine, declaration, owner };
            const since = here.map((lot) => lot.since).sort()[0] ?? '';
            const heldKg = total(here.filter(({ nomination }) => nomination !== null));
            return { ...identity, massKg: total(here), heldKg, since, composition: shareOf(composition, total(here), massKg) };
          },
        ),
      };
    },
  });

/** The composition in proportion; of what gained beyond the parcel's own mass, that of the parcel and as much again. */
function shareOf(composition: Readonly<Record<string, number>>, ofKg: number, totalKg: number): Record<string, number> {
  const whole = Math.floor(ofKg / totalKg);
  const rest = proportion(composition, ofKg - whole * totalKg, totalKg);
  return Object.fromEntries(Object.entries(rest).map(([group, massKg]) => [group, massKg + whole * (composition[group] ?? 0)]));
}
