/** Freezes a value and everything in it: facts and settings that are read once are the same for everybody. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
