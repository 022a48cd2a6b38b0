import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

const folder = new URL('.', import.meta.url);
const words = readFileSync(new URL('../../docs/semantics.md', folder), 'utf8');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace(/\.yaml$/, ''));

/** `[paths]` names a file of cases; `[Paths](#paths)` is a link. */
const cited = new Set([...words.matchAll(/\[([a-z-]+)\](?!\()/g)].map((match) => match[1] ?? ''));

describe('docs/semantics.md', () => {
  test('names only files of cases that there are', () => {
    expect([...cited].filter((name) => !files.includes(name))).toEqual([]);
  });

  test('names every file of cases', () => {
    expect(files.filter((name) => !cited.has(name))).toEqual([]);
  });
});
