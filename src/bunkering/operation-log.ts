import type { LogLine } from './delivery.ts';

/** Where an operation stands by its log. */
type Stand = 'not started' | 'running' | 'suspended' | 'stopped';
type Step = Exclude<LogLine['kind'], 'incident'>;

const steps: Readonly<Record<Step, { readonly from: readonly Stand[]; readonly to: Stand }>> = {
  start: { from: ['not started'], to: 'running' },
  suspension: { from: ['running'], to: 'suspended' },
  resumption: { from: ['suspended'], to: 'running' },
  stop: { from: ['running', 'suspended'], to: 'stopped' },
};

/**
 * A log with one line more, in the order of what happened and not of what was written. A start comes first, a resumption
 * needs a suspension, nothing but an incident follows a stop; `broken` tells the first line that does not fit where it stands.
 */
export function withLine(
  log: readonly LogLine[],
  line: LogLine,
): { readonly log: readonly LogLine[]; readonly broken: { readonly state: Stand; readonly wanted: string } | null } {
  const after = log.filter(({ at }) => Date.parse(at) > Date.parse(line.at)).length;
  const all = [...log.slice(0, log.length - after), line, ...log.slice(log.length - after)];
  let stand: Stand = 'not started';
  for (const { kind } of all) {
    if (kind === 'incident') continue;
    const { from, to }: (typeof steps)[Step] = steps[kind];
    if (!from.includes(stand)) return { log: all, broken: { state: stand, wanted: from.join(', ') } };
    stand = to;
  }
  return { log: all, broken: null };
}
