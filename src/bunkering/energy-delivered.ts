import { energyMj } from '../measure/energy.ts';
import { lngEnergy } from '../measure/lng-energy.ts';
import type { Measurement } from './measurement.ts';
import { leftTanks } from './weigh.ts';

/** Energy of a liquefied gas as it was handed over. */
export interface EnergyDelivered {
  /** Of the liquid, by its higher heating value. */
  readonly liquidMj: number;
  /** Of the vapour that came back; zero where none was measured. */
  readonly returnedMj: number;
  readonly netMj: number;
}

/**
 * Energy of the delivered liquid less that of the vapour that came back. A gauged volume goes through the formula of custody
 * transfer; a mass from a meter or a weighbridge is multiplied by the heating value.
 */
export function energyDelivered(measurement: Measurement, massKg: number, hhvMjPerKg: number): EnergyDelivered {
  if (measurement.method !== 'gauging' || !measurement.vapour) {
    const liquidMj = energyMj(massKg, hhvMjPerKg);
    return Object.freeze({ liquidMj, returnedMj: 0, netMj: liquidMj });
  }
  const { vapour } = measurement;
  const { trueKg, volumeM3 } = leftTanks(measurement.before, measurement.after);
  const densityKgPerM3 = trueKg / volumeM3;
  const handed = lngEnergy({
    // The mass is the gauged one but for its rounding; where both sides corrected it, the corrected mass counts.
    liquidVolumeM3: Math.abs(massKg - trueKg) <= 0.5 ? volumeM3 : massKg / densityKgPerM3,
    densityKgPerM3,
    hhvMjPerKg,
    returnedGasVolumeM3: vapour.volumeM3,
    returnedGasPressureBarAbs: vapour.pressureMPa * barPerMPa,
    returnedGasTemperatureC: vapour.temperatureC,
    returnedGasHhvMjPerM3: vapour.hhvMjPerSm3,
  });
  return Object.freeze({ liquidMj: handed.liquidMj, returnedMj: handed.returnedGasMj, netMj: handed.energyMj });
}

/** One megapascal is ten bar, by definition of the bar. */
const barPerMPa = 10;
