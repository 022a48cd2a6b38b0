import { type CensusRow, type InputCounts } from '../../model/report.js';
import { formatTime } from '../../model/time.js';
import { type FoundCounts } from '../../sources/find-logs.js';
import { Census } from './census.js';
import { type FileScan } from './file-scanner.js';

/** What is counted of the events that rules hold for, over all files. */
export type MatchCounts = Pick<InputCounts['records'], 'matched' | 'duplicate' | 'excepted'>;

/** The numbers of a run while it goes on. */
export class Tally {
  private readonly files = { read: 0, skipped: 0, damaged: 0 };
  private readonly records = { evaluated: 0, damaged: 0, skipped: 0, notSelected: 0, undated: 0 };
  private readonly census = new Census();
  private known = 0;
  private bytes = 0;
  private first = Infinity;
  private last = -Infinity;

  addFile(file: FileScan): void {
    this.files[file.outcome]++;
    this.bytes += file.bytes;
    for (const count of ['evaluated', 'damaged', 'skipped', 'notSelected', 'undated'] as const) this.records[count] += file[count];
    this.first = Math.min(this.first, file.first);
    this.last = Math.max(this.last, file.last);
    this.census.add(file.census);
  }

  /** Files that were not even opened. */
  addUnopened({ skipped, damaged, known }: Omit<FoundCounts, 'problems'>): void {
    this.files.skipped += skipped;
    this.files.damaged += damaged;
    this.known += known;
  }

  censusRows(): readonly CensusRow[] {
    return this.census.rows();
  }

  /** @param remembers whether files of scans before were left out */
  counts({ matched, duplicate, excepted }: MatchCounts, remembers: boolean): InputCounts {
    const dated = this.first <= this.last;
    const { evaluated, damaged, skipped, notSelected, undated } = this.records;
    return {
      files: { ...this.files, ...(remembers && { known: this.known }) },
      records: { evaluated, damaged, skipped, matched, duplicate, notSelected, undated, excepted },
      bytes: this.bytes,
      firstEventTime: dated ? formatTime(this.first) : '',
      lastEventTime: dated ? formatTime(this.last) : '',
    };
  }
}
