import { availableParallelism } from 'node:os';

import { type FoundLogs } from '../../sources/find-logs.js';
import { type ScanOptions } from './scan-options.js';

export interface Threads {
  /** How many threads read, the main one among them. */
  readonly jobs: number;
  /** How many bytes the main thread reads before the others help. */
  readonly shareFrom: number;
}

const MIB = 1024 * 1024;

/**
 * Bytes of logs on disk from which on it pays to have every core: each more thread takes half a second of CPU time to warm up, and memory, and
 * a core of a machine that may have other things to do.
 */
const MANY_BYTES = 256 * MIB;

/** How many threads are to read, if nobody has said. Nobody knows how much standard input, a pipe or a bucket will have, until it has. */
export function planThreads({ total, hasStream }: Pick<FoundLogs, 'total' | 'hasStream'>, jobs: ScanOptions['jobs'] = 1): Threads {
  if (jobs !== 'auto') return { jobs, shareFrom: 0 };
  if (total !== undefined && total.bytes >= MANY_BYTES) return { jobs: availableParallelism(), shareFrom: 0 };
  return { jobs: total === undefined || hasStream ? availableParallelism() : 1, shareFrom: MANY_BYTES };
}
