import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { WorkerPool } from '../../../src/pipeline/scan/worker-pool.js';
import { regularFile } from '../../../src/sources/log-file.js';
import { inWorkspace } from '../../support/workspace.js';

const SECONDS = 60_000;
const WORKER = new URL('../../fixtures/workers/ending-worker.mjs', import.meta.url);

/** For each file its outcome with its problem, by which the worker of this test marks what it scanned; and what was examined. */
const scan = (...uris: readonly string[]): Promise<{ readonly outcomes: readonly string[]; readonly examined: readonly number[] }> =>
  inWorkspace(async (folder) => {
    const setup = { ruleSet: { rules: [], fields: {} }, engine: undefined, selection: undefined, asked: [['a'], ['b']] };
    const pool = new WorkerPool(setup, 2, WORKER);
    try {
      const { scans, examined } = await pool.scan(uris.map((uri) => regularFile({ uri, path: join(folder, uri), named: false }, 1)));
      const outcomes = scans.map(
        ({ scan: { outcome, problems } }) => `${outcome} ${problems.map(({ code, uri }) => `${code} ${uri}`).join()}`,
      );
      return { outcomes, examined };
    } finally {
      await pool.close();
    }
  });

describe('a pool of workers', () => {
  test('gives what its worker gives', async () => {
    expect(await scan('a', 'b', 'c')).toEqual({ outcomes: ['read CTA4006 a', 'read CTA4006 b', 'read CTA4006 c'], examined: [3, 1] });
  });

  test.each(['once', 'always', 'memory'])(
    'loses no file when a worker ends (%s), and names the one that ends it again',
    async (name) => {
      const { outcomes, examined } = await scan('a', name, 'c');
      const isLost = name !== 'once';
      expect(outcomes).toEqual(['read CTA4006 a', isLost ? `damaged CTA4007 ${name}` : `read CTA4006 ${name}`, 'read CTA4006 c']);
      // Each file is scanned for itself then.
      expect(examined).toEqual(isLost ? [2, 2] : [3, 3]);
    },
    SECONDS,
  );

  test('names a file that it was given alone', async () => {
    expect(await scan('always')).toEqual({ outcomes: ['damaged CTA4007 always'], examined: [0, 0] });
  });

  test('has more tasks than workers done in turn', () =>
    inWorkspace(async (folder) => {
      const pool = new WorkerPool({ ruleSet: { rules: [], fields: {} }, engine: undefined, selection: undefined, asked: [] }, 2, WORKER);
      const tasks = Array.from({ length: 9 }, (_, i) =>
        pool.scan([regularFile({ uri: `${i}`, path: join(folder, `${i}`), named: false }, 1)]),
      );
      const results = await Promise.all(tasks);
      expect(results.map(({ scans }) => scans[0]?.scan.problems[0]?.uri)).toEqual(tasks.map((_, i) => `${i}`));
      await pool.close();
    }));

  test('passes on a mistake of our own, which is no reason to try again', async () => {
    await expect(scan('a', 'mistake')).rejects.toMatchObject({ message: 'the evaluators disagree', stack: 'Error: where it was' });
  });
});
