import { availableParallelism } from 'node:os';

import { type LogFile } from '../../sources/log-file.js';
import { type ScanOptions } from './scan-options.js';

export interface Threads {
  /** How many threads read, the main one among them. */
  readonly jobs: number;
  /** How many bytes of a file that the main thread reads are read before the others help. */
  readonly shareFrom: number;
}

const MIB = 1024 * 1024;

/**
 * Bytes of logs on disk from which on it pays to have every core: each more thread takes half a second of CPU time to warm up, and memory, and
 * a core of a machine that may have other things to do.
 */
const MANY_BYTES = 256 * MIB;

/** How many threads are to read these files, if nobody has said. Nobody knows how much standard input or a pipe will have, until it has. */
export function planThreads(files: readonly LogFile[], jobs: ScanOptions['jobs'] = 1): Threads {
  if (jobs !== 'auto') return { jobs, shareFrom: 0 };
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes >= MANY_BYTES) return { jobs: availableParallelism(), shareFrom: 0 };
  return { jobs: files.some(({ path }) => path === undefined) ? availableParallelism() : 1, shareFrom: MANY_BYTES };
}
