import { z } from 'zod';

/** One published (or derived) answer, as files of worked examples have it. */
export const workedExample = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['PUBLISHED', 'DERIVED']),
  topic: z.string().min(1),
  source: z.string().min(1),
  inputs: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
  tolerance: z.union([z.number().nonnegative(), z.record(z.string(), z.number().nonnegative())]),
  recomputed: z.record(z.string(), z.unknown()).optional(),
  note: z.string().optional(),
});
export type WorkedExample = Readonly<z.infer<typeof workedExample>>;

export const workedExamplesFile = z.looseObject({ examples: z.array(workedExample) });

/** One number or word of an example beside what came out. */
export interface Compared {
  readonly where: string;
  readonly expected: unknown;
  readonly got: unknown;
  /** got − expected, where both are numbers. */
  readonly difference: number | null;
  readonly agrees: boolean;
}

/** An object is compared by the keys that are expected, a list by length and order, a number within the tolerance of its outermost key. */
export function compared(example: WorkedExample, result: Readonly<Record<string, unknown>>): Compared[] {
  return Object.entries(example.expected).flatMap(([key, expected]) => {
    const tolerance = typeof example.tolerance === 'number' ? example.tolerance : (example.tolerance[key] ?? 0);
    return within(key, expected, result[key], tolerance);
  });
}

function within(where: string, expected: unknown, got: unknown, tolerance: number): Compared[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return [{ where, expected, got, difference: null, agrees: false }];
    return expected.flatMap((one: unknown, place) => within(`${where}[${place}]`, one, got[place], tolerance));
  }
  if (typeof expected === 'object' && expected !== null)
    return Object.entries(expected).flatMap(([key, one]) =>
      within(`${where}.${key}`, one, (got as Record<string, unknown> | undefined)?.[key], tolerance),
    );
  if (typeof expected !== 'number' || typeof got !== 'number')
    return [{ where, expected, got, difference: null, agrees: got === expected }];
  return [{ where, expected, got, difference: got - expected, agrees: Math.abs(got - expected) <= tolerance }];
}
