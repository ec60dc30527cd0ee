/**
 * One thing at a time per name in this process: sign-ins of one name are checked one after another, so that a burst of
 * guesses meets the lock at the same count as slow ones, and a burst of right passwords does not meet it at all.
 */
export function inTurn(): <T>(name: string, step: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return async (name, step) => {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(step, step);
    const tail = mine.catch(() => undefined);
    tails.set(name, tail);
    try {
      return await mine;
    } finally {
      if (tails.get(name) === tail) tails.delete(name);
    }
  };
}
