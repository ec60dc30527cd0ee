/** Adds in ascending order, so that the order in which lines were written cannot change even the last bit of a sum. */
export function sum(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((total, value) => total + value, 0);
}

/** Σ weight·value / Σ weight. */
export function weightedMean(lines: readonly { readonly weight: number; readonly value: number }[]): number {
  const total = sum(lines.map((line) => line.weight));
  if (!(total > 0)) throw new RangeError('a weighted mean needs weights above zero');
  return sum(lines.map((line) => line.weight * line.value)) / total;
}
