import { isPlainKey } from '../model/plain-key.js';
import { type Asked, HEAD_WORDS, MOST_PATHS, WORD } from './block-scanner.js';

/** Keys of a record that can be told apart; a mask has a bit for each. */
const MOST_KEYS = 31;

/** What a scanner wrote of the records of its last scan: both write the same words, however they came by them. */
export abstract class ScannedRecords {
  abstract readonly words: Uint32Array;
  /** The word at which the first record begins. */
  protected abstract readonly output: number;
  /** Slots, and how many of them count for the number of the row. */
  protected readonly slots: number;
  protected readonly rowSlots: number;
  /** Words of a record. */
  protected readonly stride: number;
  /** Those that have a bit, which is their place. */
  protected readonly keys: readonly string[];

  constructor({ paths, keys = [], asides = [] }: Asked) {
    this.slots = paths.length + asides.length;
    this.rowSlots = paths.length;
    if (this.slots > MOST_PATHS) throw new Error(`the scanner has room for ${MOST_PATHS} paths, not for ${this.slots}`);
    this.stride = HEAD_WORDS + this.slots;
    this.keys = keys.filter(isPlainKey).slice(0, MOST_KEYS);
  }

  startOf(record: number): number {
    return this.word(record, WORD.start);
  }

  endOf(record: number): number {
    return this.word(record, WORD.end);
  }

  isOdd(record: number): boolean {
    return this.word(record, WORD.flags) !== 0;
  }

  slotsOf(record: number): number {
    return this.output + record * this.stride + HEAD_WORDS;
  }

  rowOf(record: number): number {
    return this.word(record, WORD.row);
  }

  maskOf(keys: readonly string[]): number | undefined {
    let mask = 0;
    for (const key of keys) {
      const bit = this.keys.indexOf(key);
      if (bit < 0) return undefined;
      mask |= 1 << bit;
    }
    return mask;
  }

  protected word(record: number, word: number): number {
    return this.words[this.output + record * this.stride + word] ?? 0;
  }
}
