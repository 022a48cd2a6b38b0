import { printable } from '../model/safe-text.js';
import { type Place } from './diagnostic.js';

/** One source line as a terminal can show it, with the blanks and carets that go under it. */
export interface Excerpt {
  readonly line: string;
  readonly indent: string;
  readonly caret: string;
}

/** One character of the source and the columns that it takes on a terminal. */
interface Cell {
  readonly text: string;
  readonly width: number;
  /** UTF-16 index in the line. */
  readonly index: number;
}

const TAB_STOP = 4;
const MAX_WIDTH = 100;
/** What stays visible on the left of the caret when a long line is cut. */
const CONTEXT = 40;

// Terminals draw these over two columns (Unicode's East Asian Width W and F, and emoji).
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const COMBINING = /^\p{M}$/u;

/** The line that the place names, or undefined when the text has no such line. */
export function drawExcerpt(sourceText: string, place: Place): Excerpt | undefined {
  const line = sourceText.replace(/^\uFEFF/, '').split(/\r?\n/, place.line)[place.line - 1];
  if (line === undefined) return undefined;
  const start = place.column - 1;
  const cells = cut(toCells(line), start);
  const before = cells.filter((cell) => cell.index < start);
  const under = cells.filter((cell) => cell.index >= start && cell.index < start + place.length);
  const text = (part: readonly Cell[]): string => part.map((cell) => cell.text).join('');
  return { line: text(cells), indent: ' '.repeat(widthOf(before)), caret: '^'.repeat(Math.max(1, widthOf(under))) };
}

function toCells(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let index = 0;
  let column = 0;
  for (const character of line) {
    const cell = toCell(character, index, column);
    cells.push(cell);
    index += character.length;
    column += cell.width;
  }
  return cells;
}

function toCell(character: string, index: number, column: number): Cell {
  if (character === '\t') {
    const width = TAB_STOP - (column % TAB_STOP);
    return { text: ' '.repeat(width), width, index };
  }
  const text = printable(character);
  if (text !== character) return { text, width: text.length, index };
  if (COMBINING.test(character)) return { text, width: 0, index };
  return { text, width: WIDE.test(character) ? 2 : 1, index };
}

/** A long line keeps the part around the caret, with an ellipsis where something is left out. */
function cut(cells: readonly Cell[], start: number): readonly Cell[] {
  if (widthOf(cells) <= MAX_WIDTH) return cells;
  const caret = cells.findIndex((cell) => cell.index >= start);
  const from = Math.max(0, (caret < 0 ? cells.length : caret) - CONTEXT);
  const kept: Cell[] = from > 0 ? [ellipsis(cells[from - 1]?.index ?? 0)] : [];
  let width = widthOf(kept);
  for (const cell of cells.slice(from)) {
    width += cell.width;
    if (width > MAX_WIDTH) return [...kept, ellipsis(cell.index)];
    kept.push(cell);
  }
  return kept;
}

function ellipsis(index: number): Cell {
  return { text: '…', width: 1, index };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
