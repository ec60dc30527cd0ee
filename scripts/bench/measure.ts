/** One line of the bench: what was measured, in which unit, and the goal that stands beside it. */
export interface Finding {
  readonly what: string;
  readonly ours: string;
  readonly beside: string;
  /** Ours over what stands beside it, or the value itself where nothing does. */
  readonly value: number;
  readonly unit: '' | 's' | 'MB';
  readonly goal: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};

export const ms = (milliseconds: number): string => `${milliseconds.toFixed(2)} ms`;

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** Medians of several acts, taken by turns, so that what else the machine does meets all of them alike. */
export async function medianOf(rounds: number, acts: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const times = acts.map((): number[] => []);
  for (let round = -10; round < rounds; round += 1)
    for (const [index, act] of acts.entries()) {
      const time = await timed(act);
      if (round >= 0) times[index]?.push(time);
    }
  return times.map(median);
}
