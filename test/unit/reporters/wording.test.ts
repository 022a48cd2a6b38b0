import { describe, expect, test } from '@jest/globals';
import { countOf, groupDigits, readableTime } from '../../../src/reporters/table/wording.js';

describe('Numbers', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1_234_567, '1,234,567'],
  ])('%i is written %s', (count, expected) => {
    expect(groupDigits(count)).toBe(expected);
  });

  test.each([
    [0, '0 findings'],
    [1, '1 finding'],
    [2000, '2,000 findings'],
  ])('%i of a thing is %s', (count, expected) => {
    expect(countOf(count, 'finding')).toBe(expected);
  });
});

describe('A time', () => {
  test.each([
    ['2023-07-10T12:00:05Z', '2023-07-10 12:00:05'],
    ['2023-07-10T12:00:05.25+02:00', '2023-07-10 12:00:05.25+02:00'],
  ])('%s is written %s', (time, expected) => {
    expect(readableTime(time)).toBe(expected);
  });
});
