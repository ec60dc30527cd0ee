import { z } from 'zod';
import { refuseAll } from '../refusal.ts';
import type { Answer } from './calculation.ts';
import type { Factors } from './factors.ts';
import { unfit } from './fueleu-line.ts';
import type { Step } from './step.ts';

const pct = z.number().nonnegative().max(50).optional();

/** How far what a line states may be from what it was, each way, % of the stated value. */
export const uncertaintyField = z
  .strictObject({
    massPct: pct.meta({ description: 'of the amount as it is given, mass or volume, ±%' }),
    densityPct: pct.meta({ description: 'of the density, ±%; where the line has none, of the density by which a volume became the mass' }),
    lcvPct: pct.meta({ description: 'of the calorific value, given or of the table, ±%' }),
  })
  .optional()
  .meta({ description: 'uncertainty of the line; with it the result has an interval' });
type Uncertainty = NonNullable<z.output<typeof uncertaintyField>>;

const kinds = ['massPct', 'densityPct', 'lcvPct'] as const satisfies readonly (keyof Uncertainty)[];
const names = { massPct: 'amount', densityPct: 'density', lcvPct: 'LCV' } as const;

/** How a line changes where one of its values is so many times what is stated. */
export type Scales<Line> = Readonly<Record<(typeof kinds)[number], (line: Line, factor: number) => Line>>;

interface UncertainLine {
  readonly fuel: string;
  readonly uncertainty?: Uncertainty | undefined;
}

const ends = z.strictObject({ low: z.number(), high: z.number() });
export type Interval<Name extends string> = Readonly<Partial<Record<Name, z.output<typeof ends>>>>;

const eachWay = 'lowest and highest value of each output; only where a line has an uncertainty';
/** The same where the outputs depend on the input. */
export const openIntervalField = z.record(z.string(), ends).optional().meta({ description: eachWay });

/** The field `interval` of a result, by the outputs that have one. */
export const intervalField = <Name extends string>(units: Readonly<Record<Name, string>>) =>
  z
    .partialRecord(z.enum(Object.keys(units) as Name[]), ends)
    .optional()
    .meta({ description: eachWay });

/** More values than this at once would ask for more than 2⁶ calculations, which anyone may ask for. */
const mostUncertain = 6;

/**
 * A calculation with the interval of each output (`years.0.surrenderT` is one of a list), by its unit: it is made at every combination of the low and
 * the high ends, and at the stated values. Exact where each uncertain value moves an output one way only; a penalty and a
 * balance with a reward factor may turn within a range, and such a turn is not looked for. Refuses INPUT_UNFIT where more
 * than six values are uncertain.
 */
export function withInterval<Line extends UncertainLine, Result extends object, Name extends string>(
  lines: readonly Line[],
  scales: Scales<Line>,
  units: Readonly<Record<Name, string>>,
  at: (lines: readonly Line[]) => Answer<Result>,
): Answer<Result & { interval?: Interval<Name> }> {
  const stated = at(lines);
  if (lines.every(({ uncertainty }) => uncertainty === undefined)) return stated;
  const uncertain = lines.flatMap((line, place) =>
    kinds.flatMap((kind) => {
      const size = line.uncertainty?.[kind] ?? 0;
      return size > 0 ? [{ place, kind, size, name: `${names[kind]} ${place + 1} ${line.fuel}` }] : [];
    }),
  );
  if (uncertain.length > mostUncertain)
    refuseAll([unfit('lines', `at most ${mostUncertain} values may be uncertain at once, not ${uncertain.length}`)]);
  const still = uncertain.map((one) => ({ ...one, shiftPct: 0 }));
  const corners = Array.from({ length: 2 ** uncertain.length }, (_, corner) =>
    uncertain.map((one, nth) => ({ ...one, shiftPct: (corner >> nth) & 1 ? one.size : -one.size })),
  );
  const tried = [{ shifts: still, result: stated.result }].concat(
    corners.map((shifts) => ({ shifts, result: at(shifted(lines, shifts, scales)).result })),
  );
  const found = (Object.keys(units) as Name[]).flatMap((output) => {
    const values = tried.flatMap(({ shifts, result }) => {
      const value = output.split('.').reduce((of: unknown, key) => (of as Readonly<Record<string, unknown>> | undefined)?.[key], result);
      return typeof value === 'number' ? [{ shifts, value }] : [];
    });
    const [first, ...others] = values;
    if (!first) return [];
    const low = others.reduce((least, one) => (one.value < least.value ? one : least), first);
    const high = others.reduce((most, one) => (one.value > most.value ? one : most), first);
    return [{ output, low, high }];
  });
  const told = (end: 'low' | 'high', output: Name, { shifts, value }: { shifts: readonly Shift[]; value: number }): Step => ({
    label: `uncertainty.${end}`,
    formula: `${end === 'low' ? 'lowest' : 'highest'} ${output} of ${tried.length} calculations: the same calculation with each value off by`,
    inputs: shifts.map(({ name, shiftPct }) => ({ name, value: shiftPct, unit: '%', from: 'uncertainty given with the line' })),
    value,
    unit: units[output],
    clause: 'none: every combination of the ends, and the stated values',
    interpretation: howFar,
  });
  const moved = found.filter(({ low, high }) => low.value < high.value);
  return {
    result: {
      ...stated.result,
      interval: Object.fromEntries(found.map(({ output, low, high }) => [output, { low: low.value, high: high.value }])) as Interval<Name>,
    },
    steps: [...stated.steps, ...moved.flatMap(({ output, low, high }) => [told('low', output, low), told('high', output, high)])],
  };
}

const howFar =
  'The values are off independently, each at the most by what is stated; an output that turns within a range (a penalty, a balance with a reward factor) may reach a little further. The law itself takes the stated values.';

/** How far one value of one line is off, % of what is stated. */
interface Shift {
  readonly place: number;
  readonly kind: keyof Uncertainty;
  readonly name: string;
  readonly shiftPct: number;
}

function shifted<Line>(lines: readonly Line[], shifts: readonly Shift[], scales: Scales<Line>): Line[] {
  return lines.map((line, place) =>
    shifts.filter((one) => one.place === place).reduce((turned, { kind, shiftPct }) => scales[kind](turned, 1 + shiftPct / 100), line),
  );
}

/** The scales of a line by mass with the calorific value of its row: a density off by so much is a mass off by as much. */
export function massLineScales<Line extends { readonly fuel: string; readonly massT?: number | undefined; readonly lcvMjPerG?: number }>(
  factors: Factors,
): Scales<Line> {
  const mass = (line: Line, factor: number): Line => (line.massT === undefined ? line : { ...line, massT: line.massT * factor });
  return {
    massPct: mass,
    densityPct: mass,
    lcvPct: (line, factor) => {
      const lcvMjPerG = line.lcvMjPerG ?? factors.rows.find(({ id }) => id === line.fuel)?.lcvMjPerG;
      return lcvMjPerG === undefined ? line : { ...line, lcvMjPerG: lcvMjPerG * factor };
    },
  };
}
