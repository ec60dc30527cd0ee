import { eAmmonia } from '../proofs.ts';
import { byMeter, byWeighbridge, certified, type Scenario } from '../stage.ts';

const supplier = 'Supplier 2 of Dalian';

export const ammoniaByTruck: Scenario = {
  id: 'c-e-ammonia-truck',
  title: 'E-ammonia by truck, weighed on a weighbridge',
  port: 'CNDLC',
  grade: 'AMMONIA',
  play: (stage) =>
    certified(
      stage,
      {
        scenario: ammoniaByTruck,
        ship: 13,
        supplier,
        massKg: 22_500,
        daysBefore: 6,
        craft: { name: 'Tank truck 1', kind: 'truck', capacityM3: 60 },
      },
      eAmmonia('e-ammonia truck', 22_500),
      byWeighbridge,
    ),
};

export const ammoniaByBarge: Scenario = {
  id: 'c-e-ammonia-barge',
  title: 'E-ammonia by barge',
  port: 'CNDLC',
  grade: 'AMMONIA',
  play: (stage) =>
    certified(
      stage,
      { scenario: ammoniaByBarge, ship: 14, supplier, massKg: 180_000, daysBefore: 5, craft: { name: 'Ammonia barge 1' } },
      eAmmonia('e-ammonia barge', 180_000),
      byMeter,
    ),
};
