import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { download } from '../../../../src/pipeline/download/download.js';
import { type DownloadOptions, type DownloadReport } from '../../../../src/pipeline/download/download-options.js';
import { inWorkspace } from '../../../support/workspace.js';

function save(cwd: string, options: Partial<DownloadOptions> = {}): Promise<DownloadReport> {
  return download({ source: 'in', out: 'out', cwd, aws: {}, accounts: [], regions: [], allRegions: false, ...options });
}

function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function contents(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(
    names.filter((name) => !name.startsWith('.ctaudit')).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

describe('a download of files', () => {
  test('copies their bytes, by the path from AWSLogs on', async () => {
    await inWorkspace(async (folder) => {
      put(folder, 'in/prefix/AWSLogs/1/a.json', '{"Records":[]}');
      put(folder, 'in/other/b.bin', '\u0000\u0001');
      expect(await save(folder)).toEqual({
        files: { written: 2, present: 0 },
        records: 0,
        bytes: 16,
        problems: [],
        notes: [],
        interrupted: false,
      });
      expect(contents(join(folder, 'out'))).toEqual({ 'AWSLogs/1/a.json': '{"Records":[]}', 'in/other/b.bin': '\u0000\u0001' });
    });
  });

  test('writes nothing twice', async () => {
    await inWorkspace(async (folder) => {
      put(folder, 'in/a.json', 'A');
      await save(folder);
      put(folder, 'in/b.json', 'B');
      expect(await save(folder)).toMatchObject({ files: { written: 1, present: 1 }, problems: [] });
      expect(await save(folder)).toMatchObject({ files: { written: 0, present: 2 }, problems: [] });
      expect(contents(join(folder, 'out'))).toEqual({ 'in/a.json': 'A', 'in/b.json': 'B' });
    });
  });

  test('replaces no other file, and tells of it', async () => {
    await inWorkspace(async (folder) => {
      put(folder, 'in/a.json', 'A');
      put(folder, 'in/b/c.json', 'C');
      put(folder, 'out/in/a.json', 'mine');
      put(folder, 'out/in/b', 'mine');
      expect(await save(folder)).toMatchObject({
        files: { written: 0, present: 0 },
        problems: [
          { code: 'CTA4058', uri: 'in/a.json', message: 'Something else stands at in/a.json, and was left as it is.' },
          { code: 'CTA4058', uri: 'in/b/c.json' },
        ],
      });
      expect(contents(join(folder, 'out'))).toEqual({ 'in/a.json': 'mine', 'in/b': 'mine' });
    });
  });
});

describe('what a download of files meets', () => {
  test('tells of what cannot be read', async () => {
    await inWorkspace(async (folder) => {
      put(folder, 'in/a.json', 'A');
      symlinkSync('nowhere', join(folder, 'in/z.json'));
      expect(await save(folder)).toMatchObject({ files: { written: 1 }, problems: [{ code: 'CTA4002', uri: 'in/z.json' }] });
    });
  });

  test('leaves nothing of a file that ends early', async () => {
    await inWorkspace(async (folder) => {
      // eslint-disable-next-line @typescript-eslint/require-await -- an input that ends with an error
      async function* input(): AsyncGenerator<Uint8Array, void, undefined> {
        yield Buffer.from('half');
        throw new Error('the pipe broke');
      }
      const report = await save(folder, { source: '-', standardInput: input() });
      expect(report).toMatchObject({ files: { written: 0 }, problems: [{ code: 'CTA4001', uri: '-' }] });
      expect(readdirSync(join(folder, 'out'))).toEqual([]);
    });
  });

  test('ends early when it is interrupted', async () => {
    await inWorkspace(async (folder) => {
      put(folder, 'in/a.json', 'A');
      put(folder, 'in/b.json', 'B');
      const interruption = new AbortController();
      const report = await save(folder, {
        signal: interruption.signal,
        onProgress: () => {
          interruption.abort();
        },
      });
      expect(report).toMatchObject({ files: { written: 1 }, interrupted: true });
      expect(await save(folder)).toMatchObject({ files: { written: 1, present: 1 }, interrupted: false });
    });
  });
});

describe('a download', () => {
  test('of nothing is refused, and makes no folder', async () => {
    await inWorkspace(async (folder) => {
      await expect(save(folder)).rejects.toThrow('no such file, folder or match: in');
      await expect(save(folder, { source: 'lookup-events:x' })).rejects.toThrow('is no Region');
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  test('to a place that cannot be written is refused', async () => {
    await inWorkspace(async (folder) => {
      put(folder, 'in/a.json', 'A');
      put(folder, 'out', 'a file');
      await expect(save(folder)).rejects.toThrow('cannot write');
    });
  });
});
