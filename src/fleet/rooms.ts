import type { PeopleStore } from '../people/store.ts';
import type { PortsStore } from '../ports/store.ts';
import type { World } from '../work.ts';
import type { FleetStore } from './store.ts';

/** What this room's use cases need: the registers, and who is who. */
export interface FleetRooms {
  readonly fleet: FleetStore;
  readonly ports: Pick<PortsStore, 'findPort'>;
  readonly people: Pick<PeopleStore, 'organisation'>;
  readonly world: Pick<World, 'newId'>;
}
