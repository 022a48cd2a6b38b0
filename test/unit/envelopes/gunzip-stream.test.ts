import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { constants, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import { type NextChunk } from '../../../src/envelopes/byte-window.js';
import { GunzipStream } from '../../../src/envelopes/gunzip-stream.js';
import { DEFAULT_LIMITS } from '../../../src/envelopes/limits.js';

const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;

/** What one byte of deflate can hold at the most: four matches of 258 bytes, each of a bit for its length and one for its distance. */
const MOST_IN_A_BYTE = 4 * 258;

interface Gunzipped {
  readonly output: Buffer;
  readonly codes: readonly string[];
}

function inChunks(bytes: Uint8Array, size: number): NextChunk {
  let at = 0;
  return () => {
    const chunk = at < bytes.length ? bytes.subarray(at, at + size) : undefined;
    at += size;
    return Promise.resolve(chunk);
  };
}

async function gunzip(bytes: Uint8Array, chunkBytes = bytes.length, limits = DEFAULT_LIMITS): Promise<Gunzipped> {
  const codes: string[] = [];
  const pieces: Buffer[] = [];
  const note = (code: string): void => {
    codes.push(code);
  };
  const stream = new GunzipStream(inChunks(bytes, chunkBytes), note, limits);
  for (let piece = await stream.next(); piece !== undefined; piece = await stream.next()) pieces.push(Buffer.from(piece));
  return { output: Buffer.concat(pieces), codes };
}

function inflatePrefix(data: Uint8Array, length: number): Buffer | undefined {
  try {
    return inflateRawSync(data.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
}

/** What zlib gives of the longest beginning in which it meets no fault, and whether that is all. */
function decodable(data: Uint8Array): { readonly output: Buffer; readonly isAll: boolean } {
  const all = inflatePrefix(data, data.length);
  if (all !== undefined) return { output: all, isAll: true };
  let good = 0;
  let bad = data.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (inflatePrefix(data, middle) === undefined) bad = middle;
    else good = middle;
  }
  return { output: inflatePrefix(data, good) ?? Buffer.alloc(0), isAll: false };
}

const word = fc.constantFrom('{"eventName":"', 'Records', '"},{', 'arn:aws:iam::1', 'AAAAAAAAAA', 'é', '\n', 'x'.repeat(700));
const content = fc
  .array(fc.oneof(word, fc.string({ maxLength: 12 })), { minLength: 1, maxLength: 400 })
  .map((words) => Buffer.from(words.join('')));
const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FIXED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FILTERED,
  ),
});
const zipped = fc.tuple(content, options).map(([text, option]) => gzipSync(text, option));
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const chunkBytes = fc.integer({ min: 1, max: 200 });

describe('GunzipStream', () => {
  test('gives of a file cut off anywhere what zlib itself gives, to the byte, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(zipped, place, chunkBytes, async (bytes, at, size) => {
        const cut = bytes.subarray(0, HEADER_BYTES + Math.floor(at * (bytes.length - HEADER_BYTES)));
        const { output, codes } = await gunzip(cut, size);
        expect(output).toEqual(inflatePrefix(cut.subarray(HEADER_BYTES), cut.length));
        expect(codes).toEqual(['CTA4010']);
      }),
      { numRuns: 300 },
    );
  });

  test('gives of a file with a changed byte all that zlib can decode before the fault, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(zipped, place, fc.integer({ min: 1, max: 255 }), chunkBytes, async (bytes, at, mask, size) => {
        const place = HEADER_BYTES + Math.floor(at * (bytes.length - HEADER_BYTES - TRAILER_BYTES));
        const changed = Buffer.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ mask;
        const result = await gunzip(changed, size);
        const expected = decodable(changed.subarray(HEADER_BYTES));
        expect(result.output.subarray(0, expected.output.length)).toEqual(expected.output);
        // Where the fault's own byte begins with whole symbols, zlib gives them only together with the fault, and so not at all.
        const more = result.output.length - expected.output.length;
        expect(more).toBeLessThanOrEqual(expected.isAll ? 0 : MOST_IN_A_BYTE);
        // Bits that fill up the last byte may change without harm.
        expect(result.codes.length > 0 || result.output.equals(gunzipSync(bytes))).toBe(true);
        expect(result).toEqual(await gunzip(changed));
      }),
      { numRuns: 500 },
    );
  });
});

describe('behind damage, GunzipStream', () => {
  test('gives every member behind one that was cut off anywhere', async () => {
    const second = Buffer.from(`{"Records":[${'{"eventName":"B"},'.repeat(9)}{}]}`);
    await fc.assert(
      fc.asyncProperty(zipped, place, chunkBytes, async (first, at, size) => {
        const cut = first.subarray(0, HEADER_BYTES + Math.floor(at * (first.length - HEADER_BYTES)));
        const bytes = Buffer.concat([cut, gzipSync(second)]);
        const result = await gunzip(bytes, size);
        const before = inflatePrefix(cut.subarray(HEADER_BYTES), cut.length) ?? Buffer.alloc(0);
        expect(result.output.subarray(0, before.length)).toEqual(before);
        expect(result.output.subarray(-second.length)).toEqual(second);
        expect(result.codes).not.toEqual([]);
        expect(result).toEqual(await gunzip(bytes));
      }),
      { numRuns: 300 },
    );
  });

  test('gives a member that begins within what only looks like a header', async () => {
    const garbage = Buffer.from('x\x1f\x8b\x08\x08\x01\x01\x01\x01\x00\x03name', 'latin1');
    const { output, codes } = await gunzip(Buffer.concat([gzipSync('A'), garbage, gzipSync('B')]));
    expect(output.toString('latin1')).toMatch(/^A.*B$/s);
    expect(codes[0]).toBe('CTA4012');
  });

  test('takes no member twice that is whole and followed by other bytes', async () => {
    const stored = gzipSync(gzipSync('inner'), { level: 0 });
    const { output, codes } = await gunzip(Buffer.concat([stored, Buffer.from('garbage')]));
    expect(output).toEqual(gzipSync('inner'));
    expect(codes).toEqual(['CTA4012']);
  });
});
