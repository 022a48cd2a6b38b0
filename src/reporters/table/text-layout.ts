/** Code points that a terminal draws two columns wide (https://www.unicode.org/reports/tr11/): East Asian wide ones and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const COMBINING = /\p{M}/u;

/** Most texts are ASCII, and a look costs less than a walk over the characters. */
const UNUSUAL = /[^ -~]/;

/** Columns that printable text takes in a terminal. */
export function displayWidth(text: string): number {
  if (!UNUSUAL.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): 0 | 1 | 2 {
  if (character < '\u0300') return 1;
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Lines of at most `width` columns, broken at spaces; a word that is longer than a line is broken where the line ends. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => breakWord(whole, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function breakWord(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (displayWidth(part) + characterWidth(character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/** The end of a text that is wider than `width`, after an ellipsis: the name of a file tells more than the folders above it. */
export function shortenStart(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let left = width - 1;
  const kept: string[] = [];
  for (const character of Array.from(text).reverse()) {
    left -= characterWidth(character);
    if (left < 0) break;
    kept.push(character);
  }
  return `…${kept.reverse().join('')}`;
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** `12,345`. */
export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 finding`, `2,000 findings`. */
export function countOf(count: number, noun: string): string {
  return `${groupDigits(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** An RFC 3339 time in UTC as people read it; the zone is said once for the report. */
export function readableTime(time: string): string {
  return time.replace('T', ' ').replace(/Z$/, '');
}
