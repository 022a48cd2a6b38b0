// The parts of JSON (RFC 8259) that have no parts of their own, checked as strictly as JSON.parse does. UTF-8 is checked elsewhere.

const SPACE: u8 = 0x20;
const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;

/** Where the last check failed. */
export let failedAt: usize = 0;
/** Where the last escape of a string began: hardly a string has one, so that nothing is noted of the others. */
export let lastEscape: usize = 0;

export function forgetEscapes(): void {
  lastEscape = 0;
}

export function fail(at: usize): usize {
  failedAt = at;
  return 0;
}

@inline
export function skipSpace(from: usize): usize {
  return load<u8>(from) > SPACE ? from : behindSpace(from);
}

function behindSpace(from: usize): usize {
  let at = from;
  while (isSpace(load<u8>(at))) at++;
  return at;
}

@inline
function isSpace(byte: u8): bool {
  return byte == SPACE || byte == 0x0a || byte == 0x0d || byte == 0x09;
}

/** The closing quote of the string whose first byte behind the opening one is at `from`; 0 when it is not whole. */
@inline
export function endOfString(from: usize): usize {
  const mask = specialBytes(from);
  const at = from + ctz(mask);
  return mask != 0 && load<u8>(at) == QUOTE ? at : endOfLongString(from);
}

/** A bit for each of the 16 bytes at `at` that a string does not hold as it is. */
@inline
function specialBytes(at: usize): i32 {
  const bytes = v128.load(at);
  const isSpecial = v128.or(
    v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH))),
    i8x16.lt_u(bytes, i8x16.splat(SPACE)),
  );
  return i8x16.bitmask(isSpecial);
}

function endOfLongString(from: usize): usize {
  let at = from;
  while (true) {
    const mask = specialBytes(at);
    if (mask == 0) {
      at += 16;
      continue;
    }
    at += ctz(mask);
    const byte = load<u8>(at);
    if (byte == QUOTE) return at;
    if (byte != BACKSLASH) return fail(at);
    lastEscape = at;
    at = behindEscape(at + 1);
    if (at == 0) return 0;
  }
}

function behindEscape(at: usize): usize {
  switch (load<u8>(at)) {
    case 0x22: // "
    case 0x5c: // backslash
    case 0x2f: // slash
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return at + 1;
    case 0x75: // u
      for (let i: usize = 1; i <= 4; i++) if (!isHex(load<u8>(at + i))) return fail(at + i);
      return at + 5;
    default:
      return fail(at);
  }
}

@inline
function isHex(byte: u8): bool {
  return isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

@inline
function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39;
}

const TRUE: u32 = 0x65757274;
const ALSE: u32 = 0x65736c61;
const NULL: u32 = 0x6c6c756e;

/** The end of the number or word at `at`; 0 when it is none. */
export function endOfWord(at: usize): usize {
  const byte = load<u8>(at);
  if (byte == 0x74) return behindLetters(at, TRUE);
  if (byte == 0x66) return behindLetters(at + 1, ALSE);
  if (byte == 0x6e) return behindLetters(at, NULL);
  return endOfNumber(at);
}

/** Fails at the first letter that is another, which is the end of the block where the block ends inside the word. */
function behindLetters(at: usize, letters: u32): usize {
  const others = load<u32>(at) ^ letters;
  return others == 0 ? at + 4 : fail(at + (ctz(others) >> 3));
}

function endOfNumber(start: usize): usize {
  let at = start;
  if (load<u8>(at) == 0x2d) at++;
  if (load<u8>(at) == 0x30) at++;
  else if ((at = behindDigits(at)) == 0) return 0;
  if (load<u8>(at) == 0x2e && (at = behindDigits(at + 1)) == 0) return 0;
  if ((load<u8>(at) | 0x20) == 0x65) {
    const sign = load<u8>(at + 1);
    at = behindDigits(sign == 0x2b || sign == 0x2d ? at + 2 : at + 1);
  }
  return at;
}

/** At least one. */
function behindDigits(start: usize): usize {
  let at = start;
  while (isDigit(load<u8>(at))) at++;
  return at == start ? fail(at) : at;
}
