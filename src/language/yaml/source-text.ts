import { type Place } from '../../diagnostics/diagnostic.js';

/** A file's text with the way from an offset to a place. Offsets are UTF-16 units of `text`, which has no byte order mark. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** The place of [start, end), cut at the end of its first line. */
  place(start: number, end: number): Place;
}

export function createSourceText(file: string, original: string): SourceText {
  const text = original.replace(/^\uFEFF/, '');
  const starts = lineStarts(text);
  return {
    file,
    text,
    place(start, end) {
      const line = lineOf(starts, start);
      const lineStart = starts[line] ?? 0;
      const lineEnd = text.indexOf('\n', start);
      const last = Math.min(end, lineEnd < 0 ? text.length : lineEnd);
      return { file, line: line + 1, column: start - lineStart + 1, length: Math.max(1, last - start) };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last line that starts at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
