import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { listLogFiles, type LogFileList } from '../../../src/sources/list-log-files.js';
import { type LogFile } from '../../../src/sources/log-file.js';
import { LogReadError } from '../../../src/sources/log-read-error.js';

let cwd = '';

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'ctaudit-sources-'));
});

afterEach(async () => {
  await rm(cwd, { recursive: true });
});

async function write(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(cwd, path, '..'), { recursive: true });
    await writeFile(join(cwd, path), path);
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- stands for standard input
async function* input(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('{}');
}

const list = (...args: readonly string[]): Promise<LogFileList> => listLogFiles(args, { cwd, standardInput: input() });
const uris = ({ files }: LogFileList): readonly string[] => files.map(({ uri }) => uri);
const problems = (found: LogFileList): readonly string[] => found.problems.map(({ code, uri }) => `${code} ${uri}`);

async function contentOf(file: LogFile | undefined): Promise<{ readonly kind: string; readonly bytes: Buffer }> {
  const content = await file?.open();
  if (content === undefined) throw new Error('no file');
  if (content.kind === 'whole') return { kind: 'whole', bytes: Buffer.from(content.bytes) };
  const chunks: Uint8Array[] = [];
  for await (const chunk of content.chunks) chunks.push(chunk);
  return { kind: 'stream', bytes: Buffer.concat(chunks) };
}

describe('listLogFiles', () => {
  test('walks folders with all below, hidden ones too, but for .git', async () => {
    await write('logs/b.json', 'logs/a/c.json', 'logs/.hidden/d', 'logs/.git/config', 'other.json');
    expect(uris(await list('logs'))).toEqual(['logs/.hidden/d', 'logs/a/c.json', 'logs/b.json']);
  });

  test.each([
    [['./logs//a.json'], ['logs/a.json']],
    [['logs/'], ['logs/a.json', 'logs/b/c.json']],
    [['.'], ['logs/a.json', 'logs/b/c.json']],
    [
      ['logs/b/..', 'logs/a.json'],
      ['logs/a.json', 'logs/b/c.json'],
    ],
    [['logs/*.json'], ['logs/a.json']],
    [['./logs/**/*.json'], ['logs/a.json', 'logs/b/c.json']],
    [['logs/*'], ['logs/a.json', 'logs/b/c.json']],
  ])('names what is below %j by the argument, normalised, each once', async (args, expected) => {
    await write('logs/b/c.json', 'logs/a.json');
    expect(uris(await list(...args))).toEqual(expected);
  });

  test('orders by code points', async () => {
    await write('logs/\u{1f600}', 'logs/\uffee', 'logs/Z', 'logs/a');
    expect(uris(await list('logs'))).toEqual(['logs/Z', 'logs/a', 'logs/\uffee', 'logs/\u{1f600}']);
  });

  test('takes a file whose name is that of a glob for that file', async () => {
    await write('logs[1].json', 'logs1.json');
    expect(uris(await list('logs[1].json'))).toEqual(['logs[1].json']);
  });

  test('tells arguments that match nothing', async () => {
    await write('a.json', 'a.txt');
    expect((await list('missing', 'a.json', '*.gz', 'a.json/x')).unmatched).toEqual(['missing', '*.gz', 'a.json/x']);
  });
});

describe('a file named', () => {
  test('is an argument, what a glob matches, or what is named as a trail names it', async () => {
    const trail = '111122223333_CloudTrail_us-east-1_20250101T0005Z_0123456789abcdef.json.gz';
    await write('a.json', 'b.json', `logs/${trail}`, 'logs/c.json');
    const { files } = await list('a.json', 'b*', 'logs');
    expect(files.filter(({ named }) => named).map(({ uri }) => uri)).toEqual(['a.json', 'b.json', `logs/${trail}`]);
  });

  test('stays named when it is also found in a folder', async () => {
    await write('logs/a.json');
    expect((await list('logs', 'logs/a.json')).files.map(({ named }) => named)).toEqual([true]);
    expect((await list('logs/a.json', 'logs')).files.map(({ named }) => named)).toEqual([true]);
  });
});

describe('listLogFiles, where not all are files,', () => {
  test('names dangling and looping links, and reads on', async () => {
    await write('logs/a/b.json');
    await symlink('nowhere', join(cwd, 'logs/dangling'));
    await symlink('self', join(cwd, 'logs/self'));
    await symlink('..', join(cwd, 'logs/a/up'));
    await symlink('nowhere', join(cwd, 'link'));
    const found = await list('logs', 'link');
    expect(uris(found)).toEqual(['logs/a/b.json']);
    expect(problems(found)).toEqual(['CTA4002 link', 'CTA4003 logs/a/up', 'CTA4002 logs/dangling', 'CTA4003 logs/self']);
    expect(found.damaged).toBe(4);
  });

  test('follows links to files and folders, to a folder once', async () => {
    await write('elsewhere/x.json', 'logs/a.json');
    await symlink('../elsewhere', join(cwd, 'logs/one'));
    await symlink('../elsewhere', join(cwd, 'logs/two'));
    await symlink('a.json', join(cwd, 'logs/same.json'));
    const found = await list('logs');
    expect(uris(found)).toEqual(['logs/a.json', 'logs/one/x.json', 'logs/same.json']);
    expect(found.problems).toEqual([]);
  });

  test('passes over pipes in folders, and reads one that is named', async () => {
    await write('logs/a.json');
    execFileSync('mkfifo', [join(cwd, 'logs/pipe')]);
    const walked = await list('logs');
    expect([uris(walked), walked.skipped]).toEqual([['logs/a.json'], 1]);
    const named = await list('logs/pipe');
    const [content] = await Promise.all([contentOf(named.files[0]), appendFile(join(cwd, 'logs/pipe'), '{"eventName":"A"}')]);
    expect(content).toEqual({ kind: 'stream', bytes: Buffer.from('{"eventName":"A"}') });
  });

  test('takes - for standard input', async () => {
    const { files } = await list('-');
    expect(files).toMatchObject([{ uri: '-', named: true, size: 0 }]);
    expect(await contentOf(files[0])).toEqual({ kind: 'stream', bytes: Buffer.from('{}') });
  });

  test('survives a folder that cannot be read', async () => {
    await write('logs/shut/a.json', 'logs/b.json');
    await chmod(join(cwd, 'logs/shut'), 0);
    const found = await list('logs');
    // The superuser reads it all the same.
    const isSuperuser = process.getuid?.() === 0;
    expect(uris(found)).toContain('logs/b.json');
    expect(problems(found)).toEqual(isSuperuser ? [] : ['CTA4001 logs/shut']);
    await chmod(join(cwd, 'logs/shut'), 0o700);
  });
});

describe('a log file', () => {
  test('is read whole when it is small', async () => {
    await write('a.json');
    const { files } = await list('a.json');
    expect(files[0]?.size).toBe(6);
    expect(await contentOf(files[0])).toEqual({ kind: 'whole', bytes: Buffer.from('a.json') });
  });

  test('is read in chunks when it is large', async () => {
    await write('a.json');
    const size = 33 * 2 ** 20;
    await truncate(join(cwd, 'a.json'), size);
    const content = await contentOf((await list('a.json')).files[0]);
    expect([content.kind, content.bytes.length, content.bytes.toString('latin1', 0, 6)]).toEqual(['stream', size, 'a.json']);
  });

  test('that is gone fails as it is read, with its URI and the reason', async () => {
    await write('logs/a.json');
    const { files } = await list('logs');
    await rm(join(cwd, 'logs/a.json'));
    const error: unknown = await contentOf(files[0]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LogReadError);
    expect(error).toMatchObject({ uri: 'logs/a.json', message: 'ENOENT', cause: { code: 'ENOENT' } });
  });
});

describe('a name that is not UTF-8', () => {
  test.each(['logs', 'logs/*'])('is what keeps a file or folder from being read, in %s', async (argument) => {
    await mkdir(join(cwd, 'logs'));
    const name = Buffer.from([0x61, 0xff]);
    await writeFile(Buffer.concat([Buffer.from(`${cwd}/logs/`), name]), '{}');
    await mkdir(Buffer.concat([Buffer.from(`${cwd}/logs/d`), name]));
    const reason = 'It cannot be read (a name on the way to it is not UTF-8).';
    expect((await list(argument)).problems).toEqual([
      { code: 'CTA4001', uri: 'logs/a\uFFFD', message: reason },
      { code: 'CTA4001', uri: 'logs/da\uFFFD', message: reason },
    ]);
  });
});
