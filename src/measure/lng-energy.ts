import { energyMj, mmbtuFromMj } from './energy.ts';
import { kelvin } from './temperature.ts';
import { massFromVolumeKg, positive, positiveOrZero } from './volume.ts';

/** Conditions of a standard cubic metre of gas: 15 °C and one atmosphere, by ISO 13443. */
const standardTemperatureC = 15;
const standardPressureBar = 1.01325;

/** What is gauged and analysed when LNG is handed over. */
export interface LngGauging {
  readonly liquidVolumeM3: number;
  /** Density of the liquid at its own temperature. */
  readonly densityKgPerM3: number;
  /** Higher heating value of the liquid by mass. */
  readonly hhvMjPerKg: number;
  /** Gas pushed out of the receiving tank and taken back, at its own pressure and temperature. */
  readonly returnedGasVolumeM3: number;
  readonly returnedGasPressureBarAbs: number;
  readonly returnedGasTemperatureC: number;
  /** Higher heating value of that gas per standard cubic metre. */
  readonly returnedGasHhvMjPerM3: number;
}

export interface LngEnergy {
  readonly energyMj: number;
  readonly energyMmbtu: number;
  readonly liquidMj: number;
  readonly returnedGasMj: number;
  /** True mass of the liquid, kilograms not yet rounded. */
  readonly massKg: number;
}

/**
 * Energy handed over with LNG: that of the liquid less that of the gas taken back,
 * E = V·ρ·HHV − Vgas·(p / 1.01325 bar)·(288.15 K / T)·HHVgas. The rule is trade practice (GIIGNL, ISO 6578), taken from
 * memory; the note says so.
 */
export function lngEnergy(gauging: LngGauging): LngEnergy {
  const massKg = massFromVolumeKg(gauging.liquidVolumeM3, gauging.densityKgPerM3);
  const liquidMj = energyMj(massKg, gauging.hhvMjPerKg);
  const standardGasM3 =
    positiveOrZero(gauging.returnedGasVolumeM3, 'volume of returned gas in m³') *
    (positive(gauging.returnedGasPressureBarAbs, 'pressure in bar absolute') / standardPressureBar) *
    (kelvin(standardTemperatureC) / kelvin(gauging.returnedGasTemperatureC));
  const returnedGasMj = standardGasM3 * positive(gauging.returnedGasHhvMjPerM3, 'heating value of the gas in MJ/m³');
  const netMj = liquidMj - returnedGasMj;
  return Object.freeze({ energyMj: netMj, energyMmbtu: mmbtuFromMj(netMj), liquidMj, returnedGasMj, massKg });
}
