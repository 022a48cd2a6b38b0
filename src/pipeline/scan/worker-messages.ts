import { type RuleSet } from '../../ir/rule-set.js';
import { type FilePlace } from '../../sources/log-file.js';
import { type FileScan } from './file-scanner.js';
import { type PackedHits } from './packed-hits.js';
import { type ScanOptions } from './scan-options.js';

/** What every worker is told once. */
export interface WorkerSetup {
  readonly ruleSet: RuleSet;
  readonly engine: ScanOptions['engine'];
  readonly selection: ScanOptions['selection'];
  /** Sets of rule ids, for `FileScanner.examined`. */
  readonly asked: readonly (readonly string[])[];
}

/** A regular file, for whoever opens it. */
export interface TaskFile extends FilePlace {
  readonly size: number;
}

export interface WorkerTask {
  readonly files: readonly TaskFile[];
}

/** What a worker gives of one file. */
export interface WorkerScan {
  readonly scan: FileScan;
  readonly hits: PackedHits;
}

/** What the files of one task gave, in their order. */
export interface TaskScans {
  readonly scans: readonly WorkerScan[];
  /** As `FileScanner.examined`, of these files alone. */
  readonly examined: readonly number[];
}

/** What a worker gives of one task. */
export type WorkerResult =
  | ({ readonly kind: 'scanned' } & TaskScans)
  /** Our own mistake, which must end the scan; anything else that ends a task is the end of its worker. */
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };
