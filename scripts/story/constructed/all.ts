import type { Scenario } from '../stage.ts';
import { ammoniaByBarge, ammoniaByTruck } from './ammonia.ts';
import { b24AtZhoushan, oneBargeFirstShip, oneBargeSecondShip, supersededNote } from './b24.ts';
import { cancelled, lapsed } from './ended.ts';
import { bioLngAtShanghai, bioLngAtZhoushan, fossilLng } from './lng.ts';
import { bioMethanolAtShanghai, eMethanolAtDalian, lateEntry, overDelivery, protest } from './methanol.ts';

/** The constructed deliveries, in the order in which they are told. */
export const scenarios: readonly Scenario[] = [
  bioLngAtShanghai,
  bioLngAtZhoushan,
  fossilLng,
  b24AtZhoushan,
  oneBargeFirstShip,
  oneBargeSecondShip,
  supersededNote,
  bioMethanolAtShanghai,
  eMethanolAtDalian,
  ammoniaByTruck,
  ammoniaByBarge,
  overDelivery,
  protest,
  cancelled,
  lapsed,
  lateEntry,
];
