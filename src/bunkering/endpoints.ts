import type { Endpoint } from '../http/endpoint.ts';
import { deliveryEndpoints } from './delivery-endpoints.ts';
import { nominationEndpoints } from './nomination-endpoints.ts';
import { noteEndpoints } from './note-endpoints.ts';
import type { NotePages } from './note-pages.ts';
import type { BunkeringRooms } from './rooms.ts';
import { signEndpoints } from './sign-endpoints.ts';

/** From the ask to the sealed note. */
export const bunkeringEndpoints = (rooms: BunkeringRooms, pages: NotePages): readonly Endpoint[] => [
  ...nominationEndpoints(rooms, rooms.now),
  ...deliveryEndpoints(rooms),
  ...noteEndpoints(rooms, pages),
  ...signEndpoints(rooms, pages, rooms.now),
];
