import { expect, test } from '@jest/globals';

import { planReading, type ReadingStep } from '../../../src/pipeline/scan/plan-reading.js';
import { type LogFile } from '../../../src/sources/log-file.js';

const MIB = 1024 * 1024;

const file = (uri: string, size: number, isRegular = true): LogFile => ({
  uri,
  named: false,
  size,
  ...(isRegular && { path: `/${uri}` }),
  open: () => Promise.reject(new Error('not opened')),
});

async function plan(files: readonly LogFile[], shareFrom?: number): Promise<readonly ReadingStep[]> {
  const steps: ReadingStep[] = [];
  // eslint-disable-next-line @typescript-eslint/require-await -- the files of a bucket come as they are found
  const found = (async function* () {
    yield* files;
  })();
  for await (const step of planReading(found, shareFrom)) steps.push(step);
  return steps;
}

const steps = async (files: readonly LogFile[], shareFrom?: number): Promise<readonly string[]> =>
  (await plan(files, shareFrom)).map(({ where, files: taken }) => `${where} ${taken.map(({ uri }) => uri).join(' ')}`);

test.each<{ name: string; files: readonly LogFile[]; expected: readonly string[] }>([
  { name: 'no file', files: [], expected: [] },
  { name: 'small files together', files: [file('a', 10), file('b', 0), file('c', 10)], expected: ['worker a b c'] },
  {
    name: 'as many as a task has bytes for',
    files: [file('a', MIB), file('b', MIB), file('c', MIB), file('d', 1)],
    expected: ['worker a b', 'worker c d'],
  },
  { name: 'a file of some size for itself', files: [file('a', 16 * MIB), file('b', 1)], expected: ['worker a', 'worker b'] },
  { name: 'a large file here', files: [file('a', 1), file('b', 16 * MIB + 1), file('c', 1)], expected: ['worker a', 'here b', 'worker c'] },
  { name: 'what is no regular file here', files: [file('-', 0, false), file('a', 1)], expected: ['here -', 'worker a'] },
  { name: 'what was downloaded', files: [{ ...file('a', 1, false), bytes: new Uint8Array(1) }], expected: ['worker a'] },
])('$name', async ({ files, expected }) => {
  expect(await steps(files)).toEqual(expected);
});

test('the first bytes are read here, where they may be all', async () => {
  expect(await steps([file('a', 5), file('b', 5), file('c', 1), file('d', 1)], 10)).toEqual(['here a', 'here b', 'worker c d']);
});

test('no task has more files than one worker should be kept with, and all keep their order', async () => {
  const files = Array.from({ length: 200 }, (_, i) => file(String(i), 1));
  const taken = await plan(files);
  expect(taken.map((step) => step.files.length)).toEqual([64, 64, 64, 8]);
  expect(taken.flatMap((step) => step.files)).toEqual(files);
});
