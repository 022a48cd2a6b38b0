import { availableParallelism } from 'node:os';

import { expect, test } from '@jest/globals';

import { planThreads } from '../../../src/pipeline/scan/plan-threads.js';
import { type LogFile, regularFile, standardInputFile } from '../../../src/sources/log-file.js';
import { chunksOf } from '../envelopes/read-bytes.js';

const MIB = 1024 * 1024;
const cores = availableParallelism();

const file = (size: number): LogFile => regularFile({ uri: 'a', path: '/a', named: true }, size);
const standardInput = standardInputFile(chunksOf(new Uint8Array(), 1));

test.each<{ name: string; files: readonly LogFile[]; jobs: number | 'auto' | undefined; jobsPlanned: number; shareFrom: number }>([
  { name: 'as many as were asked for', files: [file(1)], jobs: 7, jobsPlanned: 7, shareFrom: 0 },
  { name: 'one, where nobody says', files: [file(1000 * MIB)], jobs: undefined, jobsPlanned: 1, shareFrom: 0 },
  { name: 'one for few logs', files: [file(100 * MIB), file(155 * MIB)], jobs: 'auto', jobsPlanned: 1, shareFrom: 256 * MIB },
  { name: 'all cores for many', files: [file(100 * MIB), file(156 * MIB)], jobs: 'auto', jobsPlanned: cores, shareFrom: 0 },
  { name: 'all cores for standard input, once it is long', files: [standardInput], jobs: 'auto', jobsPlanned: cores, shareFrom: 256 * MIB },
])('threads that read: $name', ({ files, jobs, jobsPlanned, shareFrom }) => {
  expect(planThreads(files, jobs)).toEqual({ jobs: jobsPlanned, shareFrom });
});
