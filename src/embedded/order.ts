/** BSON's type order as a small number; numbers of all four types share one. */
export const typeRank = (_value: unknown): number => 0;
export const compare = (_a: unknown, _b: unknown): number => 0;
export const equal = (a: unknown, b: unknown): boolean => compare(a, b) === 0;
