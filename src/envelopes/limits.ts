const MIB = 1024 * 1024;

/**
 * A gzip file that has given more than `bytes` and `ratio` times as many as it has itself, up to there, is taken for a bomb.
 *
 * Trails grow 5 to 25 times, and could hardly more than 90: each record has an eventID of 16 random bytes. One repeated byte grows 229
 * times at the fastest level of gzip and 1,028 times at the best, one repeated record 35 to 340 times. The first size leaves room for a
 * record of 200 MB, which is damage of another kind, and for 200,000 copies of one record, which are honest, if strange.
 */
interface GrowthLimit {
  readonly bytes: number;
  readonly ratio: number;
}

/** Bounds that keep hostile input from taking memory or time without end. All counts are of bytes. */
export interface ReadLimits {
  /** The longest record that is read; a longer one is a named problem and costs no memory. */
  readonly recordBytes: number;
  /** A gzip file that has grown beyond one of these is cut off. */
  readonly growth: readonly GrowthLimit[];
  /** Up to this size a gzip file is decompressed in one go, beyond it as a stream. */
  readonly wholeBytes: number;
  /** How much of a stream is looked at in one piece, at the least. */
  readonly windowBytes: number;
  /** The size of the pieces of a file that others read, where lines end nearby. */
  readonly pieceBytes: number;
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
  growth: [
    { bytes: 256 * MIB, ratio: 200 },
    { bytes: 1024 * MIB, ratio: 100 },
  ],
  wholeBytes: 64 * MIB,
  windowBytes: MIB,
  pieceBytes: MIB,
  guessBytes: MIB / 4,
  recoveryBytes: 64 * MIB,
  recoveryRatio: 8,
};
