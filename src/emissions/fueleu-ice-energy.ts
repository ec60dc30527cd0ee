import type { FuelEuRules } from './fueleu-rules.ts';
import { quantity, reading } from './fueleu-quantity.ts';
import type { Step } from './step.ts';

export interface IceEnergy {
  readonly totalMj: number;
  /** Part of the total that was burnt in ice. */
  readonly inIceMj: number;
  readonly distanceNm: number;
  readonly iceDistanceNm: number;
  readonly iceClass: FuelEuRules['iceClass']['classes'][number];
}

/**
 * The energy that ice took beyond open water, and the share for the ice class (Annex V), MJ. The same distance in open
 * water would have taken its part of the energy there; what is above is additional, up to a cap, and never below zero.
 */
export function iceEnergySteps(given: IceEnergy, { ice, iceClass }: FuelEuRules): { ice: Step; iceClass: Step; steps: Step[] } {
  const { totalMj, inIceMj, distanceNm, iceDistanceNm } = given;
  const openMj = totalMj - inIceMj;
  const adjustedMj = (iceDistanceNm * openMj) / (distanceNm - iceDistanceNm);
  const unit = 'MJ';
  const open: Step = {
    label: 'fueleu.iceOpen',
    formula: 'E_open = E_total − E_ice',
    inputs: [quantity('E_total', totalMj, unit), quantity('E_ice', inIceMj, unit)],
    value: openMj,
    unit,
    clause: ice.clause,
  };
  const adjusted: Step = {
    label: 'fueleu.iceAdjusted',
    formula: 'E_adjusted = ice distance·E_open / (distance − ice distance)',
    inputs: [quantity('ice distance', iceDistanceNm, 'nm'), quantity('E_open', openMj, unit), quantity('distance', distanceNm, 'nm')],
    value: adjustedMj,
    unit,
    clause: ice.clause,
  };
  const additional: Step = {
    label: 'fueleu.iceAdditional',
    formula: 'additional = max(0, min(E_total − E_open − E_adjusted, cap·E_open))',
    inputs: [
      quantity('E_total', totalMj, unit),
      quantity('E_open', openMj, unit),
      quantity('E_adjusted', adjustedMj, unit),
      quantity('cap', ice.capOfOpenWater, '1', `${ice.clause} (${ice.source} ${ice.where})`),
    ],
    value: Math.max(0, Math.min(totalMj - openMj - adjustedMj, ice.capOfOpenWater * openMj)),
    unit,
    clause: ice.clause,
    ...reading(ice.interpretation),
  };
  const pct = iceClass.classes.includes(given.iceClass) ? iceClass.pct : 0;
  const ofClass: Step = {
    label: 'fueleu.iceClass',
    formula: 'class = share/100·(E_total − additional)',
    inputs: [
      quantity('share', pct, '%', `${iceClass.clause}, class ${given.iceClass}`),
      quantity('E_total', totalMj, unit),
      quantity('additional', additional.value, unit),
    ],
    value: (pct / 100) * (totalMj - additional.value),
    unit,
    clause: iceClass.clause,
  };
  return { ice: additional, iceClass: ofClass, steps: [open, adjusted, additional, ofClass] };
}
