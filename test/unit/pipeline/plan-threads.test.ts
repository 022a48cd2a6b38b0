import { availableParallelism } from 'node:os';

import { expect, test } from '@jest/globals';

import { planThreads } from '../../../src/pipeline/scan/plan-threads.js';

const MIB = 1024 * 1024;
const cores = availableParallelism();

const known = (bytes: number): Parameters<typeof planThreads>[0] => ({ total: { files: 1, bytes }, hasStream: false });

test.each<{
  name: string;
  logs: Parameters<typeof planThreads>[0];
  jobs: number | 'auto' | undefined;
  jobsPlanned: number;
  shareFrom: number;
}>([
  { name: 'as many as were asked for', logs: known(1), jobs: 7, jobsPlanned: 7, shareFrom: 0 },
  { name: 'one, where nobody says', logs: known(1000 * MIB), jobs: undefined, jobsPlanned: 1, shareFrom: 0 },
  { name: 'one for few logs', logs: known(255 * MIB), jobs: 'auto', jobsPlanned: 1, shareFrom: 256 * MIB },
  { name: 'all cores for many', logs: known(256 * MIB), jobs: 'auto', jobsPlanned: cores, shareFrom: 0 },
  {
    name: 'all cores for standard input, once it is long',
    logs: { ...known(0), hasStream: true },
    jobs: 'auto',
    jobsPlanned: cores,
    shareFrom: 256 * MIB,
  },
  {
    name: 'all cores for a bucket, once it has given much',
    logs: { hasStream: false },
    jobs: 'auto',
    jobsPlanned: cores,
    shareFrom: 256 * MIB,
  },
])('threads that read: $name', ({ logs, jobs, jobsPlanned, shareFrom }) => {
  expect(planThreads(logs, jobs)).toEqual({ jobs: jobsPlanned, shareFrom });
});
