import { page, type Paper, type Type } from './paper.ts';

/** A column of a table: its head in one or two lines, how much of the width it takes, and on which side it stands. */
export interface Column {
  readonly head: string;
  readonly share: number;
  readonly align?: 'left' | 'right';
}

export interface Row {
  readonly cells: readonly string[];
  readonly strong?: boolean;
}

const gap = 8;
const padding = 3.2;
const headType: Type = { size: 7.4, ink: 'grey' };

/** A ruled table over the whole width; a row is never broken over two pages. */
export function table(paper: Paper, columns: readonly Column[], rows: readonly Row[], size = 8.4): void {
  const places = placesOf(columns);
  if (columns.some(({ head }) => head !== ''))
    drawRow(
      paper,
      columns,
      places,
      columns.map(({ head }) => head),
      headType,
    );
  for (const { cells, strong } of rows) drawRow(paper, columns, places, cells, { size, tabular: true, ...(strong && { weight: 'bold' }) });
}

/** How high a row is, so that a heading can be kept with the first. */
export const rowHeight = (size: number): number => size * 1.42 + padding * 2;

/** How high a table without a head is, so that a short one can be kept whole. */
export function tableHeight(paper: Paper, columns: readonly Column[], rows: readonly Row[], size: number): number {
  const places = placesOf(columns);
  const heights = rows.map(({ cells }) =>
    Math.max(...places.map(({ width }, i) => paper.heightOf(cells[i] ?? '', { size, tabular: true }, width))),
  );
  return heights.reduce((sum, height) => sum + height + padding * 2, 0);
}

interface Place {
  readonly x: number;
  readonly width: number;
}

function placesOf(columns: readonly Column[]): readonly Place[] {
  const free = page.right - page.left - gap * (columns.length - 1);
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  let x: number = page.left;
  return columns.map(({ share }) => {
    const place = { x, width: (free * share) / whole };
    x += place.width + gap;
    return place;
  });
}

function drawRow(paper: Paper, columns: readonly Column[], places: readonly Place[], cells: readonly string[], type: Type): void {
  const heights = places.map(({ width }, i) => paper.heightOf(cells[i] ?? '', type, width));
  const height = Math.max(...heights) + padding * 2;
  paper.need(height);
  places.forEach(({ x, width }, i) => {
    paper.set(cells[i] ?? '', { x, y: paper.y + padding, width, align: columns[i]?.align ?? 'left' }, type);
  });
  paper.y += height;
  paper.rule(paper.y);
}
