import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { describe, expect, test } from '@jest/globals';

import { cloudTrailRecord, logFile } from '../support/records.js';
import { inWorkspace } from '../support/workspace.js';
import { scanToJson } from './reading-reports.js';
import { runCommand, startCommand } from './run-command.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SECONDS = 60;

describe('a scan with workers', () => {
  test.each([
    ['the built-in rules', []],
    ['a policy', ['--policy', 'cis-aws-foundations-3.0']],
    ['a selection', ['--since', '2023-07-10T12:10:00Z', '--account', '123837392027', '--region', 'us-east-1']],
    ['json-rules-engine', ['--engine', 'json-rules-engine']],
  ])(
    'gives the same report as one without, byte for byte, for %s',
    async (_name, args) => {
      const inputs = ['examples', 'test/fixtures', ...args, '--evidence', '1000'];
      const alone = await scanToJson([...inputs, '--jobs', '1'], ROOT);
      expect(alone.report.findings.length).toBeGreaterThan(0);
      for (const jobs of ['2', '5']) expect((await scanToJson([...inputs, '--jobs', jobs], ROOT)).text).toBe(alone.text);
    },
    SECONDS * 1000,
  );

  test(
    'drops the same copies as one without, and writes rows in the same order',
    () =>
      inWorkspace(async (folder) => {
        for (let file = 0; file < 300; file++) {
          const records = Array.from({ length: 20 }, (_, i) => cloudTrailRecord({ eventID: `e${(file * 7 + i * 13) % 1000}` }));
          writeFileSync(join(folder, `${file}.json.gz`), gzipSync(logFile(...records)));
        }
        const args = ['scan', '.', '--rules', 'cloudtrail-configuration-change', '-o', 'jsonl'];
        const alone = await runCommand(args, { cwd: folder });
        expect(alone.stdout.split('\n')).toHaveLength(1001);
        expect(await runCommand([...args, '-j', '3'], { cwd: folder })).toEqual(alone);
      }),
    SECONDS * 1000,
  );
});

describe('a scan with workers and standard input', () => {
  test(
    'reads standard input and files in the order of their names',
    async () => {
      const stdin = logFile(cloudTrailRecord({ eventID: 'from-stdin' }));
      const args = ['scan', '-', 'test/fixtures/seeds', '-o', 'json'];
      const alone = await runCommand(args, { cwd: ROOT, stdin });
      expect(alone.stdout).toContain('from-stdin');
      expect(await runCommand([...args, '--jobs', '2'], { cwd: ROOT, stdin })).toEqual(alone);
    },
    SECONDS * 1000,
  );

  test.each(['none', 'a broken line', 'a cut gzip stream'])(
    'reads a long stream of lines in parts, with the same report as in one go (damage: %s)',
    async (damage) => {
      const lines = Array.from({ length: 16_000 }, (_, i) =>
        JSON.stringify(
          cloudTrailRecord({ eventID: `e${i % 15_000}`, eventName: i % 7 === 0 ? 'StopLogging' : 'ListTrails', note: 'x'.repeat(i % 500) }),
        ),
      );
      if (damage === 'a broken line') lines[9000] = '{"eventName":"StopLogging",';
      const plain = `${lines.join('\n')}\n`;
      const stdin = damage === 'a cut gzip stream' ? gzipSync(plain).subarray(0, 120_000) : plain;
      const args = ['scan', '-', '--policy', 'cis-aws-foundations-3.0', '-o', 'json', '--evidence', '1000'];
      const alone = await runCommand([...args, '--jobs', '1'], { cwd: ROOT, stdin });
      expect(alone.stdout).toContain('"matched":');
      for (const jobs of ['2', '3']) expect(await runCommand([...args, '--jobs', jobs], { cwd: ROOT, stdin })).toEqual(alone);
    },
    SECONDS * 1000,
  );
});

/** Its report, when it is interrupted after so many milliseconds. */
async function reportWhenInterrupted({ pid, result }: ReturnType<typeof startCommand>, milliseconds: number): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  process.kill(pid, 'SIGINT');
  const { code, stdout, stderr } = await result;
  expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
  return JSON.parse(stdout);
}

describe('a scan with workers that is interrupted', () => {
  test(
    'ends with what is known when it is interrupted while a worker waits',
    () =>
      inWorkspace(async (folder) => {
        writeFileSync(join(folder, 'a.json'), logFile(cloudTrailRecord({ eventID: 'known' })));
        // Standard input comes before the file, and never ends.
        const command = startCommand(['scan', '-', 'a.json', '--jobs', '2', '--max-findings', '9', '-o', 'json'], { cwd: folder });
        for (let i = 0; i < 5000; i++) command.stdin.write(`${JSON.stringify(cloudTrailRecord({ eventID: `e${i}` }))}\n`);
        expect(await reportWhenInterrupted(command, 1500)).toMatchObject({
          verdict: 'incomplete',
          complete: false,
          problems: [{ code: 'CTA4041' }],
        });
      }),
    SECONDS * 1000,
  );

  test(
    'ends when it is interrupted while workers read',
    () =>
      inWorkspace(async (folder) => {
        const records = Array.from({ length: 4000 }, (_, i) =>
          cloudTrailRecord({ eventID: `e${i}`, requestParameters: { x: 'y'.repeat(400) } }),
        );
        for (let i = 0; i < 60; i++) writeFileSync(join(folder, `${i}.json`), logFile(...records));
        const command = startCommand(['scan', '.', '--jobs', '2', '--max-findings', '9', '-o', 'json'], { cwd: folder });
        expect(await reportWhenInterrupted(command, 700)).toMatchObject({ complete: false });
      }),
    SECONDS * 1000,
  );
});

describe('a scan with workers and odd orders', () => {
  test(
    'reads files with more hits than a worker should hold, without a difference',
    () =>
      inWorkspace(async (folder) => {
        const records = (count: number): string =>
          logFile(...Array.from({ length: count }, (_, i) => cloudTrailRecord({ eventID: `e${i}` })));
        writeFileSync(join(folder, 'a.json.gz'), gzipSync(records(21_000)));
        writeFileSync(join(folder, 'b.json.gz'), gzipSync(records(100)));
        const args = ['.', '--rules', 'cloudtrail-configuration-change', '--policy', 'cis-aws-foundations-3.0'];
        const alone = await scanToJson(args, folder);
        expect(alone.report.input.records).toMatchObject({ matched: 21_000, duplicate: 100 });
        expect((await scanToJson([...args, '--jobs', '2'], folder)).text).toBe(alone.text);
      }),
    SECONDS * 1000,
  );

  test('is refused with no worker at all, or with words', async () => {
    for (const jobs of ['0', 'all', '-1']) {
      const { code } = await runCommand(['scan', 'examples', '--jobs', jobs], { cwd: ROOT });
      expect(code).toBe(2);
    }
  });
});
