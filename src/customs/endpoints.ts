import type { Endpoint } from '../http/endpoint.ts';
import { alertEndpoints } from './alert-endpoints.ts';
import { bookEndpoints } from './book-endpoints.ts';
import type { CustomsRooms } from './rooms.ts';
import { tankParcelsEndpoint } from './tank-parcels-endpoint.ts';

/** What customs opens and reads: books and statements, the parcels of a tank, the list of alerts. */
export const customsEndpoints = (rooms: CustomsRooms): readonly Endpoint[] => [
  ...bookEndpoints(rooms),
  tankParcelsEndpoint(rooms),
  ...alertEndpoints(rooms),
];
