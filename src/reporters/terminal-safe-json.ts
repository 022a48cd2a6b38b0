/** As `printable` of the model sees it; what JSON escapes by itself is escaped already. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
/** Most texts are ASCII, and a test costs less than a replacement. */
const OUTSIDE_ASCII = /[^ -~]/;

/**
 * JSON on one line, with escapes for everything that could act on a terminal or hide what is written: reports are read with `cat`
 * too, and JSON alone lets C1 controls and bidi marks through. It parses to the same value.
 */
export function terminalSafeJson(value: unknown): string {
  const json = JSON.stringify(value);
  return OUTSIDE_ASCII.test(json) ? json.replace(UNPRINTABLE, escapeUnits) : json;
}

/** JSON's escapes are of UTF-16 units, two above U+FFFF. */
function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}
