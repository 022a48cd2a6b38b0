import { type NextChunk } from './byte-window.js';
import { BYTE } from './bytes.js';

/** Some bytes of a file in a row: in memory, or a range of a file that can be read anywhere. */
export type FilePiece = {
  readonly length: number;
  /** Whether it begins with a line that begins with `{`, as JSON lines do. */
  readonly isLines: boolean;
} & ({ readonly bytes: Uint8Array } | { readonly range: { readonly from: number; readonly to: number } });

/** Cuts a stream of bytes into pieces, before lines that begin with `{` where there are any. */
export class LineCutter {
  private readonly nextChunk: NextChunk;
  private readonly pieceBytes: number;
  private readonly mostBytes: number;
  /** What came last and is not used up; valid until the next chunk is asked for. */
  private chunk: Uint8Array = new Uint8Array();
  private isEnd = false;
  private pending = Buffer.alloc(0);
  private length = 0;
  private isLineStart = true;

  /** @param pieceBytes the size of a piece, which is larger only where one line is; no piece is larger than four of them */
  constructor(nextChunk: NextChunk, pieceBytes: number) {
    this.nextChunk = nextChunk;
    this.pieceBytes = pieceBytes;
    this.mostBytes = 4 * pieceBytes;
  }

  /** Undefined at the end. */
  async next(): Promise<FilePiece | undefined> {
    let cut = -1;
    for (let capacity = this.pieceBytes; cut < 0 && capacity <= this.mostBytes; capacity *= 2) {
      await this.fill(capacity);
      cut = this.isEnd ? this.length : lastLineStart(this.pending.subarray(0, this.length));
    }
    return this.length === 0 ? undefined : this.cutAt(cut < 0 ? this.length : cut);
  }

  load(piece: FilePiece): Promise<Uint8Array> {
    if ('range' in piece) throw new Error('a piece of a stream has its bytes');
    return Promise.resolve(piece.bytes);
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
    const piece = { length: end, bytes, isLines: this.isLineStart && bytes[0] === BYTE.openObject };
    // What was given away must stay as it is.
    this.pending = Buffer.allocUnsafeSlow(this.pieceBytes);
    if (rest.length > this.pieceBytes) this.pending = Buffer.from(rest);
    else rest.copy(this.pending);
    this.length = rest.length;
    this.isLineStart = bytes[end - 1] === BYTE.lineFeed;
    return piece;
  }
}

/** Of the last line that begins with `{`, behind the first line; -1 when there is none. */
function lastLineStart(bytes: Buffer): number {
  return bytes.lastIndexOf('\n{') + 1 || -1;
}
