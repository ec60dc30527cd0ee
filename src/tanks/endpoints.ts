import type { Endpoint } from '../http/endpoint.ts';
import type { TankRooms } from './rooms.ts';
import { siteEndpoints } from './site-endpoints.ts';
import { stockEndpoints } from './stock-endpoints.ts';

/** Sites, tanks, soundings and transfers; the list of alerts is with customs. */
export const tanksEndpoints = (rooms: TankRooms): readonly Endpoint[] => [...siteEndpoints(rooms), ...stockEndpoints(rooms)];
