import { type LogFile } from '../../sources/log-file.js';
import { FileScanner } from './file-scanner.js';
import { HitPacker } from './packed-hits.js';
import { type RecordHits } from './record-hits.js';
import { type ScanOptions } from './scan-options.js';
import { type WorkerScan } from './worker-messages.js';

/** Hits of one file that are held until it ends: 20 MB or so. A file with more is read by whoever takes them. */
const MOST_HITS = 20_000;

/** Ends the reading of a file with more hits than that. */
class TooManyHitsError extends Error {}

interface Run {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: () => void | Promise<void>;
}

/** Scans files before their turn, and packs what they hold until somebody takes it. */
export class PackedScanner {
  private readonly scanner: FileScanner;
  private readonly packer: HitPacker;
  private readonly asked: readonly (readonly string[])[];
  /** What the files so far had examined, also those that were left. */
  private before: readonly number[];

  /** @param asked sets of rule ids, for `FileScanner.examined` */
  constructor(options: Pick<ScanOptions, 'engine' | 'ruleSet' | 'selection'>, asked: readonly (readonly string[])[]) {
    this.scanner = new FileScanner(options);
    this.packer = new HitPacker(options.ruleSet.rules);
    this.asked = asked;
    this.before = this.scanner.examined(asked);
  }

  async scan(file: LogFile, run: Run = {}): Promise<WorkerScan> {
    let hits = 0;
    const takeHits = (record: RecordHits): void => {
      hits += record.hits.length;
      if (hits > MOST_HITS) throw new TooManyHitsError();
      this.packer.add(record);
    };
    try {
      const scan = await this.scanner.scan(file, { takeHits, ...run });
      return { kind: 'scanned', scan, hits: this.packer.take(), examined: this.examinedSince() };
    } catch (error) {
      if (!(error instanceof TooManyHitsError)) throw error;
      this.packer.take();
      this.scanner.forgetFile();
      this.examinedSince();
      return { kind: 'left' };
    }
  }

  /** What was examined since the last call. */
  private examinedSince(): readonly number[] {
    const now = this.scanner.examined(this.asked);
    const since = now.map((count, i) => count - (this.before[i] ?? 0));
    this.before = now;
    return since;
  }
}
