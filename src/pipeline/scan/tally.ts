import { type InputCounts } from '../../model/report.js';
import { formatTime } from '../../model/time.js';

/** What one file gave. */
export interface FileTally {
  readonly outcome: 'read' | 'skipped' | 'damaged';
  readonly bytes: number;
  readonly evaluated: number;
  readonly damaged: number;
  readonly skipped: number;
}

/** The numbers of a run while it goes on. */
export class Tally {
  matched = 0;
  duplicate = 0;
  excepted = 0;
  notSelected = 0;
  undated = 0;
  private readonly files = { read: 0, skipped: 0, damaged: 0 };
  private readonly records = { evaluated: 0, damaged: 0, skipped: 0 };
  private bytes = 0;
  private first = Infinity;
  private last = -Infinity;

  addFile(file: FileTally): void {
    this.files[file.outcome]++;
    this.bytes += file.bytes;
    this.records.evaluated += file.evaluated;
    this.records.damaged += file.damaged;
    this.records.skipped += file.skipped;
  }

  /** Files that were not even opened. */
  addUnopened(skipped: number, damaged: number): void {
    this.files.skipped += skipped;
    this.files.damaged += damaged;
  }

  /** Milliseconds since 1970, or undefined for an event without a valid time. */
  addTime(time: number | undefined): void {
    if (time === undefined) this.undated++;
    else {
      if (time < this.first) this.first = time;
      if (time > this.last) this.last = time;
    }
  }

  counts(): InputCounts {
    const { matched, duplicate, excepted, notSelected, undated } = this;
    const dated = this.first <= this.last;
    return {
      files: { ...this.files },
      records: { ...this.records, matched, duplicate, notSelected, undated, excepted },
      bytes: this.bytes,
      firstEventTime: dated ? formatTime(this.first) : '',
      lastEventTime: dated ? formatTime(this.last) : '',
    };
  }
}
