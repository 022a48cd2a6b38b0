import { isJsonObject } from '../model/json.js';
import { BoundaryFinder } from './boundary-finder.js';
import { BYTE, isSpace } from './bytes.js';
import { type ByteWindow } from './byte-window.js';
import { type ReadLimits } from './limits.js';
import { parseJson } from './parse-json.js';
import { type Frame, type PlaceInFile } from './place-in-file.js';
import { startsAsList } from './record-keys.js';
import { hasList, isRecord } from './record-shape.js';
import { type RecordScreen } from './record-screen.js';
import { type RecordSink } from './record-sink.js';
import { type RecordStarts } from './record-starts.js';
import { type ReadRecordAt, ScreenedPath } from './screened-path.js';

const MOST_LEFT = 63;

interface Parts {
  readonly window: ByteWindow;
  readonly sink: RecordSink;
  readonly limits: ReadLimits;
  readonly screen: RecordScreen | undefined;
  readonly starts: RecordStarts;
}

/**
 * Reads records where their ends can be guessed by searching: a guess that `JSON.parse` takes is right, for valid JSON has one reading only.
 * So what it reads is what the walker would have read, faster.
 */
export class FastPath {
  private readonly finder: BoundaryFinder;
  private readonly longest: number;
  private readonly screened: ScreenedPath | undefined;
  /** How many objects are left to the walker, and were after the last wrong guess: `JSON.parse` takes long to refuse, as it throws. */
  private left = 0;
  private leftLast = 0;

  private readonly window: ByteWindow;
  private readonly sink: RecordSink;
  private readonly starts: RecordStarts;

  constructor({ window, sink, limits, screen, starts }: Parts) {
    this.window = window;
    this.sink = sink;
    this.starts = starts;
    this.finder = new BoundaryFinder(window);
    this.longest = Math.min(limits.guessBytes, limits.recordBytes);
    const readRecord: ReadRecordAt = (start, end, frame) => this.readGuess(start, end, frame);
    this.screened = screen && new ScreenedPath({ window, sink, screen, starts, readRecord, longest: this.longest });
  }

  /** Reads records from the object at `at` on, up to the first that it can't; whether it read any. */
  read(at: number, place: PlaceInFile): boolean {
    if (this.left > 0) {
      this.left--;
      return false;
    }
    const isLine = place.frame.kind === 'top';
    if (isLine && !this.isLine(at)) return false;
    if (this.longest > 0 && this.screened?.read(at, place) === true) return true;
    return isLine ? this.readLine(at, place) : this.readRun(at, place);
  }

  /** Whether a document begins as a record does, with nothing that must be read piece by piece. */
  private isLine(at: number): boolean {
    const { bytes } = this.window;
    return bytes[at + 1] === BYTE.quote && !startsAsList(bytes, at);
  }

  private readRun(from: number, place: PlaceInFile): boolean {
    let at = from;
    // A run begins behind a record whose end was not guessed, most often because this one begins with a key not met before.
    this.finder.learn(from);
    while (!this.sink.isFull) {
      const end = this.finder.next(at);
      if (end < 0 || !this.readGuess(at, end, place.frame)) break;
      place.pass(end, this.window.offsetOf(end));
      at = end + 1;
      // What the screen could not read may be a single record.
      if (this.screened !== undefined) break;
    }
    if (at === from) return false;
    place.position = at;
    place.phase = 'value';
    return true;
  }

  private readLine(at: number, place: PlaceInFile): boolean {
    const { bytes } = this.window;
    let end = bytes.indexOf(BYTE.lineFeed, at);
    while (end > at && isSpace(bytes[end - 1])) end--;
    if (end < 0 || !this.readGuess(at, end, place.frame)) return false;
    place.pass(end, this.window.offsetOf(end));
    return true;
  }

  private readGuess(start: number, end: number, frame: Frame): boolean {
    if (end - start > this.longest) return false;
    const text = this.window.text(start, end);
    const value = text === undefined ? undefined : parseJson(text);
    if (value === undefined) this.left = this.leftLast = Math.min(MOST_LEFT, 2 * this.leftLast + 1);
    if (!isJsonObject(value) || !isRecord(value)) return false;
    // The walker takes it for a record or for a document, by its first key.
    if (frame.kind !== 'list' && hasList(value)) return false;
    this.leftLast = 0;
    this.starts.learn(this.window.bytes, start);
    this.sink.record(value, { window: this.window, start, end });
    return true;
  }
}
