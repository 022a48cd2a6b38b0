import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { type WorkerScan } from '../../../src/pipeline/scan/worker-messages.js';
import { WorkerPool } from '../../../src/pipeline/scan/worker-pool.js';
import { regularFile } from '../../../src/sources/log-file.js';
import { inWorkspace } from '../../support/workspace.js';

const SECONDS = 60_000;
const WORKER = new URL('../../fixtures/workers/ending-worker.mjs', import.meta.url);

const outcomesOf = (scans: readonly WorkerScan[]): readonly string[] =>
  scans.map((result) => {
    if (result.kind === 'left') return 'left';
    const { scan: counts, examined } = result;
    return `${counts.outcome} ${counts.problems.map(({ code, uri }) => `${code} ${uri}`).join()} ${examined.join()}`;
  });

/** For each file its outcome with its problem, by which the worker of this test marks what it scanned; and what was examined. */
const scan = (...uris: readonly string[]): Promise<readonly string[]> =>
  inWorkspace(async (folder) => {
    const setup = { ruleSet: { rules: [], fields: {} }, engine: undefined, selection: undefined, asked: [['a'], ['b']] };
    const pool = new WorkerPool(setup, 2, WORKER);
    try {
      const scans = await pool.scan(uris.map((uri) => regularFile({ uri, path: join(folder, uri), named: false }, 1)));
      return outcomesOf(scans ?? []);
    } finally {
      await pool.close();
    }
  });

describe('a pool of workers', () => {
  test('gives what its worker gives', async () => {
    expect(await scan('a', 'b', 'c')).toEqual(['read CTA4006 a 1,2', 'read CTA4006 b 1,2', 'read CTA4006 c 1,2']);
  });

  test.each(['once', 'always', 'memory'])(
    'loses no file when a worker ends (%s), and names the one that ends it again',
    async (name) => {
      const again = name === 'once' ? 'read CTA4006 once 1,2' : `damaged CTA4007 ${name} 0,0`;
      expect(await scan('a', name, 'c')).toEqual(['read CTA4006 a 1,2', again, 'read CTA4006 c 1,2']);
    },
    SECONDS,
  );

  test('names a file that it was given alone', async () => {
    expect(await scan('always')).toEqual(['damaged CTA4007 always 0,0']);
  });

  test('has more tasks than workers done in turn', () =>
    inWorkspace(async (folder) => {
      const pool = new WorkerPool({ ruleSet: { rules: [], fields: {} }, engine: undefined, selection: undefined, asked: [] }, 2, WORKER);
      const tasks = Array.from({ length: 9 }, (_, i) =>
        pool.scan([regularFile({ uri: `${i}`, path: join(folder, `${i}`), named: false }, 1)]),
      );
      const results = await Promise.all(tasks);
      await pool.close();
      expect(results.map((scans) => outcomesOf(scans ?? []).join())).toEqual(tasks.map((_, i) => `read CTA4006 ${i} 1,2`));
    }));

  test('that is closed starts no worker again, and gives nothing', () =>
    inWorkspace(async (folder) => {
      const pool = new WorkerPool({ ruleSet: { rules: [], fields: {} }, engine: undefined, selection: undefined, asked: [] }, 1, WORKER);
      const file = (uri: string) => regularFile({ uri, path: join(folder, uri), named: false }, 1);
      const tasks = [pool.scan([file('slow'), file('a')]), pool.scan([file('b')])];
      await new Promise((resolve) => setTimeout(resolve, 300));
      await pool.close();
      expect(await Promise.all([...tasks, pool.scan([file('c')])])).toEqual([undefined, undefined, undefined]);
    }));

  test('passes on a mistake of our own, which is no reason to try again', async () => {
    await expect(scan('a', 'mistake')).rejects.toMatchObject({ message: 'the evaluators disagree', stack: 'Error: where it was' });
  });
});
