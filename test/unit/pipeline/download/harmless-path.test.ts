import { isAbsolute, join, normalize } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { harmlessNames, SavePaths } from '../../../../src/pipeline/download/harmless-path.js';

const pathOf = (uri: string): string => new SavePaths([]).pathFor(uri);

describe('the path of a file', () => {
  test.each<{ name: string; uri: string; path: string }>([
    { name: 'begins at AWSLogs', uri: 's3://bucket/prefix/AWSLogs/1/CloudTrail/x.json.gz', path: 'AWSLogs/1/CloudTrail/x.json.gz' },
    { name: 'is else that of the URI', uri: 's3://bucket/logs/x.json.gz', path: 'logs/x.json.gz' },
    { name: 'is not absolute', uri: '/etc/passwd', path: 'etc/passwd' },
    { name: 'does not lead up', uri: '../../x/../y', path: '%2E%2E/%2E%2E/x/%2E%2E/y' },
    { name: 'leaves out what says nothing', uri: './a//b/./c', path: 'a/b/c' },
    { name: 'has no NUL', uri: 'a\0b', path: 'a%00b' },
    { name: 'has no backslash', uri: '..\\..\\x', path: '..%5C..%5Cx' },
    { name: 'has no drive', uri: 'C:/x', path: 'C%3A/x' },
    { name: 'is no device', uri: 'logs/CON.json', path: 'logs/%43ON.json' },
    { name: 'does not end in what Windows drops', uri: 'a./b ', path: 'a%2E/b%20' },
    { name: 'cannot turn a line around', uri: 'a\u202Eb', path: 'a%E2%80%AEb' },
    { name: 'is never empty', uri: 's3://bucket/', path: 'file' },
  ])('$name', ({ uri, path }) => {
    expect(pathOf(uri)).toBe(path);
  });

  test('has no name that is too long, and keeps its ending', () => {
    const [name = ''] = harmlessNames(`${'ä'.repeat(300)}.json.gz`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name).toMatch(/^ä+~[0-9a-f]{16}\.json\.gz$/);
  });
});

describe('paths of several files', () => {
  test('differ where letters of either case are one', () => {
    const paths = new SavePaths([]);
    expect(['A/x.json', 'a/x.json', 'a/y.json', 'A/y.json'].map((uri) => paths.pathFor(uri))).toEqual([
      'A/x.json',
      expect.stringMatching(/^a~[0-9a-f]{16}\/x\.json$/),
      expect.stringMatching(/^a~[0-9a-f]{16}\/y\.json$/),
      'A/y.json',
    ]);
  });

  test('differ where a file is named as the folder of another', () => {
    const paths = new SavePaths([]);
    expect([paths.pathFor('a'), paths.pathFor('a/b')]).toEqual(['a', expect.stringMatching(/^a~[0-9a-f]{16}\/b$/)]);
  });

  test('leave alone what is reserved', () => {
    expect(new SavePaths(['.ctaudit-download']).pathFor('.ctaudit-download')).toMatch(/^~?\.ctaudit-download~|^~/);
  });

  test('never lead outside, are never one, and are the same again', () => {
    const name = fc.oneof(
      fc.constantFrom('..', '.', '', 'AWSLogs', 'a', 'A', '\0', '\\', 'aux', 'é', 'e\u0301'),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    const uris = fc.uniqueArray(
      fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/')),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(uris, (all) => {
        const paths = new SavePaths([]);
        const given = all.map((uri) => paths.pathFor(uri));
        for (const path of given) {
          expect(isAbsolute(path)).toBe(false);
          expect(normalize(path)).toBe(path);
          expect(join('/out', path).startsWith('/out/')).toBe(true);
          expect(path.split('/')).not.toContain('..');
          expect(path).not.toMatch(/[\0\\]/);
        }
        expect(new Set(given.map((path) => path.normalize('NFC').toLowerCase())).size).toBe(given.length);
        const again = new SavePaths([]);
        expect(all.map((uri) => again.pathFor(uri))).toEqual(given);
      }),
      { numRuns: 500 },
    );
  });
});
