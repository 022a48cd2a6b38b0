import { parseTime } from '../model/time.js';

/** Of `2026-01-31T12:00:00Z`. */
const TIME_BYTES = 20;
const DAY_BYTES = '2026-01-31T'.length;
const ZERO = 0x30;
const COLON = 0x3a;
const LETTER_Z = 0x5a;

/** Reads times as CloudTrail writes them, from bytes. Many events in a row are of one day, which is worked out once. */
export class TimeReader {
  private readonly day = new Uint8Array(DAY_BYTES);
  /** Milliseconds since 1970. */
  private midnight = 0;

  /** Milliseconds since 1970 of the 20 bytes at `at`; undefined when they are no valid time. */
  read(bytes: Buffer, at: number): number | undefined {
    if (!this.isSameDay(bytes, at)) return this.readAny(bytes, at);
    const hour = pairAt(bytes, at + 11);
    const minute = pairAt(bytes, at + 14);
    const second = pairAt(bytes, at + 17);
    const isUsual =
      hour < 24 && minute < 60 && second < 60 && bytes[at + 13] === COLON && bytes[at + 16] === COLON && bytes[at + 19] === LETTER_Z;
    return isUsual ? this.midnight + ((hour * 60 + minute) * 60 + second) * 1000 : this.readAny(bytes, at);
  }

  private isSameDay(bytes: Buffer, at: number): boolean {
    const { day } = this;
    for (let i = 0; i < DAY_BYTES; i++) if (bytes[at + i] !== day[i]) return false;
    return true;
  }

  private readAny(bytes: Buffer, at: number): number | undefined {
    const text = bytes.toString('latin1', at, at + TIME_BYTES);
    const midnight = parseTime(`${text.slice(0, DAY_BYTES)}00:00:00Z`);
    if (midnight !== undefined) {
      this.midnight = midnight;
      this.day.set(bytes.subarray(at, at + DAY_BYTES));
    }
    return parseTime(text);
  }
}

/** The number that two digits make; NaN when they are none. */
function pairAt(bytes: Buffer, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
