import { setTimeout } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';

import { type LogContent } from '../../../src/model/log-content.js';
import { type LogFile } from '../../../src/sources/log-file.js';
import { mergeFiles } from '../../../src/sources/merge-files.js';
import { readAhead } from '../../../src/sources/read-ahead.js';

// eslint-disable-next-line @typescript-eslint/require-await -- as files are found
async function* found(files: readonly LogFile[]): AsyncGenerator<LogFile, void, undefined> {
  yield* files;
}

const local = (uri: string): LogFile => ({ uri, named: false, size: 1, open: () => Promise.reject(new Error('opened')) });

/** Files that note when they are opened and take a while for it, the first one longest. */
function remoteFiles(count: number, size: number): { readonly files: readonly LogFile[]; open: number; most: number } {
  const seen = { files: [] as readonly LogFile[], open: 0, most: 0 };
  seen.files = Array.from({ length: count }, (_, i) => ({
    uri: `f${i}`,
    named: i % 2 === 0,
    size,
    isRemote: true,
    open: async (): Promise<LogContent> => {
      seen.most = Math.max(seen.most, ++seen.open);
      await setTimeout(i === 0 ? 20 : 1);
      return { kind: 'whole', bytes: Uint8Array.of(i) };
    },
  }));
  return seen;
}

describe('files that are opened before their turn', () => {
  test('come in their order, opened, with what they are', async () => {
    const { files } = remoteFiles(10, 1);
    const seen: unknown[] = [];
    for await (const { uri, named, bytes } of readAhead(found(files))) seen.push([uri, named, bytes?.[0]]);
    expect(seen).toEqual(files.map(({ uri, named }, i) => [uri, named, i]));
  });

  test('are left as they are when they are here', async () => {
    const files = [local('a'), local('b')];
    const seen: LogFile[] = [];
    for await (const file of readAhead(found(files))) seen.push(file);
    expect(seen).toEqual(files);
  });

  test.each([
    { name: 'files', ahead: { files: 3, bytes: 1000 }, size: 1, most: 4 },
    { name: 'bytes', ahead: { files: 100, bytes: 50 }, size: 20, most: 4 },
    { name: 'bytes, of which one file may have more', ahead: { files: 100, bytes: 50 }, size: 60, most: 2 },
  ])('are no more than there is room for: $name', async ({ ahead, size, most }) => {
    const seen = remoteFiles(20, size);
    let read = 0;
    for await (const file of readAhead(found(seen.files), { ahead })) {
      await setTimeout(3);
      expect(file.size).toBe(1);
      expect(seen.open - ++read).toBeLessThanOrEqual(most);
    }
    expect(seen.open).toBe(20);
  });
});

describe('the source of files that are opened before their turn', () => {
  test('ends them where it fails, behind what it gave', async () => {
    async function* failing(): AsyncGenerator<LogFile, void, undefined> {
      yield local('a');
      await setTimeout(1);
      throw new Error('no more');
    }
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { uri } of readAhead(failing())) seen.push(uri);
    })();
    await expect(reading).rejects.toThrow('no more');
    expect(seen).toEqual(['a']);
  });

  test('is given back when nobody wants more', async () => {
    let isOver = false;
    async function* source(): AsyncGenerator<LogFile, void, undefined> {
      try {
        for (let i = 0; ; i++) {
          yield local(String(i));
          await setTimeout(0);
        }
      } finally {
        isOver = true;
      }
    }
    for await (const { uri } of readAhead(source())) if (uri === '5') break;
    expect(isOver).toBe(true);
  });
});

describe('files of several sources', () => {
  const merged = async (...sources: readonly (readonly string[])[]): Promise<readonly string[]> => {
    const uris: string[] = [];
    for await (const { uri } of mergeFiles(sources.map((source) => found(source.map(local))))) uris.push(uri);
    return uris;
  };

  test.each([
    { sources: [], expected: [] },
    { sources: [['b', 'd'], [], ['a', 'c', 'e']], expected: ['a', 'b', 'c', 'd', 'e'] },
    {
      sources: [
        ['a', 'b'],
        ['a', 'b'],
      ],
      expected: ['a', 'b'],
    },
    { sources: [['\uffff'], ['\u{10000}']], expected: ['\uffff', '\u{10000}'] },
  ])('come by URI, each once: $expected', async ({ sources, expected }) => {
    expect(await merged(...sources)).toEqual(expected);
  });
});
