import { isJsonObject } from '../model/json.js';
import { BracketBalance } from './bracket-balance.js';
import { BYTE, isSpace, skipSpace } from './bytes.js';
import { type ByteWindow } from './byte-window.js';
import { type ReadLimits } from './limits.js';
import { parseJson } from './parse-json.js';
import { firstKey, KEY_REACH, startsAsList } from './record-keys.js';
import { isRecord, shapeOf } from './record-shape.js';
import { type RecordStarts } from './record-starts.js';
import { type ValueStatus, type ValueWalk } from './value-walk.js';

/** Where to read on behind a broken value. */
export type Resume =
  /** The value's brackets are balanced: behind it. */
  | { readonly kind: 'behind'; readonly at: number }
  /** A record starts here. */
  | { readonly kind: 'start'; readonly at: number }
  /** Look for the next record from here. */
  | { readonly kind: 'seek'; readonly at: number }
  /** Look for the end of a value that is larger than the limit. */
  | { readonly kind: 'skip'; readonly at: number }
  /** The window must be extended to know. */
  | { readonly kind: 'more' };

/** What an object behind a broken value is. */
export type Candidate =
  | { readonly kind: 'record' | 'document' | 'more' }
  /** None of ours; `next` is where to look on. */
  | { readonly kind: 'other'; readonly next: number };

/** A boundary that other damage hides is believed once so many starts of records were passed without the brackets closing. */
const STARTS_PASSED = 3;

/** How far back white space is looked through for what stands before a record. */
export const LOOK_BACK = 64;

interface Search {
  /** The first start of a record that was passed without being whole. */
  boundary: number | undefined;
  passed: number;
  readonly balance: BracketBalance;
}

/** Finds whole records behind and within damage, in time proportional to the size of the file. */
export class Resync {
  private spent = 0;
  /** Offsets: from `from` to before `to` no record starts, and one starts at `to` if `isFound`. */
  private plain = { from: 0, to: 0, isFound: false };

  private readonly window: ByteWindow;
  private readonly walk: ValueWalk;
  private readonly limits: ReadLimits;
  private readonly starts: RecordStarts;

  constructor(window: ByteWindow, walk: ValueWalk, limits: ReadLimits, starts: RecordStarts) {
    this.starts = starts;
    this.window = window;
    this.walk = walk;
    this.limits = limits;
  }

  /** Whether damage has cost so much that only starts of records that are plain to see are looked for. */
  isExhausted(at: number): boolean {
    return this.spent > this.limits.recoveryBytes + this.limits.recoveryRatio * this.window.offsetOf(at);
  }

  /**
   * How far the value before `from` may go when the search is exhausted: to the next start of a record that is plain to see, which is
   * Infinity when there is none near. `undefined` when the window must be extended to know.
   */
  bound(from: number): number | undefined {
    const base = this.window.offsetOf(0);
    const isKnown = this.plain.from <= base + from && base + from <= this.plain.to;
    if (!isKnown) this.plain = { from: base + from, to: base + from, isFound: false };
    const to = Math.min(this.window.end, from + this.limits.recordBytes);
    if (!this.plain.isFound) this.findPlain(from, to);
    if (this.plain.isFound) return this.plain.to - base;
    if (this.plain.to < base + to) return undefined;
    return to === from + this.limits.recordBytes || this.window.final ? Infinity : undefined;
  }

  private findPlain(from: number, to: number): void {
    const base = this.window.offsetOf(0);
    let at = this.nextBrace(this.plain.to - base);
    while (at < to && !this.isCut(at) && !this.isPlain(at, from - 1)) at = this.nextBrace(at + 1);
    this.plain = { from: this.plain.from, to: base + Math.min(at, to), isFound: at < to && !this.isCut(at) };
  }

  /** Whether a record starts here by all that stands around. */
  private isPlain(at: number, since: number): boolean {
    return this.startsAsRecord(at) && this.standsAlone(at, since);
  }

  /** Where to read on behind the broken value at `start`, whose walk ended at `failedAt`. */
  behind(start: number, failedAt: number, status: ValueStatus): Resume {
    const byte = this.window.bytes[start];
    if (this.isExhausted(start)) return { kind: 'seek', at: Math.max(failedAt, start + 1) };
    if (byte !== BYTE.openObject && byte !== BYTE.openArray) return { kind: status === 'over' ? 'skip' : 'seek', at: start };
    this.starts.learn(this.window.bytes, start);
    const before = this.spent;
    this.spent += failedAt - start;
    const resume = this.follow(start, status);
    if (resume.kind === 'more') this.spent = before; // the same search is made again with more bytes
    return resume;
  }

  /** What the object at `at` is, for somebody who looks for the next record; nothing of the damage stands before `since`. */
  judge(at: number, since: number): Candidate {
    if (this.isCut(at)) return { kind: 'more' };
    if (startsAsList(this.window.bytes, at)) return { kind: 'document' };
    const isPlain = this.isPlain(at, since);
    if (this.isExhausted(at)) return isPlain ? { kind: 'record' } : { kind: 'other', next: at + 1 };
    const status = this.walk.walk(at);
    if (status === 'more') return { kind: 'more' };
    this.spent += this.walk.at - at;
    if (status === 'done') return this.judgeWhole(at, this.walk.at);
    return isPlain ? { kind: 'record' } : { kind: 'other', next: at + 1 };
  }

  private judgeWhole(start: number, end: number): Candidate {
    const value = parseJson(this.window.text(start, end) ?? '{}');
    const shape = isJsonObject(value) ? shapeOf(value) : 'unknown';
    if (shape === 'record') return { kind: 'record' };
    return shape === 'unknown' || shape === 'skipped' ? { kind: 'other', next: end } : { kind: 'document' };
  }

  /** Follows the brackets of the broken value, with an eye on records that start before they close. */
  private follow(start: number, status: ValueStatus): Resume {
    const to = Math.min(this.window.end, start + this.limits.recordBytes);
    const search: Search = { boundary: undefined, passed: 0, balance: new BracketBalance() };
    for (let at = start; at < to; at++) {
      const resume = this.followByte(at, start, search);
      if (resume !== undefined) return this.pay(start, at, resume);
    }
    if (!this.window.final && to === this.window.end) return { kind: 'more' };
    return this.pay(start, to, boundaryOr(search, { kind: status === 'over' ? 'skip' : 'seek', at: start + 1 }));
  }

  private followByte(at: number, start: number, search: Search): Resume | undefined {
    const byte = this.window.bytes[at] ?? BYTE.nul;
    // Also inside what looks like a string: behind a lost quote, text and structure have changed places.
    const record = byte === BYTE.openObject && at > start ? this.pass(at, start, search) : undefined;
    if (record !== undefined) return record;
    switch (search.balance.take(byte)) {
      case 'open':
        return undefined;
      case 'closed':
        return this.behindBalanced(at + 1, search);
      case 'torn':
        return boundaryOr(search, { kind: 'seek', at: start + 1 });
    }
  }

  private pay(start: number, end: number, resume: Resume): Resume {
    this.spent += end - start;
    return resume;
  }

  /** Looks at an object that is met before the brackets close: a whole record, or one start too many, ends the broken value. */
  private pass(at: number, start: number, search: Search): Resume | undefined {
    if (this.isCut(at)) return { kind: 'more' };
    if (search.balance.refusesObject && this.window.bytes[at - 1] === BYTE.lineFeed) return { kind: 'start', at };
    return this.startsAsRecord(at) ? this.passRecord(at, start, search) : undefined;
  }

  private passRecord(at: number, start: number, search: Search): Resume | undefined {
    const standsAlone = this.standsAlone(at, start);
    if (standsAlone && search.balance.refusesObject) return { kind: 'start', at };
    const status = this.walk.walk(at);
    if (status === 'more') return { kind: 'more' };
    this.spent += this.walk.at - at;
    if (status === 'done' && this.isWholeRecord(at, this.walk.at)) return { kind: 'start', at };
    if (this.isExhausted(at)) return boundaryOr(search, { kind: 'seek', at: start + 1 });
    if (!standsAlone) return undefined;
    search.boundary ??= at;
    search.passed++;
    return search.passed === STARTS_PASSED ? boundaryOr(search, { kind: 'start', at }) : undefined;
  }

  private startsAsRecord(at: number): boolean {
    const first = firstKey(this.window.bytes, at);
    return first !== undefined && this.starts.has(first.key);
  }

  private isWholeRecord(start: number, end: number): boolean {
    const value = parseJson(this.window.text(start, end) ?? '');
    return isJsonObject(value) && isRecord(value);
  }

  private behindBalanced(end: number, search: Search): Resume {
    const next = skipSpace(this.window.bytes, end);
    const byte = this.window.bytes[next];
    if (byte === undefined) return this.window.final ? { kind: 'behind', at: end } : { kind: 'more' };
    const follows = byte === BYTE.comma || byte === BYTE.closeArray || byte === BYTE.openObject || byte === BYTE.openArray;
    return follows ? { kind: 'behind', at: end } : boundaryOr(search, { kind: 'seek', at: end });
  }

  /** Whether what stands before `at` lets a record begin there: the end of another value, a comma, or a new line. */
  private standsAlone(at: number, since: number): boolean {
    const { bytes } = this.window;
    let before = at - 1;
    const lowest = Math.max(since, at - LOOK_BACK, 0);
    while (before >= lowest && isSpace(bytes[before]) && bytes[before] !== BYTE.lineFeed) before--;
    const byte = before < lowest ? BYTE.comma : bytes[before];
    return byte === BYTE.comma || byte === BYTE.closeObject || byte === BYTE.closeArray || byte === BYTE.lineFeed;
  }

  /** Whether the first key at `at` may lie beyond the window. */
  private isCut(at: number): boolean {
    return !this.window.final && at + KEY_REACH > this.window.end;
  }

  private nextBrace(from: number): number {
    const at = this.window.bytes.indexOf(BYTE.openObject, from);
    return at < 0 ? Infinity : at;
  }
}

function boundaryOr({ boundary }: Search, otherwise: Resume): Resume {
  return boundary === undefined ? otherwise : { kind: 'start', at: boundary };
}
