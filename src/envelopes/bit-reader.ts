import { type HuffmanTable } from './huffman.js';

/** Reads bits of a deflate stream, lowest first, from input that comes in pieces. */
export class BitReader {
  input: Uint8Array = new Uint8Array(0);
  position = 0;
  hold = 0;
  count = 0;
  private saved = { position: 0, hold: 0, count: 0 };

  /** Adds input behind what is not yet read. */
  feed(more: Uint8Array): void {
    const rest = this.input.subarray(this.position);
    this.input = rest.length === 0 ? more : Buffer.concat([rest, more]);
    this.position = 0;
  }

  /** Remembers this place, for `restore` to come back to when input is missing. */
  save(): void {
    this.saved = { position: this.position, hold: this.hold, count: this.count };
  }

  restore(): void {
    ({ position: this.position, hold: this.hold, count: this.count } = this.saved);
  }

  /** The next bits as a number, or -1 when input is missing; at most 16 bits. */
  take(width: number): number {
    this.fill(width);
    if (this.count < width) return -1;
    const bits = this.hold & ((1 << width) - 1);
    this.hold >>>= width;
    this.count -= width;
    return bits;
  }

  /** The next symbol, -1 when input is missing, -2 when the bits are no code. */
  symbol({ entries, mask }: HuffmanTable): number {
    this.fill(15);
    const entry = entries[this.hold & mask] ?? 0;
    const length = entry & 15;
    if (length === 0) return this.isBeyond(mask) ? -1 : -2;
    if (length > this.count) return -1;
    this.hold >>>= length;
    this.count -= length;
    return entry >> 4;
  }

  /** Drops the rest of a byte, and gives whole bytes that were read ahead back to the input. */
  align(): void {
    this.position -= this.count >> 3;
    this.hold = 0;
    this.count = 0;
  }

  /** Whether a longest code may need bits that are not there. */
  private isBeyond(mask: number): boolean {
    return this.count < 32 - Math.clz32(mask);
  }

  private fill(width: number): void {
    while (this.count < width && this.position < this.input.length) {
      this.hold |= (this.input[this.position++] ?? 0) << this.count;
      this.count += 8;
    }
  }
}
