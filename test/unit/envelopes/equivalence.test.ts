import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { damagedLogs, record, TIGHT, wrap } from './damaged-logs.js';
import { eventNames, readBytes } from './read-bytes.js';

const damaged = damagedLogs(6);

/** Nothing that may be a document. */
const isPlainRecord = (made: Readonly<Record<string, unknown>>): boolean => 'eventName' in made && !('Records' in made);

describe('whatever the bytes are, readLogFile', () => {
  test('gives the same with guessed ends of records and without', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        expect(await readBytes(bytes, { limits: { ...TIGHT, guessBytes: 0 } })).toEqual(await readBytes(bytes, { limits: TIGHT }));
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        damaged,
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 300 }),
        async (bytes, chunkBytes, windowBytes) => {
          const whole = await readBytes(bytes, { limits: TIGHT });
          expect(await readBytes(bytes, { chunkBytes, limits: { ...TIGHT, windowBytes } })).toEqual(whole);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('gives records whose counts add up, whose numbers rise, and whose ranges hold them', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        const { records, summary } = await readBytes(bytes, { limits: TIGHT });
        const total = summary.evaluated + summary.damaged + summary.skipped;
        expect(records).toHaveLength(summary.evaluated);
        records.forEach(({ index, byteOffset, byteLength, within, text }, i) => {
          expect(index).toBeGreaterThan(records[i - 1]?.index ?? -1);
          expect(index).toBeLessThan(total);
          if (within === undefined) expect(bytes.toString('latin1', byteOffset, byteOffset + byteLength)).toBe(text);
        });
        expect(summary.damaged > 0 && summary.problems.length === 0).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('gives every record of undamaged documents', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5), fc.array(record.filter(isPlainRecord), { minLength: 1, maxLength: 20 }), async (form, records) => {
        const result = await readBytes(wrap(form, records));
        expect(eventNames(result)).toEqual(records.map((made) => made['eventName']));
        expect(result.summary.problems).toEqual([]);
      }),
    );
  });
});
