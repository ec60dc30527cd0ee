/** 0 °C in kelvin, by definition of the Celsius scale. */
const zeroCelsiusInKelvin = 273.15;

/** Degrees Celsius as kelvin; nothing is colder than absolute zero. */
export function kelvin(temperatureC: number): number {
  if (!(temperatureC >= -zeroCelsiusInKelvin)) throw new RangeError(`${temperatureC} °C is below absolute zero`);
  return zeroCelsiusInKelvin + temperatureC;
}
