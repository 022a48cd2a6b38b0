import { describe, expect, test } from '@jest/globals';
import { chunksOf, readBytes, readContent } from './read-bytes.js';

const whole = '{"eventVersion":"1.08","eventName":"A","eventSource":"s"}';

/** Generous for a slow machine; what took quadratic time would need hours. */
const SECONDS = 60_000;

describe('a hostile file is read in time proportional to its size', () => {
  test.each<{ name: string; text: () => string; evaluated: number }>([
    { name: 'records nested in their first keys', text: () => `{"Records":[${'{"eventVersion":'.repeat(3e5)}${whole}]}`, evaluated: 1 },
    { name: 'records nested in arrays of records', text: () => `{"Records":[${'[{"eventVersion":'.repeat(3e5)}${whole}]}`, evaluated: 1 },
    { name: 'objects that never close', text: () => `{"Records":[${'{"a":'.repeat(1e6)}${whole}]}`, evaluated: 1 },
    { name: 'arrays that never close', text: () => '['.repeat(4e6) + whole, evaluated: 1 },
    { name: 'quotes', text: () => `{"Records":[${'"'.repeat(4e6)}${whole}]}`, evaluated: 1 },
    { name: 'commas', text: () => `{"Records":[${','.repeat(4e6)}${whole}]}`, evaluated: 1 },
    { name: 'closing brackets', text: () => `{"Records":[${whole}${'}]'.repeat(1e6)}${whole}]}`, evaluated: 2 },
    {
      name: 'records that swallow all that follow',
      text: () => `[${'{"eventVersion":"1","eventName":"x","a":[{"b":1},'.repeat(1e5)}${whole}]`,
      evaluated: 1,
    },
    {
      name: 'keys that are never the same',
      text: () => `[${Array.from({ length: 1e5 }, (_, i) => `{"k${i}":1,"eventName":"x"}`).join()}]`,
      evaluated: 1e5,
    },
  ])(
    'with $name',
    async ({ text, evaluated }) => {
      expect((await readBytes(text())).summary.evaluated).toBe(evaluated);
    },
    SECONDS,
  );

  test.each([
    { members: '"eventName":"B" "x":1', count: 300_000 },
    { members: '"eventName":"B', count: 30_000 },
    { members: '"eventName":"B","x":[{"y":1}', count: 30_000 },
    { members: '"x":1', count: 30_000 },
  ])(
    'with $count records such as {$members}, each named, and the whole ones between evaluated',
    async ({ members, count }) => {
      const parts = Array.from({ length: count }, (_, i) => (i % 1000 === 0 ? whole : `{"eventVersion":"1",${members}}`));
      const { summary } = await readBytes(`{"Records":[${parts.join(',')}]}`);
      const expected = count - count / 1000;
      expect(summary).toMatchObject({ outcome: 'read', evaluated: count / 1000, damaged: expected });
      expect(summary.problems.reduce((sum, { count: more = 1 }) => sum + more, 0)).toBe(expected);
      expect(summary.problems.length).toBeLessThanOrEqual(102);
    },
    SECONDS,
  );
});

describe('a file of any size', () => {
  test(
    'needs no memory in proportion, though one record has 200 MB',
    async () => {
      const chunk = Buffer.alloc(1 << 20, 'A');
      async function* chunks(): AsyncGenerator<Uint8Array> {
        yield* chunksOf(Buffer.from(`{"Records":[${whole},{"eventName":"L","x":"`), 1 << 20);
        for (let i = 0; i < 200; i++) yield chunk;
        yield* chunksOf(Buffer.from(`"},${whole}]}`), 1 << 20);
      }
      const before = process.memoryUsage().arrayBuffers;
      const { summary } = await readContent({ kind: 'stream', chunks: chunks() });
      expect(summary).toMatchObject({ evaluated: 2, damaged: 1, problems: [{ code: 'CTA4025' }] });
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150 * 2 ** 20);
    },
    SECONDS,
  );
});
