const DIGITS = '0123456789abcdef';
/** By UTF-16 unit; -1 for what is no lower-case hexadecimal digit. */
const VALUES = Int8Array.from({ length: 128 }, (_, unit) => DIGITS.indexOf(String.fromCharCode(unit)));

/** The number that up to eight lower-case hexadecimal digits from `at` write; -1 when one of them is something else or missing. */
export function hexNumber(text: string, at: number, digits: number): number {
  let number = 0;
  for (let index = at; index < at + digits; index++) {
    const digit = VALUES[text.charCodeAt(index)] ?? -1;
    if (digit < 0) return -1;
    number = (number << 4) | digit;
  }
  return number >>> 0;
}

/** The eight digits of a 32-bit number. */
export function renderHexWord(word: number): string {
  return word.toString(16).padStart(8, '0');
}
