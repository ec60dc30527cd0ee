/** What of Stryker's report is read: its schema is that of mutation-testing-elements. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Why no test notices that this code becomes that; with the file `*`, any code of any file that begins so. */
export interface Reasoned {
  readonly file: string;
  readonly code: string;
  readonly becomes: string;
  readonly reason: string;
}

type Change = Omit<Reasoned, 'reason'>;

export interface Survivor extends Change {
  readonly line: number;
  readonly reason: string | undefined;
}

/** The changes that no test noticed, in the order of the files, each with its reason where one is written down; and how many were noticed. */
export function survivorsIn({ files }: MutationReport, reasons: readonly Reasoned[]): { survivors: readonly Survivor[]; noticed: number } {
  const known = new Map(reasons.map((one) => [keyOf(one), one.reason]));
  const anywhere = reasons.filter(({ file }) => file === '*');
  const reasonOf = (change: Change): string | undefined =>
    known.get(keyOf(change)) ?? anywhere.find(({ code, becomes }) => change.code.startsWith(code) && change.becomes === becomes)?.reason;
  const all = Object.entries(files).flatMap(([file, { source, mutants }]) => mutants.map((mutant) => ({ file, source, mutant })));
  const survivors = all
    .filter(({ mutant }) => mutant.status === 'Survived' || mutant.status === 'NoCoverage')
    .map(({ file, source, mutant: { location, replacement = '' } }) => {
      const change = { file, code: oneLine(cut(source, location)), becomes: oneLine(replacement) };
      return { ...change, line: location.start.line, reason: reasonOf(change) };
    });
  const noticed = all.filter(({ mutant }) => mutant.status === 'Killed' || mutant.status === 'Timeout').length;
  return { survivors, noticed };
}

const keyOf = ({ file, code, becomes }: Change): string => [file, code, becomes].join('\n');
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function cut(source: string, { start, end }: Mutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  return lines
    .map((line, place) => line.slice(place === 0 ? start.column - 1 : 0, place === lines.length - 1 ? end.column - 1 : undefined))
    .join('\n');
}
