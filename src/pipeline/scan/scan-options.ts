import { type RuleSet } from '../../ir/rule-set.js';
import { type IntegrityResult } from '../../model/integrity.js';
import { type MatchRow } from '../../model/finding.js';
import { type Severity } from '../../model/severity.js';
import { type Gate } from '../../triage/gate.js';
import { type PolicyControl } from '../../triage/control-results.js';
import { type AwsOptions } from '../../sources/aws/aws-options.js';
import { type ScanMemory } from './scan-memory.js';
import { type Selection } from './select-events.js';

/** `predicates` picks by index and predicate and confirms; `json-rules-engine` has every rule decide every event, as an oracle. */
export const ENGINE_NAMES = ['predicates', 'json-rules-engine'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

interface Progress {
  readonly done: number;
  /** Undefined while files are still to be found. */
  readonly total: number | undefined;
}

/** How far a scan has come. */
export interface ScanProgress {
  readonly files: Progress;
  /** Bytes on disk of the files done, and of all; 0 for standard input, whose size nobody knows. */
  readonly bytes: Progress;
  /** Records read so far. */
  readonly records: number;
}

/** A policy as a scan needs it. */
export interface ScanPolicy {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly PolicyControl[];
}

export interface ScanOptions {
  /** Files, folders, globs, `s3://bucket/folder`, `lookup-events:`, or `-` for standard input. */
  readonly inputs: readonly string[];
  readonly ruleSet: RuleSet;
  /** Where relative inputs start from. Default: the working directory. */
  readonly cwd?: string;
  /** What `-` reads. Default: the process's standard input. */
  readonly standardInput?: AsyncIterable<Uint8Array>;
  /** How AWS is reached. Default: as the AWS CLI does it. */
  readonly aws?: AwsOptions;
  /** Which Regions of Event history are read. Default: the selected ones, else that of the environment. */
  readonly history?: { readonly allRegions: boolean; readonly regions: readonly string[] };
  /** A folder that keeps what is downloaded, for the next scan. */
  readonly cacheDir?: string;
  /** What scans before this one have read: it is left out. */
  readonly memory?: ScanMemory;
  /** What the digest files of the inputs say of them. */
  readonly integrity?: IntegrityResult;
  readonly policy?: ScanPolicy;
  /** Default: everything. */
  readonly selection?: Partial<Selection>;
  /** Default: no finding of severity high or over. */
  readonly gate?: Partial<Gate>;
  /** Hides findings and matches under it; the gate still counts them. */
  readonly minSeverity?: Severity;
  /** How many events a finding shows; 0 or more, default 10. */
  readonly evidence?: number;
  /** Default: `predicates`. */
  readonly engine?: EngineName;
  /**
   * How many threads read, this one among them; 1, the default, starts no other. `auto`: as many as there are cores, where there is enough to
   * read for them.
   */
  readonly jobs?: number | 'auto';
  /** Called for each match, in order of file and record, and awaited: a slow reader slows the scan instead of filling memory. */
  readonly onMatch?: (row: MatchRow) => void | Promise<void>;
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Ends the scan early, with what is known, marked incomplete. */
  readonly signal?: AbortSignal;
}
