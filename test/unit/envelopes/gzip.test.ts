import { describe, expect, test } from '@jest/globals';
import { constants, gzipSync } from 'node:zlib';
import { DEFAULT_LIMITS } from '../../../src/envelopes/limits.js';
import { eventNames, problemsOf, readBytes } from './read-bytes.js';

const record = (i: number): string =>
  `{"eventVersion":"1.08","eventName":"E${i}","eventID":"${Math.sin(i)}","text":"${'abc'.repeat(i % 50)}"}`;

const COUNT = 500;
const parts = Array.from({ length: COUNT }, (_, i) => record(i));
const text = Buffer.from(`{"Records":[${parts.join(',')}]}`);
const zipped = gzipSync(text);

/** How many records end at or before an offset. */
function wholeBefore(offset: number): number {
  let end = '{"Records":['.length - 1;
  return parts.filter((part) => (end += part.length + 1) <= offset).length;
}

const changed = (bytes: Buffer, at: number, mask: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
};

describe('gzip', () => {
  test.each([
    ['as gzip writes it', {}],
    ['fast', { level: 1 }],
    ['stored', { level: 0 }],
    ['with fixed codes', { strategy: constants.Z_FIXED }],
    ['with literals alone', { strategy: constants.Z_HUFFMAN_ONLY }],
    ['with runs alone', { strategy: constants.Z_RLE }],
  ])('is read whole and as a stream of any chunks, compressed %s', async (_, options) => {
    const bytes = gzipSync(text, options);
    for (const chunkBytes of [undefined, 1, 1000]) {
      const { summary } = await readBytes(bytes, chunkBytes === undefined ? {} : { chunkBytes });
      expect(summary).toMatchObject({ outcome: 'read', bytes: text.length, evaluated: COUNT, damaged: 0, skipped: 0, problems: [] });
    }
  });

  test('may have several members, and zeros behind them', async () => {
    const { summary } = await readBytes(Buffer.concat([zipped, zipped, Buffer.alloc(512)]));
    expect(summary).toMatchObject({ evaluated: 2 * COUNT, bytes: 2 * text.length, problems: [] });
  });

  test('may carry a name, a comment, extra data and a checksum of its header', async () => {
    const header = Buffer.from([0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3]);
    const fields = Buffer.concat([Buffer.from([2, 0]), Buffer.from('xx'), Buffer.from('name\0comment\0'), Buffer.from([0, 0])]);
    const bytes = Buffer.concat([header, fields, zipped.subarray(10)]);
    expect((await readBytes(bytes)).summary).toMatchObject({ evaluated: COUNT, problems: [] });
    expect((await readBytes(bytes, { chunkBytes: 3 })).summary).toMatchObject({ evaluated: COUNT, problems: [] });
  });
});

describe('gzip data', () => {
  test('that ends early gives every record that is whole, whole or in chunks', async () => {
    for (let cut = 20; cut < zipped.length; cut += 97) {
      const part = zipped.subarray(0, cut);
      const whole = await readBytes(part);
      expect(whole.summary.evaluated).toBe(wholeBefore(whole.summary.bytes));
      expect(problemsOf(whole)).toContain(`CTA4010@${whole.summary.bytes}`);
      expect(await readBytes(part, { chunkBytes: 13 })).toEqual(whole);
    }
  });

  test('that ends before its trailer has all records, and says so', async () => {
    const result = await readBytes(zipped.subarray(0, zipped.length - 3));
    expect(result.summary).toMatchObject({ outcome: 'read', evaluated: COUNT, damaged: 0 });
    expect(problemsOf(result)).toEqual([`CTA4010@${text.length}`]);
  });

  test.each([
    ['checksum', 8],
    ['length', 4],
  ])('with a wrong %s has all records, and says so', async (_, back) => {
    const result = await readBytes(changed(zipped, zipped.length - back, 1));
    expect(result.summary).toMatchObject({ outcome: 'read', evaluated: COUNT, damaged: 0 });
    expect(problemsOf(result)).toEqual([`CTA4011@${text.length}`]);
  });

  test('with any byte changed is never read in silence', async () => {
    for (let at = 12; at < zipped.length; at += 61) {
      const result = await readBytes(changed(zipped, at, 0xff));
      expect(problemsOf(result).some((problem) => /CTA401[0-2]/.test(problem))).toBe(true);
      expect(await readBytes(changed(zipped, at, 0xff), { chunkBytes: 11 })).toEqual(result);
    }
  });

  test('with a damaged member gives the members behind it', async () => {
    const blockOfNoType = 0x07;
    const second = gzipSync('{"Records":[{"eventName":"B"}]}');
    const result = await readBytes(Buffer.concat([second.subarray(0, 10), Buffer.from([blockOfNoType, 0, 0x1f]), second]));
    expect(eventNames(result)).toEqual(['B']);
    expect(problemsOf(result)[0]).toMatch(/^CTA4012@/);
  });

  test('with other bytes behind it has all records, and says so', async () => {
    const result = await readBytes(Buffer.concat([zipped, Buffer.from('garbage')]));
    expect(result.summary).toMatchObject({ outcome: 'read', evaluated: COUNT });
    expect(problemsOf(result)).toEqual([`CTA4012@${text.length}`]);
  });
});

describe('a gzip file', () => {
  test.each([
    ['a header cut short', Buffer.from([0x1f, 0x8b]), ['CTA4010@0']],
    ['an unknown method', Buffer.from([0x1f, 0x8b, 9, 0, 0, 0, 0, 0, 0, 0]), ['CTA4012@0']],
    ['nothing in it', gzipSync(''), ['CTA4004@0']],
    ['another gzip file in it', gzipSync(zipped), ['CTA4005@0']],
    ['text in it', gzipSync('hello'), ['CTA4005@0']],
  ])('with %s is a damaged file', async (_, bytes, problems) => {
    const result = await readBytes(bytes);
    expect(result.summary.outcome).toBe('damaged');
    expect(problemsOf(result)).toEqual(problems);
  });

  test('with a trailer that lies about the length is not believed', async () => {
    const lying = Buffer.from(zipped);
    lying.writeUInt32LE(0xffffffff, lying.length - 4);
    expect((await readBytes(lying)).summary).toMatchObject({ evaluated: COUNT });
  });
});

const MIB = 2 ** 20;
const repeated = (bytes: Buffer, level: number, times: number): Buffer =>
  Buffer.concat(Array.from<Buffer>({ length: times }).fill(gzipSync(bytes, { level })));
const block = (text: string): Buffer => Buffer.from(text.repeat(Math.ceil((16 * MIB) / text.length)));
const first = '{"Records":[{"eventName":"A"},';
const brokenRecord = '{"eventVersion":"1","eventName":"B" "x":1},';

describe('a gzip file that grows', () => {
  test.each([
    { name: 'spaces', text: ' ', level: 1 },
    { name: 'spaces', text: ' ', level: 9 },
    { name: 'NUL bytes', text: '\0', level: 1 },
  ])(
    'more than 200 times to more than 256 MiB is cut off there, and what stands before is evaluated: $name, level $level',
    async ({ text, level }) => {
      const result = await readBytes(Buffer.concat([gzipSync(first), repeated(block(text), level, 20)]));
      expect(eventNames(result)).toEqual(['A']);
      expect(problemsOf(result).filter((problem) => problem.startsWith('CTA4013'))).toEqual([`CTA4013@${result.summary.bytes}`]);
      expect(result.summary.bytes).toBeLessThan(257 * MIB);
    },
    60_000,
  );

  test.each([
    { name: 'copies of one record', text: `${record(1)},`, level: 1, isWhole: true },
    { name: 'copies of one broken record', text: brokenRecord, level: 9, isWhole: false },
  ])('more than 100 times to more than a gibibyte is cut off there: $name', async ({ text, level, isWhole }) => {
    const [, last] = DEFAULT_LIMITS.growth;
    expect(last).toEqual({ bytes: 1024 * MIB, ratio: 100 });
    const limits = { growth: [{ bytes: 8 * MIB, ratio: 100 }], wholeBytes: MIB };
    const { summary } = await readBytes(Buffer.concat([gzipSync('['), gzipSync(block(text), { level })]), { limits });
    expect(summary.problems.find(({ code }) => code === 'CTA4013')?.byteOffset).toBe(summary.bytes);
    const counted = isWhole ? summary.evaluated : summary.damaged;
    expect(counted).toBeGreaterThanOrEqual(Math.floor((summary.bytes - 1) / text.length));
    expect(summary.bytes).toBeLessThan(9 * MIB);
  });

  test.each([
    {
      name: 'copies of one record',
      body: Array.from<string>({ length: 60_000 }).fill(record(49).padEnd(1200)).join(','),
      evaluated: 60_001,
    },
    { name: 'a record of 200 MB', body: `{"eventName":"L","x":"${'A'.repeat(2e8)}"}`, evaluated: 1 },
  ])(
    'less, or to less, is read: $name',
    async ({ body, evaluated }) => {
      const result = await readBytes(gzipSync(`{"Records":[${body},${record(1)}]}`));
      expect(result.summary.evaluated).toBe(evaluated);
      expect(problemsOf(result).filter((problem) => !problem.startsWith('CTA4025'))).toEqual([]);
    },
    60_000,
  );
});
