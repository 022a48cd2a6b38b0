import { expect, test } from '@jest/globals';

import { planReading } from '../../../src/pipeline/scan/plan-reading.js';
import { type LogFile } from '../../../src/sources/log-file.js';

const MIB = 1024 * 1024;

const file = (uri: string, size: number, isRegular = true): LogFile => ({
  uri,
  named: false,
  size,
  ...(isRegular && { path: `/${uri}` }),
  open: () => Promise.reject(new Error('not opened')),
});

const steps = (...files: readonly LogFile[]): readonly string[] =>
  planReading(files).map(({ where, files: taken }) => `${where} ${taken.map(({ uri }) => uri).join(' ')}`);

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
])('$name', ({ files, expected }) => {
  expect(steps(...files)).toEqual(expected);
});

test('no task has more files than one worker should be kept with, and all keep their order', () => {
  const files = Array.from({ length: 200 }, (_, i) => file(String(i), 1));
  const plan = planReading(files);
  expect(plan.map(({ files: taken }) => taken.length)).toEqual([64, 64, 64, 8]);
  expect(plan.flatMap(({ files: taken }) => taken)).toEqual(files);
});
