import { type JsonObject } from '../model/json.js';
import { type ProblemCode } from '../model/problem.js';
import { ProblemLog } from '../model/problem-log.js';
import { type ByteWindow } from './byte-window.js';
import { type ReadPart } from './part-source.js';

/** A record to be evaluated. */
export interface ReadRecord {
  /** The record's number in its file, from 0, over all documents of the file; damaged and skipped ones have numbers too. */
  readonly index: number;
  /** In the decompressed file; inside an envelope, of the outer token. */
  readonly byteOffset: number;
  readonly byteLength: number;
  /** The way into an envelope, such as `detail` or `Events[3].CloudTrailEvent`. */
  readonly within?: string;
  /** The record, or the part of it that a screen left. */
  readonly value: JsonObject;
  /** What a screen knew of the record. */
  readonly selection?: object;
  /** The bytes of the record, of the decoded text inside an envelope; valid until the next batch is asked for. Worked out when read. */
  readonly bytes: Uint8Array;
}

/** Where a record stands. */
interface Span {
  readonly window: ByteWindow;
  readonly start: number;
  readonly end: number;
}

/** A record whose bytes are looked up in the window only if somebody asks: most records match no rule. */
class WindowRecord implements ReadRecord {
  readonly index: number;
  readonly value: JsonObject;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly selection?: object;
  private readonly source: Buffer;
  private readonly start: number;

  constructor(index: number, value: JsonObject, { window, start, end }: Span, selection: object | undefined) {
    this.index = index;
    this.value = value;
    this.byteOffset = window.offsetOf(start);
    this.byteLength = end - start;
    if (selection !== undefined) this.selection = selection;
    this.source = window.bytes;
    this.start = start;
  }

  get bytes(): Uint8Array {
    return this.source.subarray(this.start, this.start + this.byteLength);
  }
}

/** A record, or what stands in its place, as an envelope gives it. */
export type Unwrapped =
  | { readonly kind: 'record'; readonly record: Omit<ReadRecord, 'index'> }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'damaged'; readonly code: ProblemCode; readonly byteOffset: number; readonly message: string };

/** Numbers and counts what a file yields, and collects what was wrong with it. */
export class RecordSink {
  evaluated = 0;
  damaged = 0;
  skipped = 0;
  readonly log = new ProblemLog();
  private readonly uri: string;
  private readonly batchRecords: number;
  private pending: ReadRecord[] = [];

  constructor(uri: string, batchRecords: number) {
    this.uri = uri;
    this.batchRecords = batchRecords;
  }

  get isFull(): boolean {
    return this.pending.length >= this.batchRecords;
  }

  get isEmpty(): boolean {
    return this.pending.length === 0;
  }

  /** Counts a record that stands in the window as it is. */
  record(value: JsonObject, span: Span, selection?: object): void {
    this.pending.push(new WindowRecord(this.nextIndex(), value, span, selection));
    this.evaluated++;
  }

  /** Counts a record that nobody needs to see. */
  pass(): void {
    this.evaluated++;
  }

  unwrapped(item: Unwrapped): void {
    switch (item.kind) {
      case 'record':
        this.pending.push({ index: this.nextIndex(), ...item.record });
        this.evaluated++;
        break;
      case 'skipped':
        this.skip();
        break;
      case 'damaged':
        this.damage(item.code, item.byteOffset, item.message);
        break;
    }
  }

  /** Counts and names something that stands where a record should. */
  damage(code: ProblemCode, byteOffset: number, message: string): void {
    this.damaged++;
    this.note(code, byteOffset, message);
  }

  /** Names a problem that cost no record. */
  note(code: ProblemCode, byteOffset: number, message: string): void {
    this.log.add({ code, uri: this.uri, byteOffset, message });
  }

  skip(): void {
    this.skipped++;
  }

  /** Counts records that somebody else has read; gives the number of the first. */
  addPart({ evaluated, skipped }: Pick<ReadPart, 'evaluated' | 'skipped'>): number {
    const first = this.nextIndex();
    this.evaluated += evaluated;
    this.skipped += skipped;
    return first;
  }

  takeBatch(): readonly ReadRecord[] {
    const batch = this.pending;
    this.pending = [];
    return batch;
  }

  private nextIndex(): number {
    return this.evaluated + this.damaged + this.skipped;
  }
}
