import { gzipSync } from 'node:zlib';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { DEFAULT_LIMITS } from '../../../src/envelopes/limits.js';
import { problemsOf, readBytes, type ReadResult } from './read-bytes.js';

const SECONDS = 120_000;

const lines = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `{"eventVersion":"1.08","eventName":"N${from + i}","eventSource":"s"}\n`).join('');

/** The same file as one that can be opened again, which zlib decompresses, and as one that can't. */
async function readBoth(bytes: Buffer, chunkBytes: number): Promise<readonly [ReadResult, ReadResult]> {
  const options = { chunkBytes, named: true };
  return [await readBytes(bytes, { ...options, isFile: true }), await readBytes(bytes, options)];
}

const file = Buffer.concat([gzipSync(lines(0, 3000)), gzipSync(lines(3000, 20), { level: 0 }), gzipSync(lines(3020, 4000), { level: 1 })]);
const noise = Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 73) & 0xff));
const at = (offset: number, change: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.from(file);
  change(bytes.subarray(offset));
  return bytes;
};

describe('a gzip file that can be opened again is read like one that can not', () => {
  test.each<{ name: string; bytes: Buffer; problems: readonly string[] }>([
    { name: 'whole', bytes: file, problems: [] },
    { name: 'with padding behind it', bytes: Buffer.concat([file, Buffer.alloc(3000)]), problems: [] },
    { name: 'with what is not gzip behind it', bytes: Buffer.concat([file, Buffer.from('and more')]), problems: ['CTA4012'] },
    { name: 'cut off', bytes: file.subarray(0, -5), problems: ['CTA4010'] },
    { name: 'with nothing but a header', bytes: file.subarray(0, 10), problems: ['CTA4010'] },
    { name: 'with a wrong checksum at its end', bytes: at(file.length - 8, (end) => end.writeUInt32LE(7)), problems: ['CTA4011'] },
    { name: 'with noise in its middle', bytes: at(file.length - 6000, (middle) => noise.copy(middle)), problems: ['CTA4020'] },
  ])('$name', async ({ bytes, problems }) => {
    for (const chunkBytes of [100, 7001, 1_000_000]) {
      const [again, once] = await readBoth(bytes, chunkBytes);
      expect(again).toEqual(once);
      expect([...new Set(problemsOf(again).map((problem) => problem.slice(0, 7)))].sort()).toEqual(expect.arrayContaining([...problems]));
      expect(problems.length > 0 || problemsOf(again).length === 0).toBe(true);
    }
  });

  test(
    'changed or cut anywhere',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: file.length - 1 }),
          fc.constantFrom('cut', 'bit', 'lost'),
          fc.integer({ min: 200, max: 60_000 }),
          async (offset, kind, chunkBytes) => {
            const lost = Buffer.concat([file.subarray(0, offset), file.subarray(offset + 3)]);
            const changed = at(offset, (rest) => (rest[0] = (rest[0] ?? 0) ^ 8));
            const [again, once] = await readBoth({ cut: file.subarray(0, offset), bit: changed, lost }[kind], chunkBytes);
            expect(again).toEqual(once);
          },
        ),
        { numRuns: 60 },
      );
    },
    SECONDS,
  );

  test('that is a bomb', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(lines(0, 10)), Buffer.alloc(30_000_000, 0x20)]));
    const limits = { ...DEFAULT_LIMITS, growth: [{ bytes: 1_000_000, ratio: 100 }] };
    const [again, once] = await Promise.all([true, false].map((isFile) => readBytes(bomb, { chunkBytes: 1000, isFile, limits })));
    expect(again).toEqual(once);
    expect(again?.summary.problems.map(({ code }) => code)).toContain('CTA4013');
  });
});
