import { describe, expect, test } from '@jest/globals';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { compareText } from '../../../src/model/text.js';
import { openTrailStore } from '../../../src/sources/open-trail-store.js';
import { type TrailStore } from '../../../src/sources/trail-store.js';
import { inWorkspace } from '../../support/workspace.js';

/** Gives what the work finds in a folder `copy` with these files, each with its own path as content. */
function inCopy<T>(paths: readonly string[], work: (store: TrailStore, folder: string) => Promise<T>, source = 'copy'): Promise<T> {
  return inWorkspace(async (folder) => {
    for (const path of paths) {
      mkdirSync(dirname(join(folder, 'copy', path)), { recursive: true });
      writeFileSync(join(folder, 'copy', path), path);
    }
    const store = await openTrailStore(source, { cwd: folder, aws: {} });
    if (store === undefined) throw new Error('no store');
    return work(store, folder);
  });
}

async function keysOf(store: TrailStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
}

const textOf = async (store: TrailStore, key: string): Promise<string> => {
  const read = await store.read(key);
  return read.kind === 'found' ? Buffer.from(read.bytes).toString() : read.kind;
};

describe('A copy of a bucket', () => {
  test('lists keys in the order of S3, under whatever prefix they lie', async () => {
    const paths = ['p/AWSLogs/1/b/x', 'p/AWSLogs/1/b-c/x', 'AWSLogs/1/a', 'p/q/AWSLogs/2/y', 'other/z'];
    const [keys, folders] = await inCopy(paths, async (store) => [await keysOf(store, 'AWSLogs/'), await store.folders('AWSLogs/')]);
    expect(keys).toEqual(['AWSLogs/1/a', 'AWSLogs/1/b-c/x', 'AWSLogs/1/b/x', 'AWSLogs/2/y']);
    expect(folders).toEqual(['1', '2']);
  });

  test('reads the first of two files with one key, and names where it lies', async () => {
    expect(
      await inCopy(['a/AWSLogs/x', 'b/AWSLogs/x'], async (store) => [await textOf(store, 'AWSLogs/x'), store.uriOf('AWSLogs/x')]),
    ).toEqual(['a/AWSLogs/x', 'copy/a/AWSLogs/x']);
  });

  test('tells once of the second one, which nobody checks', async () => {
    const problems = await inCopy(['a/AWSLogs/x', 'b/AWSLogs/x', 'b/AWSLogs/y'], async (store) => {
      await keysOf(store, 'AWSLogs/');
      await keysOf(store, 'AWSLogs/');
      return store.problems();
    });
    const message = 'It was not checked: it has the name of copy/a/AWSLogs/x, which was.';
    expect(problems).toEqual([{ code: 'CTA4001', uri: 'copy/b/AWSLogs/x', message }]);
  });

  test.each(['copy/AWSLogs', 'copy/AWSLogs/1/', 'copy/AWSLogs/1/b'])('may be opened at %s', async (source) => {
    const found = await inCopy(
      ['AWSLogs/1/b/x'],
      async (store) => [
        await keysOf(store, 'AWSLogs/'),
        await store.folders('AWSLogs/'),
        await store.folders('AWSLogs/1/'),
        await textOf(store, 'AWSLogs/1/b/x'),
      ],
      source,
    );
    expect(found).toEqual([['AWSLogs/1/b/x'], ['1'], ['b'], 'AWSLogs/1/b/x']);
  });

  test('keeps the metadata of an object beside it', async () => {
    const sidecar = 'AWSLogs/1/x.metadata.json';
    expect(
      await inCopy(['AWSLogs/1/x', 'AWSLogs/1/y', sidecar], async (store, folder) => {
        writeFileSync(join(folder, 'copy', sidecar), '{"signature": "ab", "size": 1}');
        writeFileSync(join(folder, 'copy', 'AWSLogs/1/y.metadata.json'), 'no JSON');
        const reads = await Promise.all(['AWSLogs/1/x', 'AWSLogs/1/y'].map((key) => store.read(key)));
        return [await keysOf(store, 'AWSLogs/'), ...reads.map((read) => read.kind === 'found' && read.metadata)];
      }),
    ).toEqual([['AWSLogs/1/x', 'AWSLogs/1/y'], { signature: 'ab' }, {}]);
  });
});

describe('What is odd in a copy', () => {
  test.each(['AWSLogs/../secret', 'AWSLogs/1/../../secret', 'AWSLogs//secret', 'AWSLogs/./secret', 'AWSLogs/\0', 'secret'])(
    'is not reached by the key %j',
    async (key) => {
      expect(await inCopy(['secret', 'AWSLogs/1/x'], (store) => textOf(store, key))).toBe('missing');
    },
  );

  test('is told: links that lead back, or nowhere', async () => {
    const [keys, problems] = await inCopy(['AWSLogs/1/x'], async (store, folder) => {
      symlinkSync('x', join(folder, 'copy/AWSLogs/1/y'));
      symlinkSync('nowhere', join(folder, 'copy/AWSLogs/1/z'));
      symlinkSync('..', join(folder, 'copy/AWSLogs/1/loop'));
      return [await keysOf(store, 'AWSLogs/1/'), store.problems()] as const;
    });
    expect(keys).toEqual(['AWSLogs/1/x', 'AWSLogs/1/y']);
    expect(problems.toSorted((left, right) => compareText(left.uri, right.uri))).toEqual([
      { code: 'CTA4003', uri: 'copy/AWSLogs/1/loop', message: 'The link leads back to a folder above it.' },
      { code: 'CTA4001', uri: 'copy/AWSLogs/1/z', message: 'It cannot be read (ENOENT).' },
    ]);
  });

  test('is that it is not there', async () => {
    expect(await inWorkspace((folder) => openTrailStore('nowhere', { cwd: folder, aws: {} }))).toBeUndefined();
    expect(await inWorkspace((folder) => openTrailStore('nowhere/below', { cwd: folder, aws: {} }))).toBeUndefined();
  });
});
