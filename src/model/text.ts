import { type JsonValue } from './json.js';

/**
 * The text by which a value compares: booleans as `true` and `false`, numbers as String(Number) writes them.
 * `null`, objects and arrays have none.
 */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/** Lower-cases A to Z and nothing else: CloudTrail's own names are ASCII, and Unicode folding differs between engines. */
export function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** How many UTF-16 units the code point at `index` takes. */
export function codePointLength(text: string, index: number): 1 | 2 {
  return isHighSurrogate(text.charCodeAt(index)) && isLowSurrogate(text.charCodeAt(index + 1)) ? 2 : 1;
}

/** Orders by code point, which differs from JavaScript's own order of UTF-16 units above U+FFFF. Negative, zero or positive. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const difference = unitRank(left.charCodeAt(i)) - unitRank(right.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above every other unit. */
function unitRank(unit: number): number {
  return isHighSurrogate(unit) || isLowSurrogate(unit) ? unit + 0x10000 : unit;
}
