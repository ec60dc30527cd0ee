import type { Calculation } from './calculation.ts';
import { energyEquivalence } from './energy-equivalence.ts';
import { fueleuAllocation } from './fueleu-allocation.ts';
import { fueleuBalance } from './fueleu-balance.ts';
import { fueleuBorrowing } from './fueleu-borrowing.ts';
import { fueleuIce } from './fueleu-ice.ts';
import { fueleuIntensity } from './fueleu-intensity.ts';
import { fueleuPenaltyPerTonne } from './fueleu-penalty-per-tonne.ts';
import { fueleuPenalty } from './fueleu-penalty.ts';
import { fueleuPooling } from './fueleu-pooling.ts';
import { fueleuScope } from './fueleu-scope.ts';
import { fueleuSettlement } from './fueleu-settlement.ts';
import { fueleuWind } from './fueleu-wind.ts';

/** The calculations of FuelEU Maritime, and the equivalence by energy. */
export const fueleuTopics: readonly Calculation[] = [
  fueleuIntensity,
  fueleuBalance,
  fueleuPenalty,
  fueleuPenaltyPerTonne,
  fueleuBorrowing,
  fueleuAllocation,
  fueleuIce,
  fueleuPooling,
  fueleuSettlement,
  fueleuScope,
  fueleuWind,
  energyEquivalence,
];
