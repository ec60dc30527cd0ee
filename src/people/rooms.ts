import type { World } from '../work.ts';
import type { Entrance } from './grant.ts';
import { passwordsOf } from './password.ts';
import { linkKeyOf, type LinkKey } from './secret-link.ts';
import type { PeopleSettings } from './settings.ts';
import type { PeopleStore } from './store.ts';
import { tokensOf } from './token.ts';

/** What the endpoints of this room stand on. */
export interface PeopleRooms extends Entrance {
  readonly linkKey: LinkKey;
}

/** Wires the room by hand: its store and settings, the clock, the secret that lies outside the database, the issuer's name. */
export function peopleRooms(given: {
  people: PeopleStore;
  settings: PeopleSettings;
  world: World;
  secret: Buffer;
  issuer: string;
}): PeopleRooms {
  const { people, settings, world, secret, issuer } = given;
  const tokens = tokensOf({ secret, issuer, minutes: settings.accessTokenMinutes });
  return Object.freeze({ people, settings, world, tokens, passwords: passwordsOf(settings), linkKey: linkKeyOf(secret) });
}
