import { execFileSync } from 'node:child_process';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { readPipe } from '../../../src/sources/read-pipe.js';
import { inWorkspace } from '../../support/workspace.js';

function withPipe(work: (path: string) => Promise<void>): Promise<void> {
  return inWorkspace((folder) => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    return work(path);
  });
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString('utf8');
}

describe('a named pipe', () => {
  test('is read to its end', () =>
    withPipe(async (path) => {
      const long = 'x'.repeat(300_000);
      const write = async (): Promise<void> => {
        const writer: FileHandle = await open(path, 'w');
        await writer.writeFile(long);
        await writer.close();
      };
      const [text] = await Promise.all([textOf(readPipe(path, new AbortController().signal)), write()]);
      expect(text).toBe(long);
    }));

  test('to which nobody has come to write fails when the signal is aborted', () =>
    withPipe(async (path) => {
      const controller = new AbortController();
      const reading = textOf(readPipe(path, controller.signal));
      controller.abort();
      await expect(reading).rejects.toThrow('aborted');
    }));

  test('whose writer is silent fails when the signal is aborted', () =>
    withPipe(async (path) => {
      const controller = new AbortController();
      const chunks = readPipe(path, controller.signal);
      const [first, writer] = await Promise.all([
        chunks.next(),
        open(path, 'w').then(async (handle) => {
          await handle.write('a');
          return handle;
        }),
      ]);
      expect(String(first.value)).toBe('a');
      const next = chunks.next();
      controller.abort();
      await expect(next).rejects.toThrow('aborted');
      await writer.close();
    }));

  test('is not opened when the signal is aborted before', () =>
    withPipe(async (path) => {
      await expect(textOf(readPipe(path, AbortSignal.abort()))).rejects.toThrow('aborted');
    }));
});
