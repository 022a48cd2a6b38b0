import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { DuplicateFilter } from '../../../src/triage/duplicate-filter.js';

const digest = (text: string | number): Buffer => createHash('sha256').update(String(text)).digest();

describe('DuplicateFilter', () => {
  test('calls the second of two equal hashes a copy', () => {
    const filter = new DuplicateFilter();
    expect([digest('a'), digest('b'), digest('a')].map((hash) => filter.isCopy(hash))).toEqual([false, false, true]);
  });

  test('reads a text and its bytes alike', () => {
    const filter = new DuplicateFilter();
    filter.isCopy(digest('a'));
    filter.isCopy(digest('b').toString('hex'));
    expect(filter.isCopy(digest('a').toString('hex'))).toBe(true);
    expect(filter.isCopy(new Uint8Array(digest('b')))).toBe(true);
  });

  test.each<{ name: string; left: string; right: string }>([
    { name: 'the first 32 bits', left: '00000001'.padEnd(64, '0'), right: '00000002'.padEnd(64, '0') },
    { name: 'the second 32 bits', left: '0000000000000001'.padEnd(64, '0'), right: '0000000000000002'.padEnd(64, '0') },
    { name: 'the top bit', left: 'f'.repeat(64), right: '7'.padEnd(64, 'f') },
  ])('tells apart hashes that differ in $name', ({ left, right }) => {
    const filter = new DuplicateFilter();
    expect([left, right, left, right].map((hash) => filter.isCopy(hash))).toEqual([false, false, true, true]);
  });

  test('knows a hash of zeros, which looks like a free slot', () => {
    const filter = new DuplicateFilter();
    expect(['0'.repeat(64), '0'.repeat(64)].map((hash) => filter.isCopy(hash))).toEqual([false, true]);
  });

  test('forgets nothing while it grows', () => {
    const filter = new DuplicateFilter();
    const hashes = Array.from({ length: 20_000 }, (_, number) => digest(number));
    expect(hashes.filter((hash) => filter.isCopy(hash))).toEqual([]);
    expect(hashes.every((hash) => filter.isCopy(hash))).toBe(true);
  });

  test('ends its walk at the last slot and goes on from the first', () => {
    const filter = new DuplicateFilter();
    const hashes = Array.from({ length: 50 }, (_, number) => `${number.toString(16).padStart(8, '0')}ffffffff`);
    expect(hashes.filter((hash) => filter.isCopy(hash))).toEqual([]);
    expect(hashes.every((hash) => filter.isCopy(hash))).toBe(true);
  });
});
