import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { parseTime } from '../../../src/model/time.js';
import { TimeReader } from '../../../src/scanner/time-reader.js';

/** Digits that often make a time, and sometimes what no calendar or clock has. */
const pair = (...usual: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...usual) },
    fc.constantFrom('00', '13', '24', '29', '30', '31', '32', '60', '61', '9:', ' 1', '-1', 'é'),
  );

const time = fc
  .tuple(
    fc.constantFrom('2026', '2024', '2023', '2000', '1900', '1970', '0000', '9999'),
    pair('01', '02', '12'),
    pair('01', '28', '29', '31'),
    fc.constantFrom('T', 'T', 'T', 't', ' '),
    pair('00', '12', '23'),
    pair('00', '59'),
    pair('00', '59', '60'),
    fc.constantFrom('Z', 'Z', 'Z', 'z', 'X'),
  )
  .map(([year, month, day, t, hour, minute, second, zone]) => `${year}-${month}-${day}${t}${hour}:${minute}:${second}${zone}`)
  .filter((text) => Buffer.byteLength(text) === 20);

describe('a reader of times', () => {
  test('reads each as parseTime does, whatever it has read before', () => {
    const seen = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(fc.array(time, { minLength: 1, maxLength: 30 }), (times) => {
        const reader = new TimeReader();
        for (const text of times) {
          const expected = parseTime(text);
          seen[expected === undefined ? 'invalid' : 'valid']++;
          expect(reader.read(Buffer.from(`"${text}"`), 1)).toBe(expected);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(2_000);
  });

  test.each([
    '2026-01-31T12:00:60Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T12-00:00Z',
    '2026-01-31T12:00:0:Z',
    '2026-01-31T12:00:00z',
    '2026-01-31T1/:00:00Z',
  ])('reads %s as parseTime does behind a valid time of the same day', (text) => {
    const reader = new TimeReader();
    expect(reader.read(Buffer.from('2026-01-31T00:00:01Z'), 0)).toBe(Date.UTC(2026, 0, 31, 0, 0, 1));
    expect(reader.read(Buffer.from(text), 0)).toBe(parseTime(text));
  });
});
