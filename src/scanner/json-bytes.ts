const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const ZERO = 0x30;

/** For each byte whether it is one of these: a set would take three times as long, and every byte is asked about. */
function anyOf(characters: string): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (characters.includes(String.fromCharCode(byte)) ? 1 : 0));
}

/** RFC 8259 without its brackets. */
const SPACES = anyOf(' \t\n\r');
const ESCAPES = anyOf('"\\/bfnrt');
const HEX = anyOf('0123456789abcdefABCDEF');
const DIGITS = anyOf('0123456789');
/** What a string holds as it is; of characters beyond ASCII every byte. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0));
const WORDS: readonly Buffer[] = ['true', 'false', 'null'].map((word) => Buffer.from(word));
const LETTER_U = 0x75;
const POINT = 0x2e;
const LETTER_E = anyOf('eE');
const SIGNS = anyOf('+-');

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
    while (SPACES[this.byteAt(at)] === 1) at++;
    return at;
  }

  /** The closing quote of the string whose first byte behind the opening one is at `from`; `NOWHERE` when it is not whole. */
  endOfString(from: number): number {
    const { bytes } = this;
    for (let at = from; ;) {
      while (PLAIN[bytes[at] ?? 0] === 1) at++;
      const byte = this.byteAt(at);
      if (byte === QUOTE) return at;
      if (byte !== BACKSLASH) return this.fail(at);
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
    if (ESCAPES[byte] === 1) return at + 1;
    if (byte !== LETTER_U) return this.fail(at);
    for (let i = 1; i <= 4; i++) if (HEX[this.byteAt(at + i)] !== 1) return this.fail(at + i);
    return at + 5;
  }

  private endOfNumber(start: number): number {
    const digits = this.byteAt(start) === MINUS ? start + 1 : start;
    let at = this.byteAt(digits) === ZERO ? digits + 1 : this.behindDigits(digits);
    if (at !== NOWHERE && this.byteAt(at) === POINT) at = this.behindDigits(at + 1);
    if (at === NOWHERE || LETTER_E[this.byteAt(at)] !== 1) return at;
    return this.behindDigits(SIGNS[this.byteAt(at + 1)] === 1 ? at + 2 : at + 1);
  }

  /** At least one. */
  private behindDigits(start: number): number {
    let at = start;
    while (DIGITS[this.byteAt(at)] === 1) at++;
    return at === start ? this.fail(at) : at;
  }
}
