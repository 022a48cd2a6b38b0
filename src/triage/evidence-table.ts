import { type Evidence } from '../model/finding.js';
import { compareText } from '../model/text.js';
import { formatTime } from '../model/time.js';

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

const ROW = { time: 0, byteOffset: 8, uri: 16, index: 20, byteLength: 24, eventID: 28, sha256: 44, end: 76 } as const;
const ROWS_A_CHUNK = 1024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Evidence in rows of 76 bytes outside the JavaScript heap: as objects, the evidence of 20,000 findings would take five times that.
 * What does not fit a row as it stands, such as an eventID that is no UUID, is kept beside it, so that every evidence is read as written.
 */
export class EvidenceTable {
  readonly #chunks: Buffer[] = [];
  readonly #uris: string[] = [];
  readonly #uriNumbers = new Map<string, number>();
  readonly #unpacked = new Map<number, Unpacked>();
  #rows = 0;

  /** Gives the number of the new row. */
  add(evidence: TimedEvidence): number {
    if (this.#rows === this.#chunks.length * ROWS_A_CHUNK) this.#chunks.push(Buffer.alloc(ROWS_A_CHUNK * ROW.end));
    this.#rows += 1;
    this.replace(this.#rows - 1, evidence);
    return this.#rows - 1;
  }

  replace(row: number, evidence: TimedEvidence): void {
    const { chunk, at } = this.#find(row);
    chunk.writeDoubleLE(evidence.time ?? NaN, at + ROW.time);
    chunk.writeDoubleLE(evidence.byteOffset, at + ROW.byteOffset);
    chunk.writeUInt32LE(this.#uriNumber(evidence.uri), at + ROW.uri);
    chunk.writeUInt32LE(evidence.index, at + ROW.index);
    chunk.writeUInt32LE(evidence.byteLength, at + ROW.byteLength);
    if (UUID.test(evidence.eventID)) chunk.write(evidence.eventID.replaceAll('-', ''), at + ROW.eventID, 'hex');
    if (SHA256.test(evidence.sha256)) chunk.write(evidence.sha256, at + ROW.sha256, 'hex');
    const unpacked = leftOver(evidence);
    if (Object.keys(unpacked).length > 0) this.#unpacked.set(row, unpacked);
    else this.#unpacked.delete(row);
  }

  read(row: number): TimedEvidence {
    const { chunk, at } = this.#find(row);
    const number = chunk.readDoubleLE(at + ROW.time);
    const time = Number.isNaN(number) ? undefined : number;
    return {
      uri: this.#uris[chunk.readUInt32LE(at + ROW.uri)] ?? '',
      index: chunk.readUInt32LE(at + ROW.index),
      byteOffset: chunk.readDoubleLE(at + ROW.byteOffset),
      byteLength: chunk.readUInt32LE(at + ROW.byteLength),
      eventID: renderUuid(chunk.toString('hex', at + ROW.eventID, at + ROW.sha256)),
      eventTime: renderTime(time),
      sha256: chunk.toString('hex', at + ROW.sha256, at + ROW.end),
      ...this.#unpacked.get(row),
      time,
    };
  }

  #find(row: number): { readonly chunk: Buffer; readonly at: number } {
    const chunk = this.#chunks[Math.floor(row / ROWS_A_CHUNK)];
    if (chunk === undefined) throw new RangeError(`no evidence row ${row}`);
    return { chunk, at: (row % ROWS_A_CHUNK) * ROW.end };
  }

  #uriNumber(uri: string): number {
    const known = this.#uriNumbers.get(uri);
    if (known !== undefined) return known;
    this.#uriNumbers.set(uri, this.#uris.length);
    return this.#uris.push(uri) - 1;
  }
}

function leftOver(evidence: TimedEvidence): Unpacked {
  return {
    ...(evidence.within !== undefined && { within: evidence.within }),
    ...(!UUID.test(evidence.eventID) && { eventID: evidence.eventID }),
    ...(evidence.eventTime !== renderTime(evidence.time) && { eventTime: evidence.eventTime }),
    ...(!SHA256.test(evidence.sha256) && { sha256: evidence.sha256 }),
  };
}

function renderUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** As CloudTrail writes `eventTime`. */
function renderTime(time: number | undefined): string {
  return time === undefined ? '' : formatTime(time);
}
