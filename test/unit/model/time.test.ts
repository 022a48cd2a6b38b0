import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatTime, parseTime } from '../../../src/model/time.js';

describe('parseTime', () => {
  test.each<{ text: string; expected: string | undefined }>([
    { text: '2023-07-10T12:00:05Z', expected: '2023-07-10T12:00:05.000Z' },
    { text: '2024-02-29T23:59:59Z', expected: '2024-02-29T23:59:59.000Z' },
    { text: '2023-02-29T00:00:00Z', expected: undefined },
    { text: '1900-02-29T00:00:00Z', expected: undefined },
    { text: '2000-02-29T00:00:00Z', expected: '2000-02-29T00:00:00.000Z' },
    { text: '2023-04-31T00:00:00Z', expected: undefined },
    { text: '2023-12-31T00:00:00Z', expected: '2023-12-31T00:00:00.000Z' },
    { text: '2023-13-01T00:00:00Z', expected: undefined },
    { text: '2023-00-01T00:00:00Z', expected: undefined },
    { text: '2023-01-00T00:00:00Z', expected: undefined },
    { text: '2023-01-01T24:00:00Z', expected: undefined },
    { text: '2023-01-01T23:60:00Z', expected: undefined },
    { text: '2023-01-01T23:59:61Z', expected: undefined },
    { text: '2016-12-31T23:59:60Z', expected: '2017-01-01T00:00:00.000Z' },
    { text: '2023-07-10t12:00:05.25z', expected: '2023-07-10T12:00:05.250Z' },
    { text: '2023-07-10T12:00:05+02:00', expected: '2023-07-10T10:00:05.000Z' },
    { text: '2023-07-10T12:00:05', expected: undefined },
    { text: '2023-07-10 12:00:05Z', expected: undefined },
    { text: '0000-01-01T00:00:00Z', expected: '0000-01-01T00:00:00.000Z' },
    { text: '0099-12-31T00:00:00Z', expected: '0099-12-31T00:00:00.000Z' },
    { text: '1969-12-31T23:59:59Z', expected: '1969-12-31T23:59:59.000Z' },
    { text: '', expected: undefined },
    { text: 'yesterday', expected: undefined },
  ])('of "$text" is $expected', ({ text, expected }) => {
    const time = parseTime(text);
    expect(time === undefined ? undefined : new Date(time).toISOString()).toBe(expected);
  });

  test('reads every second of the years 0 to 9999 that formatTime writes', () => {
    const seconds = fc.integer({ min: Date.parse('0000-01-01T00:00:00Z') / 1000, max: Date.parse('9999-12-31T23:59:59Z') / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        expect(parseTime(formatTime(second * 1000))).toBe(second * 1000);
      }),
    );
  });
});
