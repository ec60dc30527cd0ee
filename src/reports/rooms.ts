import type { FactorSetsStore } from '../factors/store.ts';
import type { ReportsStore } from './store.ts';

/** What the use cases of reports need of other rooms and of the world. */
export interface ReportRooms {
  readonly reports: ReportsStore;
  readonly factorSets: Pick<FactorSetsStore, 'named' | 'headings' | 'allInForce'>;
  /** Today, where the service stands. */
  readonly today: () => string;
  readonly newId: () => string;
}
