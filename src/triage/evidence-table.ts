import { type Evidence } from '../model/finding.js';
import { compareText } from '../model/text.js';
import { formatTime } from '../model/time.js';
import { hexNumber, renderHexWord } from './hex.js';

/** Evidence with its time in milliseconds; undefined when `eventTime` is not a valid time. */
export interface TimedEvidence extends Evidence {
  readonly time: number | undefined;
}

/** Valid times first, oldest first; then the text of the time, eventID, uri and index, each by code point. */
export function compareEvidence(left: TimedEvidence, right: TimedEvidence): number {
  return (
    compareTime(left.time, right.time) ||
    compareText(left.eventTime, right.eventTime) ||
    compareText(left.eventID, right.eventID) ||
    compareText(left.uri, right.uri) ||
    left.index - right.index
  );
}

function compareTime(left: number | undefined, right: number | undefined): number {
  if (left === right) return 0;
  return (left ?? Infinity) - (right ?? Infinity);
}

/** What the packed row cannot say: a field here is as it was, and one left out is read from the row. */
type Unpacked = Partial<Pick<Evidence, 'eventID' | 'eventTime' | 'sha256' | 'within'>>;

const ROWS_A_CHUNK = 1024;
/** Places of a row's numbers in its chunk's two columns; a UUID takes four words and a SHA-256 eight. */
const DOUBLES = { time: 0, byteOffset: 1, end: 2 } as const;
const WORDS = { uri: 0, index: 1, byteLength: 2, eventID: 3, sha256: 7, end: 15 } as const;

interface Chunk {
  readonly doubles: Float64Array;
  readonly words: Uint32Array;
}

/**
 * Evidence in rows of 76 bytes outside the JavaScript heap: as objects, the evidence of 20,000 findings would take five times that.
 * What does not fit a row as it stands, such as an eventID that is no UUID, is kept beside it, so that every evidence is read as written.
 */
export class EvidenceTable {
  readonly #chunks: Chunk[] = [];
  readonly #uris: string[] = [];
  readonly #uriNumbers = new Map<string, number>();
  readonly #unpacked = new Map<number, Unpacked>();
  #rows = 0;

  /** Gives the number of the new row. */
  add(evidence: TimedEvidence): number {
    if (this.#rows === this.#chunks.length * ROWS_A_CHUNK) this.#chunks.push(createChunk());
    this.#rows += 1;
    this.#write(this.#rows - 1, evidence);
    return this.#rows - 1;
  }

  replace(row: number, evidence: TimedEvidence): void {
    this.#unpacked.delete(row);
    this.#write(row, evidence);
  }

  read(row: number): TimedEvidence {
    const { doubles, words } = this.#chunk(row);
    const double = (row % ROWS_A_CHUNK) * DOUBLES.end;
    const word = (row % ROWS_A_CHUNK) * WORDS.end;
    const number = doubles[double + DOUBLES.time] ?? NaN;
    const time = Number.isNaN(number) ? undefined : number;
    return {
      uri: this.#uris[words[word + WORDS.uri] ?? 0] ?? '',
      index: words[word + WORDS.index] ?? 0,
      byteOffset: doubles[double + DOUBLES.byteOffset] ?? 0,
      byteLength: words[word + WORDS.byteLength] ?? 0,
      eventID: renderUuid(words.subarray(word + WORDS.eventID, word + WORDS.sha256)),
      eventTime: renderTime(time),
      sha256: Array.from(words.subarray(word + WORDS.sha256, word + WORDS.end), renderHexWord).join(''),
      ...this.#unpacked.get(row),
      time,
    };
  }

  /** As `compareEvidence` of what stands in the row and the other; reads no more of the row than it must. */
  compare(row: number, other: TimedEvidence): number {
    const time = this.#chunk(row).doubles[(row % ROWS_A_CHUNK) * DOUBLES.end + DOUBLES.time] ?? NaN;
    return compareTime(Number.isNaN(time) ? undefined : time, other.time) || compareEvidence(this.read(row), other);
  }

  /** Nothing may be kept beside the row. */
  #write(row: number, evidence: TimedEvidence): void {
    const { doubles, words } = this.#chunk(row);
    const double = (row % ROWS_A_CHUNK) * DOUBLES.end;
    const word = (row % ROWS_A_CHUNK) * WORDS.end;
    const { eventID, sha256, eventTime, time, within } = evidence;
    doubles[double + DOUBLES.time] = time ?? NaN;
    doubles[double + DOUBLES.byteOffset] = evidence.byteOffset;
    words[word + WORDS.uri] = this.#uriNumber(evidence.uri);
    words[word + WORDS.index] = evidence.index;
    words[word + WORDS.byteLength] = evidence.byteLength;
    const hasUuid = packUuid(eventID, words, word + WORDS.eventID);
    const hasHash = packHash(sha256, words, word + WORDS.sha256);
    const hasTime = isWrittenAs(eventTime, time);
    if (hasUuid && hasHash && hasTime && within === undefined) return;
    this.#unpacked.set(row, {
      ...(within !== undefined && { within }),
      ...(!hasUuid && { eventID }),
      ...(!hasTime && { eventTime }),
      ...(!hasHash && { sha256 }),
    });
  }

  #chunk(row: number): Chunk {
    const chunk = this.#chunks[Math.floor(row / ROWS_A_CHUNK)];
    if (chunk === undefined) throw new RangeError(`no evidence row ${row}`);
    return chunk;
  }

  #uriNumber(uri: string): number {
    // Records come file by file, so the last name is nearly always the one.
    if (uri === this.#uris.at(-1)) return this.#uris.length - 1;
    const known = this.#uriNumbers.get(uri);
    if (known !== undefined) return known;
    this.#uriNumbers.set(uri, this.#uris.length);
    return this.#uris.push(uri) - 1;
  }
}

function createChunk(): Chunk {
  return { doubles: new Float64Array(ROWS_A_CHUNK * DOUBLES.end), words: new Uint32Array(ROWS_A_CHUNK * WORDS.end) };
}

const DASH = 45;
const UUID_DASHES = [8, 13, 18, 23] as const;
/** Where the halves of a UUID's words start. */
const UUID_HALVES = [0, 4, 9, 14, 19, 24, 28, 32] as const;

/** Whether the text is a lower-case UUID; if so, its four words stand in the row. */
function packUuid(text: string, words: Uint32Array, at: number): boolean {
  if (text.length !== 36) return false;
  for (const index of UUID_DASHES) if (text.charCodeAt(index) !== DASH) return false;
  for (let word = 0; word < 4; word++) {
    const high = hexNumber(text, UUID_HALVES[2 * word] ?? 0, 4);
    const low = hexNumber(text, UUID_HALVES[2 * word + 1] ?? 0, 4);
    if (high < 0 || low < 0) return false;
    words[at + word] = high * 0x10000 + low;
  }
  return true;
}

/** Whether the text is a lower-case SHA-256; if so, its eight words stand in the row. */
function packHash(text: string, words: Uint32Array, at: number): boolean {
  if (text.length !== 64) return false;
  for (let word = 0; word < 8; word++) {
    const number = hexNumber(text, 8 * word, 8);
    if (number < 0) return false;
    words[at + word] = number;
  }
  return true;
}

function renderUuid(words: Uint32Array): string {
  const hex = Array.from(words, renderHexWord).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * Whether `renderTime` gives the text back. The time is what the text says, and of the forms of 20 characters only one has these
 * letters; a second of 60 would come out as the next minute.
 */
function isWrittenAs(eventTime: string, time: number | undefined): boolean {
  const isUsual = eventTime.length === 20 && eventTime[10] === 'T' && eventTime[19] === 'Z' && eventTime[17] !== '6';
  return (isUsual && time !== undefined) || eventTime === renderTime(time);
}

function renderTime(time: number | undefined): string {
  return time === undefined ? '' : formatTime(time);
}
