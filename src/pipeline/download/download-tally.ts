import { type Problem } from '../../model/problem.js';
import { type DownloadProgress, type DownloadReport } from './download-options.js';

/** What a download came to so far. */
export class DownloadTally {
  readonly problems: Problem[] = [];
  readonly notes: string[] = [];
  private readonly onProgress: ((progress: DownloadProgress) => void) | undefined;
  private written = 0;
  private present = 0;
  private records = 0;
  private bytes = 0;

  constructor(onProgress: ((progress: DownloadProgress) => void) | undefined) {
    this.onProgress = onProgress;
  }

  add(
    uri: string,
    { written = 0, present = 0, records = 0, bytes = 0 }: Partial<Record<'written' | 'present' | 'records' | 'bytes', number>>,
  ): void {
    this.written += written;
    this.present += present;
    this.records += records;
    this.bytes += bytes;
    this.onProgress?.({ uri, files: { written: this.written, present: this.present }, records: this.records });
  }

  report(interrupted: boolean): DownloadReport {
    const { written, present, records, bytes, problems, notes } = this;
    return { files: { written, present }, records, bytes, problems, notes, interrupted };
  }
}
