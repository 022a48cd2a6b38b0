import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventNames, readBytes } from './read-bytes.js';

/** Small enough that short texts meet every limit: windows of a few bytes, records over the limit, a search that is exhausted. */
const TIGHT = { recordBytes: 700, windowBytes: 16, recoveryBytes: 2000, recoveryRatio: 3 };

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.integer(),
    fc.constantFrom(null, true, -1.5e3, 'x{y}, [z"\\', 'é€', '},{"eventVersion":"1.08"', {}, []),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'eventName', 'eventVersion'), tie('any'), { maxKeys: 2 }),
  ),
})).any;

const record: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc
  .tuple(fc.shuffledSubarray(['eventVersion', 'eventSource', 'awsRegion', 'requestParameters', 'zeit']), fc.string({ maxLength: 4 }), value)
  .map(([keys, name, held]) =>
    Object.fromEntries<unknown>([...keys.map((key) => [key, key === 'requestParameters' ? held : 'text'] as const), ['eventName', name]]),
  );

const wrap = (form: number, records: readonly object[]): string => {
  const each = (make: (made: object) => unknown, separator: string): string =>
    records.map((made) => JSON.stringify(make(made))).join(separator);
  switch (form) {
    case 0:
      return JSON.stringify({ Records: records });
    case 1:
      return JSON.stringify({ version: 1, Records: records, more: [1] }, null, 2);
    case 2:
      return JSON.stringify(records);
    case 3:
      return each((made) => made, '\n');
    case 4:
      return each((made) => ({ 'detail-type': 'AWS API Call via CloudTrail', detail: made }), '');
    default:
      return JSON.stringify({ Events: records.map((made) => ({ CloudTrailEvent: JSON.stringify(made) })) });
  }
};

const documents = fc
  .array(fc.tuple(fc.nat(5), fc.array(record, { maxLength: 6 })), { minLength: 1, maxLength: 3 })
  .map((made) => made.map(([form, records]) => wrap(form, records)).join('\n'));

/** Bytes lost, added or changed at a place between 0 and 1 of the text. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  lost: fc.constantFrom(0, 1, 2, 40, 100_000),
  added: fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '\\', '\n', '\0', 'x', '\xff', '{"eventName":"Z"}'),
});

const damaged = fc.tuple(documents, fc.array(change, { maxLength: 3 })).map(([text, changes]) =>
  changes.reduce((bytes, { at, lost, added }) => {
    const place = Math.floor(at * bytes.length);
    return Buffer.concat([bytes.subarray(0, place), Buffer.from(added, 'latin1'), bytes.subarray(place + lost)]);
  }, Buffer.from(text)),
);

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
      fc.asyncProperty(fc.nat(5), fc.array(record, { minLength: 1, maxLength: 20 }), async (form, records) => {
        const result = await readBytes(wrap(form, records));
        expect(eventNames(result)).toEqual(records.map((made) => made['eventName']));
        expect(result.summary.problems).toEqual([]);
      }),
    );
  });
});
