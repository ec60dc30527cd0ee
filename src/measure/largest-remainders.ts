/**
 * Splits a whole into whole parts in proportion to the weights, so that the parts sum to the whole exactly. Each part is
 * its quota rounded down; what is left goes, one by one, to the largest remainders. Ties go to the larger weight, then
 * to the earlier place, so the answer never depends on chance. All arithmetic is in integers: no drift at any size.
 * No part is more than its quota rounded up.
 */
export function largestRemainders(total: number, weights: readonly (number | bigint)[]): number[] {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`cannot split ${total}: a whole is a safe integer, zero or more`);
  const shares = weights.map(asWeight);
  const sum = shares.reduce((all, weight) => all + weight, 0n);
  if (sum === 0n) {
    if (total === 0) return shares.map(() => 0);
    throw new RangeError(`cannot split ${total} by weights that sum to zero`);
  }
  const quotas = shares.map((weight) => {
    const product = BigInt(total) * weight;
    return { weight, part: product / sum, remainder: product % sum };
  });
  let left = BigInt(total) - quotas.reduce((all, quota) => all + quota.part, 0n);
  for (const quota of [...quotas].sort(byClaim)) {
    if (left === 0n) break;
    quota.part += 1n;
    left -= 1n;
  }
  return quotas.map((quota) => Number(quota.part));
}

interface Claim {
  readonly weight: bigint;
  readonly remainder: bigint;
}

/** The larger claim first; equal ones stay in their order. */
function byClaim(a: Claim, b: Claim): number {
  return Number(b.remainder - a.remainder) || Number(b.weight - a.weight);
}

function asWeight(weight: number | bigint): bigint {
  if (typeof weight === 'number' && !Number.isSafeInteger(weight)) throw new RangeError(`a weight is a whole number, not ${weight}`);
  if (weight < 0) throw new RangeError(`a weight is zero or more, not ${weight}`);
  return BigInt(weight);
}
