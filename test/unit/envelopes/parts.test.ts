import { gzipSync } from 'node:zlib';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { LineCutter } from '../../../src/envelopes/line-cutter.js';
import { RangeCutter } from '../../../src/envelopes/range-cutter.js';
import { damagedLogs, record, TIGHT, wrap } from './damaged-logs.js';
import { chunksOf, partsTaken, readBytes } from './read-bytes.js';

const SECONDS = 120_000;

const plainLogs = fc.oneof(
  damagedLogs(30),
  // Lines, of which a few are broken.
  fc
    .array(
      fc.oneof(
        { weight: 60, arbitrary: record.map((made) => wrap(3, [{ eventName: 'a', ...made }])) },
        fc.constantFrom('', '{', 'x', '{"a":[', ']}', '[1]'),
      ),
      {
        maxLength: 80,
        size: 'max',
      },
    )
    .map((lines) => Buffer.from(lines.join('\n'))),
);

const someLogs = fc
  .tuple(plainLogs, fc.constantFrom('plain', 'plain', 'gzip', 'cut gzip'), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([bytes, form, at]) => {
    if (form === 'plain') return bytes;
    const compressed = gzipSync(bytes);
    return form === 'gzip' ? compressed : compressed.subarray(0, 2 + Math.floor(at * (compressed.length - 2)));
  });

test(
  'a file of which parts are read alone gives what it gives as a whole, damaged or not',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        someLogs,
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 50, max: 2000 }),
        fc.constantFrom({}, TIGHT, { ...TIGHT, recordBytes: 100 }, { guessBytes: 0 }),
        async (bytes, chunkBytes, pieceBytes, tight) => {
          const limits = { ...tight, pieceBytes };
          const whole = await readBytes(bytes, { chunkBytes, limits });
          for (const options of [{ chunkBytes }, { chunkBytes, isFile: true }, {}])
            expect(await readBytes(bytes, { ...options, limits, inParts: true })).toEqual(whole);
        },
      ),
      { numRuns: 2000 },
    );
    expect(partsTaken.count).toBeGreaterThan(1000);
  },
  SECONDS,
);

describe('a stream is cut', () => {
  const piecesOf = async (text: string, pieceBytes: number, chunkBytes: number): Promise<readonly string[]> => {
    const chunks = chunksOf(Buffer.from(text), chunkBytes);
    const cutter = new LineCutter(async () => (await chunks.next()).value ?? undefined, pieceBytes);
    const pieces: string[] = [];
    for (let piece = await cutter.next(); piece !== undefined; piece = await cutter.next())
      pieces.push(`${piece.isLines ? 'lines ' : ''}${Buffer.from(piece.load()).toString()}`);
    return pieces;
  };

  test.each([1, 3, 1000])('before lines that begin with a bracket, however it comes (chunks of %d)', async (chunkBytes) => {
    expect(await piecesOf('{1}\n{2}\n\n{3}\n', 8, chunkBytes)).toEqual(['lines {1}\n', 'lines {2}\n\n', 'lines {3}\n']);
    expect(await piecesOf(' {1}\n{2}\n', 8, chunkBytes)).toEqual([' {1}\n', 'lines {2}\n']);
    expect(await piecesOf('', 8, chunkBytes)).toEqual([]);
  });

  test('anywhere, where there is no such line for long', async () => {
    const long = 'x'.repeat(30);
    expect(await piecesOf(`{${long}${long}\n{1}\n{2}`, 8, 5)).toEqual([
      `lines {${'x'.repeat(31)}`,
      `${'x'.repeat(29)}\n`,
      'lines {1}\n{2}',
    ]);
  });
});

describe('a file that can be read anywhere is cut', () => {
  const piecesOf = async (text: string, pieceBytes: number, size = text.length): Promise<readonly string[]> => {
    const bytes = Buffer.from(text);
    const cutter = new RangeCutter((from, to) => bytes.subarray(from, to), size, pieceBytes);
    const pieces: string[] = [];
    for (let piece = await cutter.next(); piece !== undefined; piece = await cutter.next())
      pieces.push(`${piece.isLines ? 'lines ' : ''}${Buffer.from(piece.load()).toString()}`);
    return pieces;
  };

  test('before lines that begin with a bracket, but for what is at its start', async () => {
    expect(await piecesOf('{1}\n{2}\n\n{3}\n{4}\n', 3)).toEqual(['{1}\n', 'lines {2}\n\n', 'lines {3}\n', 'lines {4}', '\n']);
    expect(await piecesOf('{1}\n{2}\n', 100)).toEqual(['{1}\n{2}\n']);
    expect(await piecesOf('', 3)).toEqual([]);
  });

  test('to its end, where it has grown or shrunk meanwhile', async () => {
    expect(await piecesOf('{1}\n{2}\n{3}\n', 5, 8)).toEqual(['{1}\n{2}\n', '{3}\n']);
    expect((await piecesOf('{1}\n{2}\n', 4, 100)).join('')).toBe('{1}\nlines {2}\n');
  });

  test('anywhere, where there is no such line, and soon without looking for one', async () => {
    const bytes = Buffer.alloc(200, 0x20);
    let looked = 0;
    const read = (from: number, to: number): Buffer => {
      looked++;
      return bytes.subarray(from, to);
    };
    const cutter = new RangeCutter(read, bytes.length, 10);
    let length = 0;
    for (let piece = await cutter.next(); piece !== undefined; piece = await cutter.next()) length += piece.length;
    expect(length).toBe(200);
    expect(looked).toBeLessThan(20);
  });
});
