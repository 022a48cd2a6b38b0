import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { HashSet } from '../../../src/triage/hash-set.js';

const digest = (text: string | number): Buffer => createHash('sha256').update(String(text)).digest();

describe('HashSet', () => {
  test('knows the second of two equal hashes', () => {
    const set = new HashSet();
    expect([digest('a'), digest('b'), digest('a')].map((hash) => set.add(hash))).toEqual([false, false, true]);
  });

  test('reads a text and its bytes alike', () => {
    const set = new HashSet();
    set.add(digest('a'));
    set.add(digest('b').toString('hex'));
    expect(set.add(digest('a').toString('hex'))).toBe(true);
    expect(set.add(new Uint8Array(digest('b')))).toBe(true);
  });

  test.each<{ name: string; left: string; right: string }>([
    { name: 'the first 32 bits', left: '00000001'.padEnd(64, '0'), right: '00000002'.padEnd(64, '0') },
    { name: 'the second 32 bits', left: '0000000000000001'.padEnd(64, '0'), right: '0000000000000002'.padEnd(64, '0') },
    { name: 'the top bit', left: 'f'.repeat(64), right: '7'.padEnd(64, 'f') },
  ])('tells apart hashes that differ in $name', ({ left, right }) => {
    const set = new HashSet();
    expect([left, right, left, right].map((hash) => set.add(hash))).toEqual([false, false, true, true]);
  });

  test('knows a hash of zeros, which looks like a free slot', () => {
    const set = new HashSet();
    expect(['0'.repeat(64), '0'.repeat(64)].map((hash) => set.add(hash))).toEqual([false, true]);
  });

  test('forgets nothing while it grows', () => {
    const set = new HashSet();
    const hashes = Array.from({ length: 20_000 }, (_, number) => digest(number));
    expect(hashes.filter((hash) => set.add(hash))).toEqual([]);
    expect(hashes.every((hash) => set.add(hash))).toBe(true);
  });

  test('ends its walk at the last slot and goes on from the first', () => {
    const set = new HashSet();
    const hashes = Array.from({ length: 50 }, (_, number) => `${number.toString(16).padStart(8, '0')}ffffffff`);
    expect(hashes.filter((hash) => set.add(hash))).toEqual([]);
    expect(hashes.every((hash) => set.add(hash))).toBe(true);
  });
});

describe('a HashSet', () => {
  test('takes nothing by being asked', () => {
    const set = new HashSet();
    set.add(digest('a'));
    expect([digest('a'), digest('b'), digest('b')].map((hash) => set.has(hash))).toEqual([true, false, false]);
  });

  test('is the same after a way through its bytes, which do not tell the order of its making', () => {
    const hashes = Array.from({ length: 10_000 }, (_, number) => digest(number));
    const sets = [hashes, hashes.toReversed()].map((row) => {
      const set = new HashSet();
      for (const hash of row) set.add(hash);
      return set.toBytes();
    });
    expect(sets[0]).toEqual(sets[1]);
    expect(sets[0]?.length).toBe(80_000);
    const read = HashSet.fromBytes(sets[0] ?? new Uint8Array());
    expect(hashes.every((hash) => read.has(hash))).toBe(true);
    expect(read.toBytes()).toEqual(sets[0]);
    expect(() => HashSet.fromBytes(new Uint8Array(9))).toThrow('9 bytes are no hashes of 8');
  });
});
