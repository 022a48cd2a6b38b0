import { type RuleSet } from '../../ir/rule-set.js';
import { type ByteRange, type FilePlace } from '../../sources/log-file.js';
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

/** A regular file or some bytes of one, or bytes of what cannot be opened again, for whoever opens it. */
export type TaskFile =
  | (FilePlace & { readonly size: number })
  | { readonly uri: string; readonly path: string; readonly range: ByteRange }
  | { readonly uri: string; readonly bytes: Uint8Array; readonly named: boolean };

export interface WorkerTask {
  readonly files: readonly TaskFile[];
}

/** What a worker gives of one file. */
export type WorkerScan =
  | {
      readonly kind: 'scanned';
      readonly scan: FileScan;
      readonly hits: PackedHits;
      /** As `FileScanner.examined`, of this file alone. */
      readonly examined: readonly number[];
    }
  /** It has more hits than a worker should hold: whoever asked must read it. */
  | { readonly kind: 'left' };

/** What a worker gives of one task. */
export type WorkerResult =
  /** In the order of the task's files. */
  | { readonly kind: 'scanned'; readonly scans: readonly WorkerScan[] }
  /** Our own mistake, which must end the scan; anything else that ends a task is the end of its worker. */
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };
