import { type Problem } from '../model/problem.js';
import { type LogFile } from './log-file.js';

/** What a source knows of its files when it has given the last one. */
export interface SourceCounts {
  /** What can't be a file to read, and why. */
  readonly problems: readonly Problem[];
  /** Files that are recognised as none to read, without a look into them. */
  readonly skipped: number;
  /** How many files or folders `problems` stands for. */
  readonly damaged: number;
}

/** The log files that one argument names, found while others are read. */
export interface LogSource {
  /** By URI, in the order of code points, each once. Never fails: what can't be found is in the counts. To be read once. */
  readonly files: AsyncIterable<LogFile>;
  /** To be asked when `files` has ended. */
  counts(): SourceCounts;
  /** What went otherwise than one might think, in full sentences; to be asked when `files` has ended. */
  notes?(): readonly string[];
}
