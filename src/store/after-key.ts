/**
 * The rows beyond a key in an ascending compound order: `a > x`, or `a = x` and `b > y`, and so on. A list that is sorted
 * by an index and cut by this walks that index and nothing else.
 */
export function afterKey(fields: readonly string[], key: readonly (string | number | Date)[]): { $or: Record<string, unknown>[] } {
  return {
    $or: fields.map((field, index) => ({
      ...Object.fromEntries(fields.slice(0, index).map((before, at) => [before, key[at]])),
      [field]: { $gt: key[index] },
    })),
  };
}
