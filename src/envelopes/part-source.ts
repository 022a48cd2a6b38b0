import { type NextChunk } from './byte-window.js';
import { type FilePiece } from './line-cutter.js';
import { type FirstKey } from './record-starts.js';

/** Whole documents in a row that somebody else has read, with no damage among them. */
export interface ReadPart {
  readonly bytes: number;
  readonly evaluated: number;
  readonly skipped: number;
  readonly firstKeys: readonly FirstKey[];
}

/** A decompressed file in parts, some of which others read before their turn. */
export interface PartSource<Part extends ReadPart> {
  /**
   * To be asked where one document has ended and the next has not begun: the next part if it was read, as if nothing stood before it; undefined
   * when it must be read here, and at the end.
   */
  readonly nextRead: () => Promise<Part | undefined>;
  /** The bytes of the next part, whether anybody has read it or not. */
  readonly nextChunk: NextChunk;
}

/** Gives a decompressed file piece by piece; undefined at the end. */
export interface Pieces {
  next(): Promise<FilePiece | undefined>;
}

/** Where a part that was read stands in the file. */
export interface PlacedPart<Part extends ReadPart> {
  readonly part: Part;
  readonly byteOffset: number;
  /** Of its first record. */
  readonly index: number;
}
