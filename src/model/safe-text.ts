/**
 * Everything that could act on a terminal or hide what is written: controls, format characters (bidi marks and zero-width ones are
 * among them), line and paragraph separators, lone surrogates, private use and unassigned code points.
 */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Most texts are ASCII, and a look costs less than a replacement. */
const UNUSUAL = /[^ -~]/;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with each character that is not printable written as an escape, such as `\u001b`. Safe for any terminal. */
export function printable(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text.replace(UNPRINTABLE, (character) => NAMED[character] ?? escaped(character));
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\u{${code}}`;
}
