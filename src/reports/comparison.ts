/** A figure of a result as kept and by another version, unrounded; null where one of the two does not have it. */
export interface FigureCompared {
  /** Where it stands in the result, such as `lines.0.wtwGPerMj`; the unit is the end of its name. */
  readonly figure: string;
  readonly old: number | null;
  readonly new: number | null;
  /** new − old. */
  readonly difference: number | null;
}

/** Every figure of two results of one calculation side by side, in the order of the old one. */
export function figuresCompared(old: unknown, now: unknown): FigureCompared[] {
  const [before, after] = [new Map(figuresOf(old)), new Map(figuresOf(now))];
  return [...new Set([...before.keys(), ...after.keys()])].map((figure) => {
    const [was, is] = [before.get(figure) ?? null, after.get(figure) ?? null];
    return { figure, old: was, new: is, difference: was === null || is === null ? null : is - was };
  });
}

function figuresOf(value: unknown, path: readonly string[] = []): [string, number][] {
  if (typeof value === 'number') return [[path.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => figuresOf(one, [...path, key]));
}
