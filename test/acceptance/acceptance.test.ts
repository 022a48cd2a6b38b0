import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { expectedOutcome, keepOutcome, readScenario, runScenario, scenarioNames } from './scenario.js';

const SECONDS = 60;
const KEPT = process.env['KEEP_OUTCOME'];

describe('the command line', () => {
  test.concurrent.each(scenarioNames().map((folder) => [readScenario(folder).name, folder] as const))(
    '%s (%s)',
    async (_name, folder) => {
      const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'ctaudit-')));
      try {
        const outcome = await runScenario(folder, workspace);
        if (KEPT === folder || KEPT === 'all') keepOutcome(folder, outcome);
        expect(outcome).toEqual(expectedOutcome(folder));
      } finally {
        rmSync(workspace, { recursive: true });
      }
    },
    SECONDS * 1000,
  );
});
