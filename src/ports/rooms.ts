import type { World } from '../work.ts';
import type { PortsStore } from './store.ts';

/** What this room's use cases need. */
export interface PortsRooms {
  readonly ports: PortsStore;
  readonly world: Pick<World, 'newId'>;
}
