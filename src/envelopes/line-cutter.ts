import { type NextChunk } from './byte-window.js';
import { BYTE } from './bytes.js';

/** Some bytes of a file in a row. */
export interface FilePiece {
  readonly length: number;
  /** Whether it begins with a line that begins with `{`, as JSON lines do. */
  readonly isLines: boolean;
  /** Where it is in a file that can be read anywhere. */
  readonly range?: { readonly from: number; readonly to: number };
  /** Its bytes; fewer where the file was cut off meanwhile. */
  readonly load: () => Uint8Array;
}

/** The first pieces are small, so that little of a slow stream waits; those of a long one are worth their messages. */
const SMALL_PIECES = 16;
const GROWTH = 4;

/** How much larger a piece may be where no line begins. */
const MOST_GROWTH = 4;

/** Cuts a stream of bytes into pieces, before lines that begin with `{` where there are any. */
export class LineCutter {
  private readonly nextChunk: NextChunk;
  private pieceBytes: number;
  /** Pieces until they grow. */
  private small = SMALL_PIECES;
  /** What came last and is not used up; valid until the next chunk is asked for. */
  private chunk: Uint8Array = new Uint8Array();
  private isEnd = false;
  private pending = Buffer.alloc(0);
  private length = 0;
  private isLineStart = true;

  /** @param pieceBytes the size of the first pieces, but where a line is longer */
  constructor(nextChunk: NextChunk, pieceBytes: number) {
    this.nextChunk = nextChunk;
    this.pieceBytes = pieceBytes;
  }

  /** Undefined at the end. */
  async next(): Promise<FilePiece | undefined> {
    if (this.small-- === 0) this.pieceBytes *= GROWTH;
    let cut = -1;
    for (let capacity = this.pieceBytes; cut < 0 && capacity <= MOST_GROWTH * this.pieceBytes; capacity *= 2) {
      await this.fill(capacity);
      cut = this.isEnd ? this.length : lastLineStart(this.pending.subarray(0, this.length));
    }
    return this.length === 0 ? undefined : this.cutAt(cut < 0 ? this.length : cut);
  }

  private async fill(capacity: number): Promise<void> {
    if (this.pending.length < capacity) {
      const larger = Buffer.allocUnsafeSlow(capacity);
      this.pending.copy(larger, 0, 0, this.length);
      this.pending = larger;
    }
    while (this.length < capacity && !this.isEnd) {
      if (this.chunk.length === 0) await this.readChunk();
      const part = this.chunk.subarray(0, capacity - this.length);
      this.pending.set(part, this.length);
      this.length += part.length;
      this.chunk = this.chunk.subarray(part.length);
    }
  }

  private async readChunk(): Promise<void> {
    const chunk = await this.nextChunk();
    if (chunk === undefined) this.isEnd = true;
    else this.chunk = chunk;
  }

  private cutAt(end: number): FilePiece {
    const bytes = this.pending.subarray(0, end);
    const rest = this.pending.subarray(end, this.length);
    const piece = { length: end, load: () => bytes, isLines: this.isLineStart && bytes[0] === BYTE.openObject };
    // What was given away must stay as it is.
    this.pending = Buffer.allocUnsafeSlow(Math.max(this.pieceBytes, rest.length));
    rest.copy(this.pending);
    this.length = rest.length;
    this.isLineStart = bytes[end - 1] === BYTE.lineFeed;
    return piece;
  }
}

/** Of the last line that begins with `{`, behind the first line; -1 when there is none. */
function lastLineStart(bytes: Buffer): number {
  return bytes.lastIndexOf('\n{') + 1 || -1;
}
