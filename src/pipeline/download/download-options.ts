import { type Problem } from '../../model/problem.js';
import { type AwsAccess } from '../aws-access.js';

/** How far a download has come. */
export interface DownloadProgress {
  /** What was read last. */
  readonly uri: string;
  readonly files: DownloadReport['files'];
  readonly records: number;
}

export interface DownloadOptions {
  /** `lookup-events:` with or without Regions, `s3://bucket/folder`, a file, a folder, a glob, or `-` for standard input. */
  readonly source: string;
  /** The folder that it goes to; it need not be there. */
  readonly out: string;
  /** Where relative paths start from. Default: the working directory. */
  readonly cwd?: string;
  /** What `-` reads. Default: the process's standard input. */
  readonly standardInput?: AsyncIterable<Uint8Array>;
  readonly aws: AwsAccess;
  /** Milliseconds since 1970, for sources at AWS: eventTime at or after it. */
  readonly since?: number;
  /** Milliseconds since 1970, for sources at AWS: eventTime before it. */
  readonly until?: number;
  /** Account IDs, for sources at AWS; empty: any. */
  readonly accounts: readonly string[];
  /** Regions of sources at AWS, where the source names none. */
  readonly regions: readonly string[];
  /** Every Region of the partition, where the source names none. */
  readonly allRegions: boolean;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Ends the download early; a file that is not whole does not appear. */
  readonly signal?: AbortSignal;
}

export interface DownloadReport {
  readonly files: {
    readonly written: number;
    /** The same file was there, or its records were. */
    readonly present: number;
  };
  /** Of Event history: those that were written. */
  readonly records: number;
  /** Of the files that were written. */
  readonly bytes: number;
  readonly problems: readonly Problem[];
  /** What went otherwise than one might think, in full sentences. */
  readonly notes: readonly string[];
  readonly interrupted: boolean;
}
