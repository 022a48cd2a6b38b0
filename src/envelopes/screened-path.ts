import { type ByteWindow } from './byte-window.js';
import { type PlaceInFile } from './place-in-file.js';
import { type RecordScreen } from './record-screen.js';
import { type RecordSink } from './record-sink.js';

const LEAST_BLOCK = 4 * 1024;
/** A block with fewer records was too large for what stands around it, and one of the next may be smaller. */
const FEW_RECORDS = 8;
const GROWTH = 4;

/** Parses the record of a range into the sink; false when it is none after all. */
export type ReadRecordAt = (start: number, end: number) => boolean;

/** Reads records in a row and parses only those that the screen does not take. */
export class ScreenedPath {
  private readonly window: ByteWindow;
  private readonly sink: RecordSink;
  private readonly screen: RecordScreen;
  private readonly readRecord: ReadRecordAt;
  /** How far one scan looks. It starts small, so that a file of damaged records is not looked at again and again. */
  private block = LEAST_BLOCK;

  private readonly longest: number;

  constructor(
    window: ByteWindow,
    sink: RecordSink,
    screen: RecordScreen,
    read: { readonly record: ReadRecordAt; readonly longest: number },
  ) {
    this.window = window;
    this.sink = sink;
    this.screen = screen;
    this.readRecord = read.record;
    this.longest = read.longest;
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
    const stop = at + scanner.stoppedAt;
    if (count === 0 || !window.isText(at, stop)) return at;
    const read = this.take(at, count);
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
  private take(at: number, count: number): number {
    for (let record = 0; record < count; record++) {
      const start = at + this.screen.scanner.startOf(record);
      const end = at + this.screen.scanner.endOf(record);
      if (end - start > this.longest) return record;
      if (this.screen.takes(record)) this.sink.pass();
      else if (!this.readRecord(start, end)) return record;
    }
    return count;
  }
}
