import { BYTE, skipSpace } from './bytes.js';
import { type ByteWindow } from './byte-window.js';
import { describeByte } from './describe-damage.js';
import { JsonWalker } from './json-walker.js';
import { type PlaceInFile } from './place-in-file.js';
import { type RecordSink } from './record-sink.js';
import { type Resume, type Resync } from './resync.js';
import { type ValueStatus } from './value-walk.js';

type Step = 'go' | 'more' | 'end';

interface Parts {
  readonly window: ByteWindow;
  readonly sink: RecordSink;
  readonly place: PlaceInFile;
  readonly resync: Resync;
}

/** Names damage, once for each value that it costs, and finds the way back to whole records. */
export class DamageReader {
  private readonly window: ByteWindow;
  private readonly sink: RecordSink;
  private readonly place: PlaceInFile;
  private readonly resync: Resync;
  private readonly skipper = new JsonWalker();
  /** The offset where the damage begins behind which the next record is looked for. */
  private since = 0;
  private isSkipping = false;

  constructor({ window, sink, place, resync }: Parts) {
    this.window = window;
    this.sink = sink;
    this.place = place;
    this.resync = resync;
  }

  /** Deals with a value at `start` that could not be walked further than `failedAt`. */
  broken(start: number, failedAt: number, status: ValueStatus): Step {
    const resume = this.resync.behind(start, failedAt, status);
    if (resume.kind === 'more') {
      this.place.position = start;
      return 'more';
    }
    this.name(start, failedAt, resume, status);
    this.place.loosen();
    this.since = this.window.offsetOf(start);
    const at = resume.kind === 'skip' ? start : resume.at;
    this.place.pass(at, this.window.offsetOf(at));
    if (resume.kind !== 'behind') this.place.phase = resume.kind === 'start' ? 'value' : resume.kind;
    return 'go';
  }

  /** Looks for the next record, document, or end of the array. */
  seek(): Step {
    const since = this.since - this.window.offsetOf(0);
    for (;;) {
      const at = this.nextBracket(this.place.position);
      this.place.position = at;
      if (at === this.window.end) return this.window.final ? 'end' : 'more';
      if (this.window.bytes[at] === BYTE.closeArray) {
        const closes = this.closesArray(at);
        if (closes === 'more') return 'more';
        if (closes) return this.goOn('after');
        this.place.position = at + 1;
        continue;
      }
      const candidate = this.resync.judge(at, since);
      switch (candidate.kind) {
        case 'more':
          return 'more';
        case 'other':
          this.place.position = candidate.next;
          break;
        case 'document':
          this.place.leaveDocument();
          return this.goOn('value');
        case 'record':
          return this.goOn('value');
      }
    }
  }

  /** Goes to the end of a value that is larger than the limit without keeping it. */
  skip(): Step {
    const { bytes, end } = this.window;
    const { position } = this.place;
    const status = this.isSkipping ? this.skipper.resume(bytes, position, end) : this.skipper.start(bytes, position, end);
    this.isSkipping = status === 'more';
    this.place.position = this.skipper.at;
    if (status === 'more') return this.window.final ? 'end' : 'more';
    if (status === 'broken') return this.goOn('seek');
    return this.goOn(this.place.frame.kind === 'top' ? 'value' : 'after');
  }

  private goOn(phase: PlaceInFile['phase']): Step {
    this.place.phase = phase;
    this.place.lastEnd = this.window.offsetOf(this.place.position);
    return 'go';
  }

  private name(start: number, at: number, resume: Resume, status: ValueStatus): void {
    const offset = this.window.offsetOf(start);
    if (status === 'over') this.sink.damage('CTA4025', offset, 'The record is larger than the limit.');
    else if (status === 'early' && resume.kind !== 'start') this.sink.damage('CTA4021', offset, 'The file ends inside the record.');
    else this.sink.damage('CTA4020', offset, `The record is broken: ${describeByte(this.window, at)} does not fit.`);
  }

  /** Whether the `]` ends the array of records, by what stands behind it: within a broken record there are others. */
  private closesArray(at: number): boolean | 'more' {
    const { kind } = this.place.frame;
    if (kind !== 'array' && kind !== 'list') return false;
    const { bytes, final } = this.window;
    let next = skipSpace(bytes, at + 1);
    if (kind === 'list') {
      if (next === bytes.length) return final ? false : 'more';
      if (bytes[next] !== BYTE.closeObject) return false;
      next = skipSpace(bytes, next + 1);
    }
    const byte = bytes[next];
    if (byte === undefined) return final ? true : 'more';
    return byte === BYTE.openObject || byte === BYTE.openArray;
  }

  private nextBracket(from: number): number {
    const { bytes, end } = this.window;
    let at = from;
    while (at < end && bytes[at] !== BYTE.openObject && bytes[at] !== BYTE.closeArray) at++;
    return at;
  }
}
