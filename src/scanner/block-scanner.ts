/** What a path of a record leads to: nothing or null, something that has no number, or the text with this number. */
export const VALUE = { absent: 0, unknown: 1, firstText: 2 } as const;

/** Words before the slots of a record, and what stands in them. */
export const HEAD_WORDS = 5;
export const WORD = { start: 0, end: 1, flags: 2, time: 3, row: 4 } as const;

/** Paths that can be asked for; what others lead to is unknown. */
export const MOST_PATHS = 64;

/** What a scanner is to tell of records. */
export interface Asked {
  /** Each once, sorted by `comparePaths`, and none that begins with eventTime, which has no slot; the slot of each is its number. */
  readonly paths: readonly (readonly string[])[];
  /** Keys of a record itself that `partOf` may be asked for, most important first; some at the end may find no room. */
  readonly keys?: readonly string[];
  /**
   * Keys of a record itself that have slots too, behind those of the paths, and make no difference for `rowOf`. No path begins with one of them;
   * together they and the paths are at most `MOST_PATHS`.
   */
  readonly asides?: readonly string[];
}

/**
 * Walks over the bytes of records in a row, as strictly as `JSON.parse`, and tells where each stands and what some of its paths lead to,
 * without making a value of anything. Each text gets a number, and equal texts the same one, so that what is asked of texts can be worked
 * out once for all records that have it.
 */
export interface BlockScanner {
  /** How many bytes one scan looks at, at most. */
  readonly blockBytes: number;
  /** The words of all records of the last scan; the slots of record `i` begin at `slotsOf(i)`. */
  readonly words: Uint32Array;
  /** Where the last scan stopped, from its `from` on: the first byte that belongs to no record that it found. */
  readonly stoppedAt: number;
  /** Whether the last scan stopped because it had seen enough, and not at something that is no record. */
  readonly goesOn: boolean;
  /**
   * Looks at the bytes from `from` on, where a record begins, to `to`, at most a block. Each record has a comma behind it, or with `isLines`
   * nothing but white space. Gives how many records there are before the first that is not whole or no JSON object. The bytes must stay as
   * they are as long as something is asked about them.
   */
  scan(bytes: Uint8Array, from: number, to: number, isLines: boolean): number;
  /** From the `from` of the last scan on. */
  startOf(record: number): number;
  endOf(record: number): number;
  /** Whether a key on the way of a path is written with an escape, or there are very many: then neither slots nor parts say anything. */
  isOdd(record: number): boolean;
  /** Milliseconds since 1970 of eventTime; undefined where it is not written as CloudTrail does, or is no time. */
  timeOf(record: number): number | undefined;
  slotsOf(record: number): number;
  /** A number that records share whose slots of paths hold the same, from 1 on; 0 when there are too many to have one. */
  rowOf(record: number): number;
  /** The text with a number from `VALUE.firstText` on. */
  text(number: number): string;
  /** The mask that asks for these keys of a record; undefined when one of them has no room, or is not known. */
  maskOf(keys: readonly string[]): number | undefined;
  /** JSON of the record with the members of the mask alone; its bytes must be valid UTF-8. */
  partOf(record: number, mask: number): string;
}
