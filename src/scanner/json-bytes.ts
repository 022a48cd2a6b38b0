const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const ZERO = 0x30;

/** RFC 8259 without its brackets. */
const SPACES: ReadonlySet<number> = new Set(Buffer.from(' \t\n\r'));
const ESCAPES: ReadonlySet<number> = new Set(Buffer.from('"\\/bfnrt'));
const HEX: ReadonlySet<number> = new Set(Buffer.from('0123456789abcdefABCDEF'));
const DIGITS: ReadonlySet<number> = new Set(Buffer.from('0123456789'));
const WORDS: readonly Buffer[] = ['true', 'false', 'null'].map((word) => Buffer.from(word));
const LETTER_U = 0x75;
const POINT = 0x2e;
const LETTER_E: ReadonlySet<number> = new Set(Buffer.from('eE'));
const SIGNS: ReadonlySet<number> = new Set(Buffer.from('+-'));

/** In place of the position behind something that is not there. */
export const NOWHERE = -1;

/**
 * The parts of JSON that have no parts of their own, checked as strictly as JSON.parse does. A block may end in the middle of one: it is
 * read as if a zero stood there, which no JSON holds.
 */
export class JsonBytes {
  readonly bytes: Buffer;
  /** Where the last check failed. */
  failedAt = 0;
  /** Where the last escape of a string began. */
  lastEscape = -1;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  byteAt(at: number): number {
    return this.bytes[at] ?? 0;
  }

  fail(at: number): typeof NOWHERE {
    this.failedAt = at;
    return NOWHERE;
  }

  skipSpace(from: number): number {
    let at = from;
    while (SPACES.has(this.byteAt(at))) at++;
    return at;
  }

  /** The closing quote of the string whose first byte behind the opening one is at `from`; `NOWHERE` when it is not whole. */
  endOfString(from: number): number {
    for (let at = from; ;) {
      const byte = this.byteAt(at);
      if (byte === QUOTE) return at;
      if (byte < SPACE) return this.fail(at);
      if (byte !== BACKSLASH) {
        at++;
        continue;
      }
      this.lastEscape = at;
      const end = this.behindEscape(at + 1);
      if (end === NOWHERE) return NOWHERE;
      at = end;
    }
  }

  /** The end of the number or word at `at`; `NOWHERE` when it is none. */
  endOfWord(at: number): number {
    const word = WORDS.find((each) => each[0] === this.byteAt(at));
    if (word === undefined) return this.endOfNumber(at);
    for (const [i, letter] of word.entries()) if (this.byteAt(at + i) !== letter) return this.fail(at + i);
    return at + word.length;
  }

  private behindEscape(at: number): number {
    const byte = this.byteAt(at);
    if (ESCAPES.has(byte)) return at + 1;
    if (byte !== LETTER_U) return this.fail(at);
    for (let i = 1; i <= 4; i++) if (!HEX.has(this.byteAt(at + i))) return this.fail(at + i);
    return at + 5;
  }

  private endOfNumber(start: number): number {
    const digits = this.byteAt(start) === MINUS ? start + 1 : start;
    let at = this.byteAt(digits) === ZERO ? digits + 1 : this.behindDigits(digits);
    if (at !== NOWHERE && this.byteAt(at) === POINT) at = this.behindDigits(at + 1);
    if (at === NOWHERE || !LETTER_E.has(this.byteAt(at))) return at;
    return this.behindDigits(SIGNS.has(this.byteAt(at + 1)) ? at + 2 : at + 1);
  }

  /** At least one. */
  private behindDigits(start: number): number {
    let at = start;
    while (DIGITS.has(this.byteAt(at))) at++;
    return at === start ? this.fail(at) : at;
  }
}
