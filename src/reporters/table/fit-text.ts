import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Fits printable text of any script into a width in columns. */
export interface TextFitter {
  /** Columns that the text takes in a terminal. */
  readonly displayWidth: (text: string) => number;
  /** Lines of at most `width` columns, broken at spaces; a word that is longer than a line is broken where the line ends. */
  readonly wrapText: (text: string, width: number) => readonly string[];
  /** The end of a text that is wider than `width`, after an ellipsis. */
  readonly shortenStart: (text: string, width: number) => string;
}

export function displayWidth(text: string): number {
  return stringWidth(text);
}

export function wrapText(text: string, width: number): readonly string[] {
  return wrapAnsi(text, width, { hard: true }).split('\n');
}

export function shortenStart(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const clusters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  let left = width - 1;
  const cut = clusters.findLastIndex((cluster) => {
    left -= displayWidth(cluster);
    return left < 0;
  });
  return `…${clusters.slice(cut + 1).join('')}`;
}
