import type { Outcome } from './outcome.ts';

const clip = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width));

/** The story as a table: record, result, note, certificate, gCO2e/MJ. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ title, result, right, why, note, certificates, wtwGPerMj }) => {
    const begun = `${right ? ' ' : '!'} ${clip(title, 62)}`;
    // The codes of a refusal are told whole: what would stand behind them is empty.
    const line =
      note === undefined
        ? `${begun} ${result}`
        : `${begun} ${clip(result, 50)} ${clip(note, 18)} ${clip(certificates?.[0] ?? '–', 36)} ${wtwGPerMj ?? '–'}`;
    return why === undefined ? line : `${line}\n    ${why}`;
  });
  const head = `  ${clip('record', 62)} ${clip('result', 50)} ${clip('note', 18)} ${clip('certificate', 36)} gCO2e/MJ`;
  return [head, ...rows].join('\n');
}

/** Sealed kilograms by fuel and by port. */
export function totalsOf(outcomes: readonly Outcome[]): string {
  const sums = (by: 'fuel' | 'port'): string => {
    const totals = new Map<string, number>();
    for (const outcome of outcomes)
      if (outcome.massKg !== undefined) totals.set(outcome[by], (totals.get(outcome[by]) ?? 0) + outcome.massKg);
    return [...totals]
      .sort()
      .map(([name, massKg]) => `${name} ${(massKg / 1000).toFixed(3)} t`)
      .join(' · ');
  };
  return `Sealed, by fuel: ${sums('fuel')}\nSealed, by port: ${sums('port')}`;
}
