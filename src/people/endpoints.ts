import type { Endpoint } from '../http/endpoint.ts';
import { mandateEndpoints } from './mandate-endpoints.ts';
import { organisationEndpoints } from './organisation-endpoints.ts';
import { personEndpoints } from './person-endpoints.ts';
import type { PeopleRooms } from './rooms.ts';
import { sessionEndpoints } from './session-endpoints.ts';

/** Every endpoint of this room. */
export const peopleEndpoints = (rooms: PeopleRooms): readonly Endpoint[] => [
  ...sessionEndpoints(rooms),
  ...organisationEndpoints(rooms),
  ...personEndpoints(rooms),
  ...mandateEndpoints(rooms),
];
