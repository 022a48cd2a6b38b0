/** The longest code of deflate, in bits. */
const LONGEST = 15;

/** Codes of deflate, looked up by the next bits of the stream: `entries[bits & mask]` is `symbol << 4 | length`, 0 for no code. */
export class HuffmanTable {
  readonly entries = new Uint16Array(1 << LONGEST);
  mask = 0;

  /**
   * Builds the codes from the length of each symbol's, as RFC 1951 (3.2.2) has it; false when the lengths make no set of codes. Like zlib it
   * takes an incomplete set only of one code of one bit, and none for the lengths themselves.
   */
  build(lengths: Uint8Array, mayBeIncomplete: boolean): boolean {
    const counts = new Uint16Array(LONGEST + 1);
    for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
    counts[0] = 0;
    const longest = Math.max(
      1,
      counts.findLastIndex((count) => count > 0),
    );
    const left = unusedCodes(counts);
    if (left < 0 || (left > 0 && !(mayBeIncomplete && longest === 1))) return false;
    this.mask = (1 << longest) - 1;
    this.entries.fill(0, 0, this.mask + 1);
    this.assign(lengths, firstCodes(counts));
    return true;
  }

  private assign(lengths: Uint8Array, nextCodes: Uint16Array): void {
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      const length = lengths[symbol] ?? 0;
      if (length === 0) continue;
      const code = nextCodes[length] ?? 0;
      nextCodes[length] = code + 1;
      for (let at = reversed(code, length); at <= this.mask; at += 1 << length) this.entries[at] = (symbol << 4) | length;
    }
  }
}

/** How many codes of the longest length are not used; negative when there are more codes than bits can tell apart. */
function unusedCodes(counts: Uint16Array): number {
  let left = 1;
  for (let length = 1; length <= LONGEST && left >= 0; length++) left = left * 2 - (counts[length] ?? 0);
  return left;
}

function firstCodes(counts: Uint16Array): Uint16Array {
  const next = new Uint16Array(LONGEST + 2);
  for (let length = 1; length <= LONGEST; length++) next[length + 1] = ((next[length] ?? 0) + (counts[length] ?? 0)) << 1;
  return next;
}

/** Codes stand in the stream with their first bit lowest. */
function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}
