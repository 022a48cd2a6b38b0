import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';

import { cloudTrailRecord } from '../support/records.js';
import { inWorkspace } from '../support/workspace.js';
import { type JsonReport } from './reading-reports.js';
import { startCommand } from './run-command.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SECONDS = 60;

/** So many matches that the first of their rows are written while the scan goes on. */
const MANY = 3_000;

const records = Array.from({ length: MANY }, (_, i) => `${JSON.stringify(cloudTrailRecord({ eventID: `e${i}` }))}\n`).join('');

describe('a run', () => {
  test.each(['json', 'jsonl', 'sarif', 'table'])(
    'whose reader goes away says so in one line, with %s',
    async (format) => {
      const command = startCommand(['scan', 'examples', '-o', format], { cwd: ROOT });
      command.stdout.destroy();
      command.stdin.end();
      const { code, stderr } = await command.result;
      expect(stderr).toBe('ctaudit: cannot write standard output: its reader has closed it\n');
      expect(code).toBe(74);
    },
    SECONDS * 1000,
  );

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'that is ended by %s while its input is silent writes its reports, marked incomplete',
    (signal) =>
      inWorkspace(async (folder) => {
        const args = ['scan', '-', '--rules', 'cloudtrail-configuration-change', '--max-findings', '9', '-o', 'jsonl', '-o', 'report.json'];
        const command = startCommand(args, { cwd: folder });
        command.stdin.write(records);
        await once(command.stdout, 'data');
        process.kill(command.pid, signal);
        const { code, stderr } = await command.result;
        expect(stderr).toBe('');
        expect(code).toBe(130);
        const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as JsonReport;
        expect(report).toMatchObject({ verdict: 'incomplete', complete: false });
        expect(report.problems.map((problem) => problem.code)).toContain('CTA4041');
        expect(report.input.records['evaluated']).toBeGreaterThan(0);
      }),
    SECONDS * 1000,
  );

  test(
    'whose standard input never ends leaves no report behind when it is killed',
    () =>
      inWorkspace(async (folder) => {
        const command = startCommand(['scan', '-', '--rules', 'logging', '-o', 'jsonl', '-o', 'report.json'], { cwd: folder });
        command.stdin.write(records);
        await once(command.stdout, 'data');
        process.kill(command.pid, 'SIGKILL');
        await command.result;
        expect(existsSync(join(folder, 'report.json'))).toBe(false);
      }),
    SECONDS * 1000,
  );
});

describe('a named pipe', () => {
  test.each(['to which nobody writes', 'whose writer is silent'])(
    '%s ends with the run that SIGINT ends',
    (name) =>
      inWorkspace(async (folder) => {
        execFileSync('mkfifo', [join(folder, 'pipe')]);
        // Open for reading too, or to open it would wait for the command.
        const writer = name === 'whose writer is silent' ? openSync(join(folder, 'pipe'), 'r+') : undefined;
        writeFileSync(join(folder, 'a.jsonl'), records);
        const args = ['scan', 'a.jsonl', 'pipe', '--rules', 'cloudtrail-configuration-change', '-o', 'jsonl'];
        const command = startCommand(args, { cwd: folder });
        await once(command.stdout, 'data');
        process.kill(command.pid, 'SIGINT');
        const { code, stderr } = await command.result;
        if (writer !== undefined) closeSync(writer);
        expect(stderr).toBe('');
        expect(code).toBe(130);
      }),
    SECONDS * 1000,
  );
});
