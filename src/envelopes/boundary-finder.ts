import { BYTE } from './bytes.js';
import { type ByteWindow } from './byte-window.js';

/** What stands between two records where no white space does. Few objects within records are joined by the same bytes. */
const BOUNDARY = Buffer.from('},{"');

/** How many ways for records to begin are learnt; others are left to the walker. */
const KEYS = 16;

/**
 * Guesses where a record ends in an array without white space, as CloudTrail writes it: before an object whose first key begins as that of
 * other records in this file did. A guess is proven by `JSON.parse` of what lies before it.
 */
export class BoundaryFinder {
  private readonly window: ByteWindow;
  /** The first four bytes of keys that records begin with. */
  private readonly keys = new Set<number>();
  /** Of the last search: no boundary stands from `searchedFrom` to before `nearest`. */
  private searchedFrom = 0;
  private nearest = Infinity;
  /** The version of the window that was searched. */
  private version = -1;

  constructor(window: ByteWindow) {
    this.window = window;
  }

  /** The position behind the `}` of the next boundary at or after `from`, or -1. */
  next(from: number): number {
    // What a search has passed over is not searched again, or a file without boundaries would take quadratic time.
    const isKnown = this.version === this.window.version && this.searchedFrom <= from && from <= this.nearest;
    if (!isKnown) this.search(from);
    return this.nearest === Infinity ? -1 : this.nearest + 1;
  }

  /** Takes note of how the object at `start` begins. */
  learn(start: number): void {
    if (this.keys.size === KEYS || this.window.bytes[start + 1] !== BYTE.quote) return;
    const key = keyAt(this.window.bytes, start + 2);
    if (this.keys.has(key)) return;
    this.keys.add(key);
    this.version = -1;
  }

  private search(from: number): void {
    const { bytes, version } = this.window;
    let at = bytes.indexOf(BOUNDARY, from);
    while (at >= 0 && !this.keys.has(keyAt(bytes, at + BOUNDARY.length))) at = bytes.indexOf(BOUNDARY, at + 1);
    this.version = version;
    this.searchedFrom = from;
    this.nearest = at < 0 ? Infinity : at;
  }
}

function keyAt(bytes: Buffer, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
