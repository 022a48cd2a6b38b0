import { type NextChunk } from './byte-window.js';

/**
 * How far back the next member is looked for behind damage. Where a member was cut off and another one follows, bytes of the second are
 * taken for data of the first until they contradict themselves, which they do soon.
 */
const LOOK_BACK = 64 * 1024;

/** How many bytes of one file may be gone back over, so that a file made of nothing but headers takes no more than its size in time. */
const MOST_BACK = 16 * 1024 * 1024;

const MAGIC_BYTE = 0x1f;

/** The part of a compressed file that is in memory, and a position in it. */
export class CompressedInput {
  bytes: Buffer = Buffer.alloc(0);
  position = 0;
  isEnd = false;
  /** The offset in the file of the first of `bytes`. */
  private base = 0;
  /** The offset up to which the file is known to be whole: nothing is looked for before it. */
  private passed = 0;
  private goneBack = 0;
  private readonly nextChunk: NextChunk;

  constructor(nextChunk: NextChunk) {
    this.nextChunk = nextChunk;
  }

  /** How many bytes of the file stand before the position. */
  get offset(): number {
    return this.base + this.position;
  }

  /** Adds what comes next in the file, and keeps what may be gone back to. */
  async read(): Promise<void> {
    const chunk = await this.nextChunk();
    if (chunk === undefined) {
      this.isEnd = true;
      return;
    }
    const keepFrom = Math.max(0, this.position - LOOK_BACK, this.passed - this.base);
    const kept = this.bytes.subarray(Math.min(keepFrom, this.position));
    this.base += this.bytes.length - kept.length;
    this.position -= this.bytes.length - kept.length;
    this.bytes = kept.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([kept, chunk]);
  }

  /** Goes to a position before which nothing will be looked for. */
  pass(position: number): void {
    this.position = position;
    this.passed = this.offset;
  }

  /** Goes back to where the next member may have begun unnoticed. */
  goBack(): void {
    const back = Math.min(LOOK_BACK, this.offset - this.passed, MOST_BACK - this.goneBack);
    this.goneBack += back;
    this.position -= back;
  }

  /** Goes on to the next byte that a member may begin with, or to the end. */
  seekMagic(): void {
    const at = this.bytes.indexOf(MAGIC_BYTE, this.position);
    this.position = at < 0 ? this.bytes.length : at;
  }
}
