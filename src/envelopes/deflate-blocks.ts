import { type BitReader } from './bit-reader.js';
import { HuffmanTable } from './huffman.js';

/** RFC 1951 (3.2.7): the order in which the lengths of the codes for lengths are sent. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LITERALS = 286;
const DISTANCES = 30;
const END_OF_BLOCK = 256;

/** The codes of one block. */
export class BlockCodes {
  readonly literals = new HuffmanTable();
  readonly distances = new HuffmanTable();
  private readonly codeLengths = new HuffmanTable();
  private readonly lengths = new Uint8Array(LITERALS + DISTANCES + 2);

  /** RFC 1951 (3.2.6). */
  useFixed(): void {
    const literals = Uint8Array.from({ length: 288 }, (_, symbol) => fixedLength(symbol));
    this.literals.build(literals, false);
    this.distances.build(new Uint8Array(32).fill(5), false);
  }

  /** Reads the codes of a dynamic block, RFC 1951 (3.2.7); a text says what is wrong with them, `more` that input is missing. */
  readDynamic(bits: BitReader): string | undefined {
    const sizes = bits.take(14);
    if (sizes < 0) return 'more';
    const literals = (sizes & 31) + 257;
    const distances = ((sizes >> 5) & 31) + 1;
    if (literals > LITERALS || distances > DISTANCES) return 'a block has too many codes';
    const wrong = this.readCodeLengths(bits, (sizes >> 10) + 4) ?? this.readLengths(bits, literals + distances);
    if (wrong !== undefined) return wrong;
    if (this.lengths[END_OF_BLOCK] === 0) return 'a block has no code for its end';
    const isBuilt =
      this.literals.build(this.lengths.subarray(0, literals), true) &&
      this.distances.build(this.lengths.subarray(literals, literals + distances), true);
    return isBuilt ? undefined : 'the codes of a block contradict each other';
  }

  private readCodeLengths(bits: BitReader, count: number): string | undefined {
    const lengths = new Uint8Array(LENGTH_ORDER.length);
    for (const symbol of LENGTH_ORDER.slice(0, count)) {
      const length = bits.take(3);
      if (length < 0) return 'more';
      lengths[symbol] = length;
    }
    return this.codeLengths.build(lengths, false) ? undefined : 'the code lengths of a block contradict each other';
  }

  private readLengths(bits: BitReader, count: number): string | undefined {
    let at = 0;
    while (at < count) {
      const symbol = bits.symbol(this.codeLengths);
      if (symbol === -2) return 'a code length is none';
      const repeat = symbol < 16 ? 1 : this.repeatOf(bits, symbol);
      if (symbol < 0 || repeat < 0) return 'more';
      if ((symbol === 16 && at === 0) || at + repeat > count) return 'the code lengths of a block go too far';
      this.lengths.fill(this.lengthOf(symbol, at), at, at + repeat);
      at += repeat;
    }
    return undefined;
  }

  /** RFC 1951 (3.2.7): 16 repeats the length before, 17 and 18 stand for zeros. */
  private lengthOf(symbol: number, at: number): number {
    if (symbol < 16) return symbol;
    return symbol === 16 ? (this.lengths[at - 1] ?? 0) : 0;
  }

  private repeatOf(bits: BitReader, symbol: number): number {
    const [width, least] = symbol === 16 ? [2, 3] : symbol === 17 ? [3, 3] : [7, 11];
    const extra = bits.take(width);
    return extra < 0 ? -1 : least + extra;
  }
}

function fixedLength(symbol: number): number {
  if (symbol < 144) return 8;
  if (symbol < 256) return 9;
  return symbol < 280 ? 7 : 8;
}
