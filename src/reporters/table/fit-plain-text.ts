/** ASCII, and the signs that ctaudit writes itself: each takes one column. */
const PLAIN = /^[ -~–…·]*$/;

/**
 * Whether the functions here fit the text as those of fit-text.ts do: its characters take one column each, and no word needs to be
 * broken. So it is with most texts, and loading the libraries for the others costs half of node's own start.
 */
export function isPlain(text: string, width: number): boolean {
  return PLAIN.test(text) && (text.length <= width || text.split(' ').every((word) => word.length <= width));
}

export function displayWidth(text: string): number {
  return text.length;
}

export function wrapText(text: string, width: number): readonly string[] {
  const lines = text.match(new RegExp(`[^ ].{0,${width - 1}}(?= |$)`, 'g')) ?? [''];
  return lines.map((line) => line.trimEnd());
}

export function shortenStart(text: string, width: number): string {
  return text.length <= width ? text : `…${text.slice(text.length - width + 1)}`;
}
