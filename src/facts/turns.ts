/**
 * A queue per contended thing (a book) in this process. It only spares rivals a write conflict: what holds across
 * processes is the compare-and-set of the book's head in the transaction.
 */
export class Turns {
  readonly #tails = new Map<string, Promise<void>>();

  begin(): { take(name: string): Promise<void>; release(): void } {
    const taken = new Map<string, () => void>();
    return {
      take: async (name) => {
        if (taken.has(name)) return;
        const before = this.#tails.get(name) ?? Promise.resolve();
        let leave = (): void => undefined;
        const mine = new Promise<void>((resolve) => (leave = resolve));
        const tail = before.then(() => mine);
        this.#tails.set(name, tail);
        taken.set(name, () => {
          leave();
          if (this.#tails.get(name) === tail) this.#tails.delete(name);
        });
        await before;
      },
      release: () => {
        for (const leave of taken.values()) leave();
        taken.clear();
      },
    };
  }
}
