import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from '@jest/globals';

import { page, refusal, type WireAnswer, wireEvent } from '../support/aws-wire.js';
import { type HistoryServer, startHistoryServer } from '../support/history-server.js';
import { inWorkspace } from '../support/workspace.js';
import { type CommandResult, runCommand, startCommand } from './run-command.js';

const SECONDS = 60_000;
const DAY = 86_400_000;

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

/** Midnight some days ago. */
const midnight = (ago: number): number => Math.floor(Date.now() / DAY) * DAY - ago * DAY;
const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

let server: HistoryServer | undefined;

afterEach(() => {
  server?.stop();
  server = undefined;
});

/** One event a day, at its last second. */
const oneEvent = ({ EndTime: end }: { readonly EndTime: number }): WireAnswer =>
  page([wireEvent(new Date(end * 1000).toISOString().replace('.000Z', 'Z'))]);

async function download(cwd: string, args: readonly string[]): Promise<CommandResult> {
  const endpoint = server === undefined ? [] : ['--endpoint', server.endpoint];
  return runCommand(['download', ...args, ...endpoint], { cwd, env: ENVIRONMENT });
}

describe('ctaudit download', () => {
  test(
    'saves Event history, which a scan can read',
    async () => {
      await inWorkspace(async (folder) => {
        server = await startHistoryServer(oneEvent);
        const times = ['--since', dateOf(midnight(4)), '--until', dateOf(midnight(2))];
        expect(await download(folder, ['lookup-events:eu-west-1', 'out', ...times])).toEqual({
          code: 0,
          stdout: expect.stringMatching(/^2 files with 2 records written to out, \d+ bytes\.\n$/),
          stderr: '',
        });
        expect(await download(folder, ['lookup-events:eu-west-1', 'out', ...times])).toEqual({
          code: 0,
          stdout: '0 files written to out, 0 bytes.\n2 were there already.\n',
          stderr: '',
        });
        const scan = await runCommand(['scan', 'out', '--output', 'json'], { cwd: folder });
        expect(JSON.parse(scan.stdout)).toMatchObject({
          complete: true,
          input: { files: { read: 2, skipped: 1, damaged: 0 }, records: { evaluated: 2, damaged: 0 } },
        });
      });
    },
    SECONDS,
  );

  test(
    'says what it could not read',
    async () => {
      await inWorkspace(async (folder) => {
        server = await startHistoryServer(() => refusal('AccessDeniedException'));
        expect(await download(folder, ['lookup-events:eu-west-1', 'out', '--since', dateOf(midnight(0))])).toEqual({
          code: 3,
          stdout: '0 files written to out, 0 bytes.\nIncomplete: 1 problem.\n',
          stderr: `CTA4056 lookup-events:eu-west-1: Event history of eu-west-1 cannot be read from ${dateOf(midnight(0))} on (AccessDeniedException: the permission cloudtrail:LookupEvents on * is missing).\n`,
        });
      });
    },
    SECONDS,
  );
});

describe('ctaudit download, interrupted,', () => {
  test(
    'ends with what is whole when it is interrupted',
    async () => {
      await inWorkspace(async (folder) => {
        let requests = 0;
        const started: { pid?: number } = {};
        server = await startHistoryServer((request) => {
          if (++requests === 2 && started.pid !== undefined) process.kill(started.pid, 'SIGINT');
          return oneEvent(request);
        });
        const args = ['download', 'lookup-events:eu-west-1', 'out', '--endpoint', server.endpoint];
        const running = startCommand(args, { cwd: folder, env: ENVIRONMENT });
        started.pid = running.pid;
        const { code, stdout } = await running.result;
        expect(code).toBe(130);
        expect(stdout).toContain('Interrupted: run again for the rest.');
        expect(readdirSync(join(folder, 'out')).filter((name) => name.includes('partial'))).toEqual([]);
      });
    },
    SECONDS,
  );
});

describe('ctaudit download of files', () => {
  test.each<{ name: string; args: readonly string[]; code: number; stderr: string }>([
    { name: 'a source that is not there', args: ['nothing', 'out'], code: 2, stderr: 'ctaudit: no such file, folder or match: nothing\n' },
    {
      name: 'a Region that is none',
      args: ['lookup-events:mars', 'out'],
      code: 2,
      stderr: 'ctaudit: lookup-events:mars: "mars" is no Region such as eu-west-1\n',
    },
    {
      name: 'times that leave nothing',
      args: ['logs', 'out', '--since', '2026-02-01', '--until', '2026-01-01'],
      code: 2,
      stderr: 'ctaudit: no event can be at or after 2026-02-01 (--since) and before 2026-01-01 (--until)\n',
    },
    { name: 'a folder that is a file', args: ['logs', 'file'], code: 74, stderr: 'ctaudit: cannot write file: its folder is a file\n' },
  ])('refuses $name', async ({ args, code, stderr }) => {
    await inWorkspace(async (folder) => {
      mkdirSync(join(folder, 'logs'));
      writeFileSync(join(folder, 'file'), '');
      expect(await download(folder, args)).toEqual({ code, stdout: '', stderr });
      expect(existsSync(join(folder, 'out'))).toBe(false);
    });
  });

  test('copies files as they are', async () => {
    await inWorkspace(async (folder) => {
      mkdirSync(join(folder, 'logs/AWSLogs'), { recursive: true });
      writeFileSync(join(folder, 'logs/AWSLogs/a.json'), '{}');
      expect(await download(folder, ['logs', 'out'])).toEqual({ code: 0, stdout: '1 file written to out, 2 bytes.\n', stderr: '' });
      expect(readdirSync(join(folder, 'out/AWSLogs'))).toEqual(['a.json']);
    });
  });
});
