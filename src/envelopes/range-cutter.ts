import { type FilePiece } from './line-cutter.js';

const KIB = 1024;
const MIB = 1024 * KIB;

/** How far the start of a line is looked for at first, and at the most. */
const FIRST_LOOK = 64 * KIB;
const LONGEST_LOOK = MIB;

/** How often in a row it may be looked for in vain. */
const MOST_VAIN_LOOKS = 4;

/** Reads the bytes of a file from one offset to another, fewer where it ends before. */
type ReadRange = (from: number, to: number) => Uint8Array;

/** Cuts a file that can be read anywhere as `LineCutter` cuts a stream, and reads nothing of it but where it is cut. */
export class RangeCutter {
  private readonly read: ReadRange;
  private readonly size: number;
  private readonly pieceBytes: number;
  private at = 0;
  /** What nobody has looked at is for whoever tells what kind of file it is. */
  private isLines = false;
  private vainLooks = 0;

  constructor(read: ReadRange, size: number, pieceBytes: number) {
    this.read = read;
    this.size = size;
    this.pieceBytes = pieceBytes;
  }

  /** Undefined at the end. */
  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is to be a failure, as of pieces that come in time
  async next(): Promise<FilePiece | undefined> {
    if (this.at >= this.size) return this.readBehind();
    const from = this.at;
    const wanted = from + this.pieceBytes;
    const start = wanted < this.size && this.vainLooks < MOST_VAIN_LOOKS ? this.lineFrom(wanted) : undefined;
    const to = start ?? Math.min(wanted, this.size);
    const { isLines } = this;
    this.at = to;
    this.isLines = start !== undefined;
    return { length: to - from, isLines, range: { from, to }, load: () => this.read(from, to) };
  }

  /** What was added to the file since its size was known. */
  private readBehind(): FilePiece | undefined {
    const bytes = this.read(this.at, this.at + this.pieceBytes);
    if (bytes.length === 0) return undefined;
    this.at += bytes.length;
    return { length: bytes.length, isLines: false, load: () => bytes };
  }

  /** Where the next line begins that begins with `{`, at the position or behind it. */
  private lineFrom(position: number): number | undefined {
    for (let look = FIRST_LOOK; look <= LONGEST_LOOK; look *= 4) {
      const bytes = this.read(position - 1, position + look);
      const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('\n{');
      if (found >= 0) {
        this.vainLooks = 0;
        return position + found;
      }
    }
    this.vainLooks++;
    return undefined;
  }
}
