import { BYTE, isSpace, skipSpace } from './bytes.js';
import { type ByteWindow } from './byte-window.js';
import { DamageReader } from './damage-reader.js';
import { describeByte } from './describe-damage.js';
import { FastPath } from './fast-path.js';
import { type ReadLimits } from './limits.js';
import { type PlacedPart, type ReadPart } from './part-source.js';
import { type Frame, PlaceInFile } from './place-in-file.js';
import { firstKey, isRecordStart } from './record-keys.js';
import { type RecordScreen } from './record-screen.js';
import { type RecordSink } from './record-sink.js';
import { type FirstKey, RecordStarts } from './record-starts.js';
import { LOOK_BACK, Resync } from './resync.js';
import { ValueIntake } from './value-intake.js';
import { type ObjectScan, ValueWalk } from './value-walk.js';

/** `full`: the sink has a batch; `more`: the window must be extended, keeping what begins at `keepFrom`; `end`: all is read. */
export type ReadStatus = 'full' | 'more' | 'end';

type Step = 'go' | 'more' | 'end';

/** Reads the documents of a file, of any form and in any mix, from a window that slides over it. */
export class DocumentReader {
  private readonly place = new PlaceInFile();
  private readonly starts = new RecordStarts();
  private readonly walk: ValueWalk;
  private readonly resync: Resync;
  private readonly intake: ValueIntake;
  private readonly fastPath: FastPath;
  private readonly damage: DamageReader;

  private readonly window: ByteWindow;
  private readonly sink: RecordSink;

  constructor(window: ByteWindow, sink: RecordSink, limits: ReadLimits, screen?: RecordScreen) {
    this.window = window;
    this.sink = sink;
    this.walk = new ValueWalk(window, limits.recordBytes);
    this.resync = new Resync(window, this.walk, limits, this.starts);
    this.intake = new ValueIntake(window, sink, limits.recordBytes);
    this.fastPath = new FastPath({ window, sink, limits, screen, starts: this.starts });
    this.damage = new DamageReader({ window, sink, place: this.place, resync: this.resync });
  }

  /** The first position that is still needed; behind damage, also what stands before the next record. */
  get keepFrom(): number {
    return this.place.phase === 'seek' ? Math.max(0, this.place.position - LOOK_BACK) : this.place.position;
  }

  /** What was learnt of how records begin. */
  get firstKeys(): readonly FirstKey[] {
    return this.starts.firstKeys;
  }

  /** Whether all bytes of the window are read, and what follows them begins a document. */
  get isBetweenDocuments(): boolean {
    return this.place.isBetweenDocuments && this.place.position === this.window.end;
  }

  /** Takes for read what would have come next, where `isBetweenDocuments`; gives where it stands. */
  pass<Part extends ReadPart>(part: Part): PlacedPart<Part> {
    const byteOffset = this.window.offsetOf(this.window.end);
    const index = this.sink.addPart(part);
    for (const firstKey of part.firstKeys) this.starts.take(firstKey);
    this.window.skip(part.bytes);
    this.place.position = 0;
    return { part, byteOffset, index };
  }

  /** To be called when the window was extended. */
  moved(by: number): void {
    this.place.position -= by;
  }

  read(): ReadStatus {
    let step: Step = 'go';
    while (step === 'go') {
      if (this.sink.isFull) return 'full';
      step = this.step();
    }
    return step;
  }

  private step(): Step {
    switch (this.place.phase) {
      case 'first':
      case 'value':
        return this.place.frame.kind === 'top' ? this.readDocument() : this.readElement();
      case 'after':
        return this.readSeparator();
      case 'members':
        return this.readMember();
      case 'seek':
        return this.damage.seek();
      case 'skip':
        return this.damage.skip();
    }
  }

  private readDocument(): Step {
    const at = this.skipBetweenDocuments();
    const byte = this.window.bytes[at];
    if (byte === undefined) return this.window.final ? 'end' : 'more';
    if (byte === BYTE.openArray) return this.enter(at, { kind: 'array' });
    if (byte === BYTE.comma || byte === BYTE.closeArray || byte === BYTE.closeObject) return this.passStray(at);
    return byte === BYTE.openObject ? this.readObject(at) : this.readOther(at);
  }

  /** Names a byte that is too many, but costs no record. */
  private passStray(at: number): Step {
    this.sink.note('CTA4020', this.window.offsetOf(at), `Between two records, ${describeByte(this.window, at)} is too many.`);
    this.place.position = at + 1;
    return 'go';
  }

  /** Reads an element of an array, or the `]` where none is. */
  private readElement(): Step {
    const at = skipSpace(this.window.bytes, this.place.position);
    const byte = this.window.bytes[at];
    if (byte === undefined) return this.endEarly(at);
    if (byte === BYTE.openObject) return this.readObject(at);
    if (byte !== BYTE.closeArray) return this.readOther(at);
    if (this.place.phase === 'value') this.sink.damage('CTA4020', this.place.lastEnd, 'A record is missing behind the last comma.');
    return this.leave(at);
  }

  private readSeparator(): Step {
    const at = skipSpace(this.window.bytes, this.place.position);
    const byte = this.window.bytes[at];
    switch (byte) {
      case undefined:
        return this.endEarly(at);
      case BYTE.closeArray:
        return this.leave(at);
      case BYTE.comma:
      case BYTE.openObject:
        if (byte === BYTE.openObject) this.sink.note('CTA4020', this.place.lastEnd, 'A comma is missing between two records.');
        this.place.position = byte === BYTE.comma ? at + 1 : at;
        this.place.phase = 'value';
        return 'go';
      case BYTE.closeObject:
        return this.passStray(at);
      default:
        return this.damage.broken(at, at, 'broken');
    }
  }

  /** Reads on in an object behind its array of records. */
  private readMember(): Step {
    const at = skipSpace(this.window.bytes, this.place.position);
    this.place.position = at;
    const byte = this.window.bytes[at];
    if (byte === BYTE.closeObject) return this.leave(at);
    if (byte === undefined && !this.window.final) return 'more';
    const scan: ObjectScan = byte === BYTE.comma ? this.walk.scanMember(at + 1, at) : { kind: byte === undefined ? 'early' : 'broken', at };
    if (scan.kind === 'more') return 'more';
    if (scan.kind === 'list') return this.enter(scan.open, { kind: 'list', key: scan.key, count: 0 });
    if (scan.kind === 'member') {
      this.place.position = scan.next;
      return 'go';
    }
    return this.giveUpDocument(scan);
  }

  private giveUpDocument(scan: ObjectScan): Step {
    const at = scan.kind === 'whole' || scan.kind === 'list' || scan.kind === 'member' ? this.place.position : scan.at;
    const code = scan.kind === 'early' ? 'CTA4021' : 'CTA4020';
    this.sink.note(
      code,
      this.window.offsetOf(at),
      `Behind its records the document is broken: ${describeByte(this.window, at)} does not fit.`,
    );
    this.place.leaveDocument();
    this.place.phase = 'seek';
    return 'go';
  }

  private readObject(at: number): Step {
    const { frame } = this.place;
    if (this.fastPath.read(at, this.place)) return 'go';
    const bound = this.resync.isExhausted(at) ? this.resync.bound(at + 1) : Infinity;
    if (bound === undefined) return this.more(at);
    const first = frame.kind === 'list' ? undefined : firstKey(this.window.bytes, at);
    if (frame.kind !== 'list' && !(first !== undefined && isRecordStart(first.key)))
      return this.readScanned(at, this.walk.scanObject(at, bound));
    const status = this.walk.walk(at, bound);
    if (status === 'more') return this.more(at);
    return status === 'done' ? this.take(at, this.walk.at) : this.damage.broken(at, this.walk.at, status);
  }

  private readScanned(start: number, scan: ObjectScan): Step {
    switch (scan.kind) {
      case 'list':
        return this.enter(scan.open, { kind: 'object' }, { kind: 'list', key: scan.key, count: 0 });
      case 'whole':
        return this.take(start, scan.end);
      case 'more':
        return this.more(start);
      case 'member':
        return this.damage.broken(start, scan.next, 'broken');
      default:
        return this.damage.broken(start, scan.at, scan.kind);
    }
  }

  /** Reads what is no object where a record should stand. */
  private readOther(at: number): Step {
    const status = this.walk.walk(at);
    if (status !== 'done') return status === 'more' ? this.more(at) : this.damage.broken(at, this.walk.at, status);
    if (this.place.frame.kind === 'top') return this.damage.broken(at, at, 'broken');
    const { end } = this.window;
    const next = skipSpace(this.window.bytes, this.walk.at);
    if (next === end && !this.window.final) return this.more(at);
    // A key, for one, is what a record that was closed too early leaves behind: all that follows belongs to it.
    return next === end || endsElement(this.window.bytes[next]) ? this.take(at, this.walk.at) : this.damage.broken(at, next, 'broken');
  }

  private take(start: number, end: number): Step {
    const taken = this.intake.take(start, end, this.place.frame);
    if (taken === 'list') return this.readScanned(start, this.walk.scanObject(start));
    if (taken === 'record') this.starts.learn(this.window.bytes, start);
    this.place.pass(end, this.window.offsetOf(end));
    return 'go';
  }

  private enter(open: number, ...frames: readonly Frame[]): Step {
    this.place.enter(open + 1, this.window.offsetOf(open + 1), ...frames);
    return 'go';
  }

  private leave(close: number): Step {
    this.place.leave(close + 1, this.window.offsetOf(close + 1));
    return 'go';
  }

  private more(at: number): Step {
    this.place.position = at;
    return 'more';
  }

  private endEarly(at: number): Step {
    if (!this.window.final) return this.more(at);
    this.sink.damage('CTA4021', this.place.lastEnd, 'The file ends inside an array of records.');
    return 'end';
  }

  private skipBetweenDocuments(): number {
    const { bytes, final } = this.window;
    let at = this.place.position;
    while (at < bytes.length && this.isPadding(bytes[at])) at++;
    this.place.position = at;
    const isMark = bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
    if (isMark) this.place.position = at = skipSpace(bytes, at + 3);
    return bytes[at] === 0xef && !final && at + 3 > bytes.length ? bytes.length : at;
  }

  /** NUL bytes too: log shippers pad blocks with them. */
  private isPadding(byte: number | undefined): boolean {
    if (isSpace(byte) || byte === BYTE.nul) return true;
    return this.place.isLoose && (byte === BYTE.comma || byte === BYTE.closeArray || byte === BYTE.closeObject);
  }
}

function endsElement(byte: number | undefined): boolean {
  return byte === BYTE.comma || byte === BYTE.closeArray;
}
