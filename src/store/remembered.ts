/** What was read by a key is not read again for a while: for what hardly ever changes, such as a register. What is not there is asked for each time. */
export function remembered<T>(forMs: number, read: (key: string) => Promise<T>) {
  const known = new Map<string, { readonly value: T; readonly untilMs: number }>();
  return {
    async get(key: string): Promise<T> {
      const kept = known.get(key);
      if (kept && performance.now() < kept.untilMs) return kept.value;
      const value = await read(key);
      if (value === undefined) known.delete(key);
      else known.set(key, { value, untilMs: performance.now() + forMs });
      return value;
    },
    forget: (): void => known.clear(),
  };
}
