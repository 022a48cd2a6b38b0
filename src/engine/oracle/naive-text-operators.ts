import { type TextOperator } from '../../ir/condition.js';
import { parseTime } from '../../model/time.js';

/** Makes A to Z small, and nothing else. */
export function foldNaively(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32));
}

/** Whether `text operator other` holds. */
export function compareNaively(operator: TextOperator, text: string, other: string): boolean {
  switch (operator) {
    case 'equals':
      return text === other;
    case 'startsWith':
      return text.startsWith(other);
    case 'endsWith':
      return text.endsWith(other);
    case 'contains':
      return text.includes(other);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return isInOrder(operator, order(text, other));
  }
}

function isInOrder(operator: 'gt' | 'gte' | 'lt' | 'lte', sign: number | undefined): boolean {
  if (sign === undefined) return false;
  return { gt: sign > 0, gte: sign >= 0, lt: sign < 0, lte: sign <= 0 }[operator];
}

/** Negative, zero or positive; undefined when the two are neither both plain decimal numbers nor both times. */
function order(text: string, other: string): number | undefined {
  const [left, right] = [decimalOf(text), decimalOf(other)];
  if (left !== undefined && right !== undefined) return compareDecimals(left, right);
  const [time, otherTime] = [parseTime(text), parseTime(other)];
  return time === undefined || otherTime === undefined ? undefined : time - otherTime;
}

interface Decimal {
  /** -1, 0 or 1. */
  readonly sign: number;
  /** Without leading zeros: empty below one. */
  readonly whole: string;
  /** Without trailing zeros. */
  readonly fraction: string;
}

function decimalOf(text: string): Decimal | undefined {
  const match = /^([+-]?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (match === null) return undefined;
  const whole = (match[2] ?? '').replace(/^0+/, '');
  const fraction = withoutTrailingZeros(match[3] ?? '');
  if (whole === '' && fraction === '') return { sign: 0, whole, fraction };
  return { sign: match[1] === '-' ? -1 : 1, whole, fraction };
}

/** A loop, because a pattern for zeros at the end takes quadratic time on a hostile text. */
function withoutTrailingZeros(digits: string): string {
  let length = digits.length;
  while (digits.charAt(length - 1) === '0') length--;
  return digits.slice(0, length);
}

/** Exact, however many digits there are: two numbers that JavaScript would round to one stay two. */
function compareDecimals(left: Decimal, right: Decimal): number {
  if (left.sign !== right.sign) return left.sign - right.sign;
  return left.sign * compareSizes(left, right);
}

function compareSizes(left: Decimal, right: Decimal): number {
  if (left.whole.length !== right.whole.length) return left.whole.length - right.whole.length;
  const [leftDigits, rightDigits] = [left.whole + left.fraction, right.whole + right.fraction];
  return Number(leftDigits > rightDigits) - Number(leftDigits < rightDigits);
}

type GlobToken = { readonly kind: 'character'; readonly character: string } | { readonly kind: 'one' | 'many' };

/** Whether the whole text fits the glob: `*` is any text, `?` one code point, `\` takes the next character as it is. */
export function likeNaively(text: string, glob: string): boolean {
  const tokens = globTokens(glob);
  // The set of places in the glob that the text read so far may have led to: no place is tried twice, so the work is text times glob.
  let places = skipMany(tokens, [0]);
  for (const character of text) places = skipMany(tokens, advance(tokens, places, character));
  return places.has(tokens.length);
}

function globTokens(glob: string): readonly GlobToken[] {
  const tokens: GlobToken[] = [];
  let isEscaped = false;
  for (const character of glob) {
    if (!isEscaped && character === '\\') isEscaped = true;
    else {
      tokens.push(isEscaped ? { kind: 'character', character } : globToken(character));
      isEscaped = false;
    }
  }
  if (isEscaped) tokens.push({ kind: 'character', character: '\\' });
  return tokens;
}

function globToken(character: string): GlobToken {
  if (character === '*') return { kind: 'many' };
  return character === '?' ? { kind: 'one' } : { kind: 'character', character };
}

function advance(tokens: readonly GlobToken[], places: ReadonlySet<number>, character: string): number[] {
  const next: number[] = [];
  for (const place of places) {
    const token = tokens[place];
    if (token?.kind === 'many') next.push(place);
    else if (token?.kind === 'one' || (token?.kind === 'character' && token.character === character)) next.push(place + 1);
  }
  return next;
}

/** A `*` may also stand for nothing. */
function skipMany(tokens: readonly GlobToken[], starts: readonly number[]): ReadonlySet<number> {
  const places = new Set(starts);
  for (const place of places) if (tokens[place]?.kind === 'many') places.add(place + 1);
  return places;
}
