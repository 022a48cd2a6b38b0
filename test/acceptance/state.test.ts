import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { cloudTrailRecord, logFile } from '../support/records.js';
import { hasS3Server, S3Server } from '../support/s3-server.js';
import { inWorkspace } from '../support/workspace.js';
import { scanToJson } from './reading-reports.js';
import { runCommand } from './run-command.js';

const NIGHTS = 30;
const SECONDS = 120;
const RULES = ['--rules', 'cloudtrail-configuration-change', '--rules', 'root-user-activity'];

type Deliver = (path: string, bytes: Uint8Array) => Promise<void>;

/** What comes in one night: a file of the day, one of the day before last, now and then a copy of an older one or a longer version of it. */
async function deliver(night: number, put: Deliver): Promise<void> {
  for (const account of ['111122223333', '444455556666']) {
    await put(pathOf(account, night, 'onTime'), contentOf(account, night, 'onTime'));
    if (night % 3 === 0 && night > 1) await put(pathOf(account, night - 2, 'late'), contentOf(account, night - 2, 'late'));
    if (night % 5 === 0 && night > 5) await put(pathOf(account, night, 'again'), contentOf(account, night - 5, 'onTime'));
    if (night % 7 === 0) await put(pathOf(account, night - 1, 'onTime'), contentOf(account, night - 1, 'onTime', 9));
  }
}

function pathOf(account: string, night: number, kind: string): string {
  const day = `2026/03/${String(night + 1).padStart(2, '0')}`;
  return `AWSLogs/${account}/CloudTrail/eu-west-1/${day}/${account}_CloudTrail_eu-west-1_${day.replaceAll('/', '')}T0000Z_${kind}.json.gz`;
}

function contentOf(account: string, night: number, kind: string, length = 6): Uint8Array {
  const records = Array.from({ length }, (_, i) =>
    cloudTrailRecord({
      eventID: `${account}-${night}-${kind}-${i}`,
      eventName: ['StopLogging', 'GetTrail', 'DeleteTrail'][(night + i) % 3] ?? '',
      eventTime: `2026-03-${String(night + 1).padStart(2, '0')}T0${i}:00:00Z`,
      recipientAccountId: account,
    }),
  );
  return gzipSync(logFile(...records));
}

/** The rows of a scan, without where the event was found: the first copy of a month need not be the first of a night. */
async function rowsOf(args: readonly string[], cwd: string, env = {}): Promise<readonly string[]> {
  const { stdout, stderr, code } = await runCommand(['scan', ...args, ...RULES, '-o', 'jsonl'], { cwd, env });
  expect([stderr, [0, 1]]).toEqual(['', expect.arrayContaining([code])]);
  const rows = stdout.split('\n').filter((line) => line !== '');
  return rows.map((row) => {
    const { ruleId, eventID, eventTime, fingerprint } = JSON.parse(row) as Record<string, unknown>;
    return JSON.stringify({ ruleId, eventID, eventTime, fingerprint });
  });
}

async function expectSameSum(
  args: readonly string[],
  folder: string,
  { put, env }: { put: Deliver; env?: Record<string, string> },
): Promise<void> {
  const summed: string[] = [];
  for (let night = 0; night < NIGHTS; night++) {
    await deliver(night, put);
    summed.push(...(await rowsOf([...args, '--state', 'state.json'], folder, env)));
  }
  const plain = await rowsOf(args, folder, env);
  expect(plain.length).toBeGreaterThan(200);
  expect([...summed].sort()).toEqual([...plain].sort());
  expect(await rowsOf([...args, '--state', 'state.json'], folder, env)).toEqual([]);
}

let server: S3Server;

beforeAll(async () => {
  if (hasS3Server) server = await S3Server.start();
});

afterAll(() => {
  if (hasS3Server) server.stop();
});

describe('a month of nightly scans with --state', () => {
  test(
    'finds in sum what one scan finds, of a folder',
    () =>
      inWorkspace((folder) =>
        expectSameSum(['trail'], folder, {
          put: (path, bytes) => {
            mkdirSync(dirname(join(folder, 'trail', path)), { recursive: true });
            writeFileSync(join(folder, 'trail', path), bytes);
            return Promise.resolve();
          },
        }),
      ),
    SECONDS * 1000,
  );

  // A server that tests of S3 need is installed by scripts/install-s3-server.mjs; see issue 5.
  (hasS3Server ? test : test.skip)(
    'finds in sum what one scan finds, of a bucket',
    () =>
      inWorkspace(async (folder) => {
        await server.createBucket('month');
        const put: Deliver = (path, bytes) => server.put('month', path, bytes);
        await expectSameSum(['s3://month', '--endpoint', server.endpoint], folder, { put, env: { ...server.env } });
      }),
    SECONDS * 1000,
  );
});

const files = async (folder: string, ...args: readonly string[]): Promise<unknown> =>
  (await scanToJson(['.', '--state', '../state.json', ...args], join(folder, 'logs'))).report.input.files;
const inLogs = <T>(work: (folder: string) => Promise<T>): Promise<T> =>
  inWorkspace((folder) => {
    mkdirSync(join(folder, 'logs'));
    for (const name of ['a', 'b']) writeFileSync(join(folder, 'logs', `${name}.json`), logFile(cloudTrailRecord({ eventID: name })));
    return work(folder);
  });

describe('a scan with --state', () => {
  test('says how many files it left out, and passes when nothing is new', () =>
    inLogs(async (folder) => {
      expect(await files(folder)).toEqual({ read: 2, skipped: 0, damaged: 0, known: 0 });
      writeFileSync(join(folder, 'logs/c.json'), logFile(cloudTrailRecord({ eventID: 'c' })));
      expect(await files(folder)).toEqual({ read: 1, skipped: 0, damaged: 0, known: 2 });
      const { code, stdout } = await runCommand(['scan', '.', '--state', '../state.json'], { cwd: join(folder, 'logs') });
      expect([code, stdout]).toEqual([0, expect.stringContaining('0 read, 0 skipped, 0 damaged; 3 left out, scanned before')]);
    }));

  test('writes the same state whatever the order of the files and the threads', () =>
    inLogs(async (folder) => {
      await files(folder);
      const first = readFileSync(join(folder, 'state.json'), 'utf8');
      writeFileSync(
        join(folder, 'state.json'),
        first
          .replace(/"files":"[^"]*","events":"[^"]*"/, '"files":"","events":""')
          .replace(/"sha256":"[^"]*"/, `"sha256":"${createHash('sha256').update('["",""]').digest('hex')}"`),
      );
      await files(folder, '--jobs', '3');
      expect(readFileSync(join(folder, 'state.json'), 'utf8')).toBe(first);
    }));

  test('remembers nothing when a report could not be written', () =>
    inLogs(async (folder) => {
      const args = ['scan', '.', '--state', '../state.json', '-o', 'json=/dev/full'];
      expect((await runCommand(args, { cwd: join(folder, 'logs') })).code).toBe(74);
      expect(readdirSync(folder)).toEqual(['logs']);
    }));
});

describe('a state', () => {
  test('warns when the rules are others, and takes no file of another kind', () =>
    inLogs(async (folder) => {
      await files(folder);
      const cwd = join(folder, 'logs');
      const other = await runCommand(['scan', '.', '--state', '../state.json', '--rules', 'root-user-activity'], { cwd });
      expect([other.code, other.stderr]).toEqual([0, expect.stringContaining('../state.json:1:1 warning CTA2009')]);
      const again = await runCommand(['scan', '.', '--state', '../state.json', '-o', 'json'], { cwd });
      expect(again.stderr).toContain('CTA2009');
      expect((JSON.parse(again.stdout) as { notes: unknown }).notes).toEqual([expect.stringContaining('(CTA2009)')]);
      const wrong = await runCommand(['scan', '.', '--state', 'a.json'], { cwd });
      expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('a.json is not what --state wrote (it is something else)')]);
      const text = readFileSync(join(folder, 'state.json'), 'utf8');
      writeFileSync(join(folder, 'state.json'), text.replace(/"files":"..../, '"files":"QQQQ'));
      const damaged = await runCommand(['scan', '.', '--state', '../state.json'], { cwd });
      expect([damaged.code, damaged.stderr]).toEqual([2, expect.stringContaining('(it is damaged)')]);
    }));

  test('finds in windows of time that follow each other what one scan finds', () =>
    inLogs(async (folder) => {
      const at = (eventTime: string): string => logFile(cloudTrailRecord({ eventID: eventTime, eventTime }));
      for (const [i, time] of ['2026-01-01T23:59:00Z', '2026-01-02T00:01:00Z'].entries())
        writeFileSync(join(folder, `logs/t${i}.json`), at(time));
      const found: unknown[] = [];
      for (const [since, until] of [
        ['2026-01-01', '2026-01-02'],
        ['2026-01-02', '2026-01-03'],
      ]) {
        const args = ['.', '--since', since ?? '', '--until', until ?? ''];
        found.push(...(await rowsOf([...args, '--state', '../state.json'], join(folder, 'logs'))));
      }
      expect(found).toHaveLength(4);
    }));

  test('names damage every night', () =>
    inLogs(async (folder) => {
      const damaged = gzipSync(logFile(cloudTrailRecord({ eventID: 'c' }))).subarray(0, -20);
      writeFileSync(join(folder, 'logs/c.json.gz'), damaged);
      await files(folder);
      expect(await files(folder)).toEqual({ read: 0, skipped: 0, damaged: 1, known: 2 });
      const { code, stdout } = await runCommand(['scan', '.', '--state', '../state.json', '-o', 'json'], { cwd: join(folder, 'logs') });
      expect([code, stdout]).toEqual([3, expect.stringContaining('CTA4010')]);
    }));
});
