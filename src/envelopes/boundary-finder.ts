import { BYTE } from './bytes.js';
import { type ByteWindow } from './byte-window.js';

const KEYS = 4;
const LONGEST_KEY = 40;

interface Needle {
  readonly bytes: Buffer;
  /** The next occurrence at or after the last question, -1 for none in the window. */
  next: number;
}

/**
 * Guesses where a record ends in an array without white space, as CloudTrail writes it: before `,{"eventVersion":` or another key that
 * records of this file began with. A guess is proven by `JSON.parse` of what lies before it.
 */
export class BoundaryFinder {
  private readonly needles: Needle[] = [];
  private readonly known = new Set<string>();
  private version = -1;

  private readonly window: ByteWindow;

  constructor(window: ByteWindow) {
    this.window = window;
    this.add('{"eventVersion":');
  }

  /** The position behind the `}` of the next boundary at or after `from`, or -1. */
  next(from: number): number {
    if (this.version !== this.window.version) this.restart();
    let nearest = -1;
    for (const needle of this.needles) {
      if (needle.next !== -1 && needle.next < from) needle.next = this.window.bytes.indexOf(needle.bytes, from);
      if (needle.next !== -1 && (nearest === -1 || needle.next < nearest)) nearest = needle.next;
    }
    return nearest === -1 ? -1 : nearest + 1;
  }

  /** Takes note of how the record at `start` begins. */
  learn(start: number): void {
    if (this.needles.length === KEYS || this.window.bytes[start + 1] !== BYTE.quote) return;
    const head = this.window.bytes.toString('latin1', start, start + LONGEST_KEY);
    const begins = /^\{"\w+":/.exec(head)?.[0];
    if (begins !== undefined && !this.known.has(begins)) this.add(begins);
  }

  private add(begins: string): void {
    this.known.add(begins);
    this.needles.push({ bytes: Buffer.from(`},${begins}`), next: -2 });
  }

  private restart(): void {
    this.version = this.window.version;
    for (const needle of this.needles) needle.next = -2;
  }
}
