import { BYTE, skipSpace } from './bytes.js';
import { type ByteWindow } from './byte-window.js';
import { JsonWalker } from './json-walker.js';
import { parseJson } from './parse-json.js';
import { isListKey, type ListKey } from './record-keys.js';

/** `early`: the file ends inside; `over`: longer than a record may be; `more`: the window must be extended to know. */
export type ValueStatus = 'done' | 'broken' | 'early' | 'over' | 'more';

export type ObjectScan =
  /** A key whose array holds records; `open` is the position of its `[`. */
  | { readonly kind: 'list'; readonly key: ListKey; readonly open: number }
  /** An object without such a key. */
  | { readonly kind: 'whole'; readonly end: number }
  | { readonly kind: 'member'; readonly next: number }
  | { readonly kind: Exclude<ValueStatus, 'done'>; readonly at: number };

/** Walks over values in the window that are at most as long as a record may be. */
export class ValueWalk {
  /** Where the last walk ended: the value's end, or the byte that does not fit. */
  at = 0;
  private readonly walker = new JsonWalker();

  private readonly window: ByteWindow;
  private readonly recordBytes: number;

  constructor(window: ByteWindow, recordBytes: number) {
    this.window = window;
    this.recordBytes = recordBytes;
  }

  /** Walks over the value at `from`; a value that goes on beyond `bound` is taken as broken there. */
  walk(from: number, bound = Infinity): ValueStatus {
    return this.walkPart(from, from, bound);
  }

  /** Walks the members of the object at `start` until one is an array of records; `bound` as for `walk`. */
  scanObject(start: number, bound = Infinity): ObjectScan {
    const first = this.memberOrEnd(start + 1, start);
    if (first.kind === 'whole') return first;
    for (let scan = this.scanMember(start + 1, start, bound); ; scan = this.scanMember(scan.next, start, bound)) {
      if (scan.kind !== 'member') return scan;
      const behind = this.memberOrEnd(scan.next, start);
      if (behind.kind !== 'member') return behind;
      scan = behind;
    }
  }

  /** Walks over one member of an object that begins at `start`, from before its key. */
  scanMember(from: number, start: number, bound = Infinity): ObjectScan {
    const open = skipSpace(this.window.bytes, from);
    if (this.isOther(open, BYTE.quote)) return { kind: 'broken', at: open };
    const keyStatus = this.walkPart(open, start, bound);
    if (keyStatus !== 'done') return { kind: keyStatus, at: this.at };
    const key = this.keyOf(open, this.at);
    const colon = skipSpace(this.window.bytes, this.at);
    if (this.isOther(colon, BYTE.colon)) return { kind: 'broken', at: colon };
    const value = skipSpace(this.window.bytes, colon + 1);
    if (isListKey(key) && this.window.bytes[value] === BYTE.openArray) return { kind: 'list', key, open: value };
    const status = this.walkPart(value, start, bound);
    return status === 'done' ? { kind: 'member', next: this.at } : { kind: status, at: this.at };
  }

  private isOther(at: number, byte: number): boolean {
    return at < this.window.end && this.window.bytes[at] !== byte;
  }

  private keyOf(start: number, end: number): string {
    const key = parseJson(this.window.text(start, end) ?? '""');
    return typeof key === 'string' ? key : '';
  }

  /** What stands behind a member, or behind the `{`: the end of the object, or the next member. */
  private memberOrEnd(from: number, start: number): ObjectScan {
    const at = skipSpace(this.window.bytes, from);
    const byte = this.window.bytes[at];
    if (byte === undefined) return { kind: this.shortOf(start), at };
    if (byte === BYTE.closeObject) return { kind: 'whole', end: at + 1 };
    if (from === start + 1) return { kind: 'member', next: at };
    return byte === BYTE.comma ? { kind: 'member', next: at + 1 } : { kind: 'broken', at };
  }

  private walkPart(from: number, start: number, bound: number): ValueStatus {
    const to = Math.min(this.window.end, start + this.recordBytes + 1, bound);
    const status = this.walker.start(this.window.bytes, Math.min(from, to), to);
    this.at = this.walker.at;
    if (status === 'broken') return status;
    if (this.at - start > this.recordBytes) return 'over';
    if (status === 'done') return status;
    return to === bound ? 'broken' : this.shortOf(start);
  }

  private shortOf(start: number): 'early' | 'over' | 'more' {
    if (this.window.end - start > this.recordBytes) return 'over';
    return this.window.final ? 'early' : 'more';
  }
}
