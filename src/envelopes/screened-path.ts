import { type ByteWindow } from './byte-window.js';
import { type Frame, type PlaceInFile } from './place-in-file.js';
import { type RecordScreen } from './record-screen.js';
import { type RecordSink } from './record-sink.js';
import { type RecordStarts } from './record-starts.js';

const LEAST_BLOCK = 4 * 1024;
/** A block with fewer records was too large for what stands around it, and one of the next may be smaller. */
const FEW_RECORDS = 8;
const GROWTH = 4;

/** Records that one scan found from `at` on; `isText` when all are known to be valid UTF-8. */
interface Block {
  readonly at: number;
  readonly count: number;
  readonly isText: boolean;
}

/** Parses the record of a range into the sink; false when it is none after all. */
export type ReadRecordAt = (start: number, end: number, frame: Frame) => boolean;

interface Parts {
  readonly window: ByteWindow;
  readonly sink: RecordSink;
  readonly screen: RecordScreen;
  readonly starts: RecordStarts;
  readonly readRecord: ReadRecordAt;
  /** Bytes of the longest record that is read here. */
  readonly longest: number;
}

/** Reads records in a row and parses of each only what the screen says is needed. */
export class ScreenedPath {
  private readonly window: ByteWindow;
  private readonly sink: RecordSink;
  private readonly screen: RecordScreen;
  private readonly starts: RecordStarts;
  private readonly readRecord: ReadRecordAt;
  private readonly longest: number;
  /** How far one scan looks. It starts small, so that a file of damaged records is not looked at again and again. */
  private block = LEAST_BLOCK;

  constructor({ window, sink, screen, starts, readRecord, longest }: Parts) {
    this.window = window;
    this.sink = sink;
    this.screen = screen;
    this.starts = starts;
    this.readRecord = readRecord;
    this.longest = longest;
  }

  /** Reads records from the object at `from` on, up to the first that it can't; whether it read any. */
  read(from: number, place: PlaceInFile): boolean {
    let at = from;
    while (!this.sink.isFull) {
      const next = this.readBlock(at, place);
      const isEnd = next === at || !this.screen.scanner.goesOn;
      at = next;
      if (isEnd) break;
    }
    return at > from;
  }

  /** Gives the position behind what was read. */
  private readBlock(at: number, place: PlaceInFile): number {
    const count = this.scan(at, place.frame.kind === 'top');
    const { window } = this;
    const { scanner } = this.screen;
    if (count === 0) return at;
    const stop = at + scanner.stoppedAt;
    const read = this.take({ at, count, isText: window.isText(at, stop) }, place.frame);
    this.block = read < FEW_RECORDS ? Math.max(LEAST_BLOCK, this.block / GROWTH) : Math.min(scanner.blockBytes, this.block * GROWTH);
    if (read === 0) return at;
    const next = read === count ? stop : at + scanner.startOf(read);
    place.passRun(read, next, window.offsetOf(at + scanner.endOf(read - 1)));
    return next;
  }

  private scan(at: number, isLines: boolean): number {
    const { window } = this;
    const { scanner } = this.screen;
    for (;;) {
      const to = Math.min(window.end, at + this.block);
      const count = scanner.scan(window.bytes, at, to, isLines);
      if (count > 0 || !scanner.goesOn || to === window.end || this.block === scanner.blockBytes) return count;
      this.block = Math.min(scanner.blockBytes, this.block * GROWTH);
    }
  }

  /** Gives how many records it took before the first that it can't. */
  private take({ at, count, isText }: Block, frame: Frame): number {
    for (let record = 0; record < count; record++) {
      const start = at + this.screen.scanner.startOf(record);
      const end = at + this.screen.scanner.endOf(record);
      const isSound = end - start <= this.longest && (isText || this.window.isText(start, end));
      if (!isSound || !this.takeRecord(record, { start, end }, frame)) return record;
    }
    return count;
  }

  private takeRecord(record: number, { start, end }: { readonly start: number; readonly end: number }, frame: Frame): boolean {
    const { bytes } = this.window;
    // Where documents stand, what begins in another way may be one, whatever else it has.
    const isRecord = frame.kind === 'list' || this.starts.isUsual(bytes, start);
    const needed = isRecord ? this.screen.ask(record) : 'whole';
    if (needed === 'whole') return this.readRecord(start, end, frame);
    this.starts.learn(bytes, start);
    if (needed === 'none') this.sink.pass();
    else this.sink.record(needed.value, { window: this.window, start, end }, needed.selection);
    return true;
  }
}
