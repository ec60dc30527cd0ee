import type { Endpoint } from '../http/endpoint.ts';
import { craftEndpoints } from './craft-endpoints.ts';
import { licenceEndpoints } from './licence-endpoints.ts';
import { meterEndpoints } from './meter-endpoints.ts';
import type { FleetRooms } from './rooms.ts';
import { shipEndpoints } from './ship-endpoints.ts';

/** Every endpoint of this room. */
export const fleetEndpoints = (rooms: FleetRooms): readonly Endpoint[] => [
  ...shipEndpoints(rooms),
  ...craftEndpoints(rooms),
  ...licenceEndpoints(rooms),
  ...meterEndpoints(rooms),
];
