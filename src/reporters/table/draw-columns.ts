import Table from 'cli-table3';

import { type ColumnsBlock, type Span } from './block.js';
import { type TextFitter } from './fit-text.js';

const GAP = '  ';
/** In fewer columns a text is hard to read, however narrow the terminal. */
export const LEAST_ROOM = 20;
const NO_BORDERS = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '' },
};

/** The lines of the columns, at most `width` columns wide unless the ones before the last leave it too little room. */
export function drawColumns({ indent, alignments, rows }: ColumnsBlock, width: number, fitter: TextFitter): readonly string[] {
  const table = new Table({
    chars: { ...NO_BORDERS, left: ' '.repeat(indent), middle: GAP },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: [...alignments],
  });
  const last = alignments.length - 1;
  const room = Math.max(LEAST_ROOM, width - indent - widthBefore(last, rows, fitter));
  for (const row of rows) {
    table.push(row.map((cell, column) => paintLines(cell, column === last ? fitter.wrapText(cell.text, room) : [cell.text])));
  }
  return table.toString().split('\n');
}

function widthBefore(last: number, rows: ColumnsBlock['rows'], { displayWidth }: TextFitter): number {
  const widths = Array.from({ length: last }, (_, column) => Math.max(...rows.map((row) => displayWidth(row[column]?.text ?? ''))));
  return widths.reduce((sum, width) => sum + width + GAP.length, 0);
}

function paintLines({ paint }: Span, lines: readonly string[]): string {
  return (paint === undefined ? lines : lines.map(paint)).join('\n');
}
