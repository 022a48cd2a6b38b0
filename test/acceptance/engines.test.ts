import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';

import { scanToJson } from './reading-reports.js';
import { runCommand } from './run-command.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SECONDS = 60;

describe('json-rules-engine alone', () => {
  test.each([
    ['the built-in rules', []],
    ['a policy', ['--policy', 'cis-aws-foundations-3.0']],
    ['a selection', ['--since', '2023-07-10T12:10:00Z', '--account', '123837392027', '--region', 'us-east-1']],
  ])(
    'gives the same report as the fast engine, byte for byte, for %s',
    async (_name, args) => {
      const inputs = ['examples', 'test/fixtures/seeds', ...args, '--evidence', '1000'];
      const fast = await scanToJson(inputs, ROOT);
      const oracle = await scanToJson([...inputs, '--engine', 'json-rules-engine'], ROOT);
      expect(fast.report.findings.length).toBeGreaterThan(0);
      expect(oracle.text).toBe(fast.text);
    },
    SECONDS * 1000,
  );
});

test(
  'a scan where there is no WebAssembly gives the same report, byte for byte',
  async () => {
    const args = ['scan', 'examples', 'test/fixtures/seeds', '-o', 'json'];
    const usual = await runCommand(args, { cwd: ROOT });
    const plain = await runCommand(args, { cwd: ROOT, env: { NODE_OPTIONS: '--jitless' } });
    expect(usual.stdout).toContain('"findings": [');
    expect({ code: plain.code, stdout: plain.stdout }).toEqual({ code: usual.code, stdout: usual.stdout });
  },
  SECONDS * 1000,
);
