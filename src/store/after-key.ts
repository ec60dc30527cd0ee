type Clause = Record<string, unknown>;

/**
 * The rows beyond a key in an ascending compound order: `a > x`, or `a = x` and `b > y`, and so on. That none has an `a`
 * before `x` follows from it, and is said because a list that is sorted by an index then begins there and not at its head.
 */
export function afterKey(fields: readonly string[], key: readonly (string | number | Date)[]): { $and: Clause[] } {
  const beyond = fields.map((field, index) => ({
    ...Object.fromEntries(fields.slice(0, index).map((before, at) => [before, key[at]])),
    [field]: { $gt: key[index] },
  }));
  return { $and: [{ [fields[0] ?? '_id']: { $gte: key[0] } }, { $or: beyond }] };
}
