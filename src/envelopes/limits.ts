const MIB = 1024 * 1024;

/** Bounds that keep hostile input from taking memory or time without end. All counts are of bytes. */
export interface ReadLimits {
  /** The longest record that is read; a longer one is a named problem and costs no memory. */
  readonly recordBytes: number;
  /** A gzip file that has grown by more than this factor is cut off, once it has given `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Up to this size a gzip file is decompressed in one go, beyond it as a stream. */
  readonly wholeBytes: number;
  /** How much of a stream is looked at in one piece, at the least. */
  readonly windowBytes: number;
  /** Ends of records up to this length are guessed, which is faster; 0 leaves all to the walker. The result is the same. */
  readonly guessBytes: number;
  /**
   * Work in bytes that may go into looking for whole records between damaged ones, and what each byte read adds to it. Beyond it only
   * starts of records that are plain to see are found, so that time stays proportional to the size of the file.
   */
  readonly recoveryBytes: number;
  readonly recoveryRatio: number;
}

export const DEFAULT_LIMITS: ReadLimits = {
  recordBytes: 16 * MIB,
  ratio: 300,
  ratioFrom: 256 * MIB,
  wholeBytes: 64 * MIB,
  windowBytes: MIB,
  guessBytes: MIB / 4,
  recoveryBytes: 64 * MIB,
  recoveryRatio: 8,
};
