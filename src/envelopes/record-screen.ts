import { type JsonObject } from '../model/json.js';

/** Finds records in a row without parsing them. */
interface RowScanner {
  /** How many bytes one scan looks at, at most. */
  readonly blockBytes: number;
  /** Where the last scan stopped: the first byte that belongs to no record that it found, from its `from` on. */
  readonly stoppedAt: number;
  /** Whether the last scan stopped because it had seen enough, and not at something that is no record. */
  readonly goesOn: boolean;
  /**
   * Looks for records from `from` on, each with a comma behind it, or with `isLines` white space at the most. Gives how many there are: whole
   * JSON objects, but for UTF-8, which is not looked at.
   */
  scan(bytes: Uint8Array, from: number, to: number, isLines: boolean): number;
  /** From the `from` of the last scan on. */
  startOf(record: number): number;
  endOf(record: number): number;
}

/** As much of a record as somebody needs to see. */
export interface PartialRecord {
  readonly value: JsonObject;
  /** What is known of the record, for whoever evaluates it. */
  readonly selection: object;
}

/** Looks at records before they are parsed. */
export interface RecordScreen {
  readonly scanner: RowScanner;
  /**
   * What to do with a record of the last scan: nobody needs to see it (`none`), it must be read (`whole`), or the part to be evaluated. It is
   * counted by the answer, so each is asked about once, in their order.
   */
  ask(record: number): 'none' | 'whole' | PartialRecord;
}
