import { describe, expect, test } from '@jest/globals';
import { countOf, displayWidth, groupDigits, shortenStart, wrapText } from '../../../src/reporters/table/text-layout.js';

describe('displayWidth', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['日本語', 6],
    ['한', 2],
    ['！', 2],
    ['😀', 2],
    ['…–', 2],
  ])('of %j is %i', (text, expected) => {
    expect(displayWidth(text)).toBe(expected);
  });
});

describe('wrapText', () => {
  test.each<{ text: string; width: number; expected: string[] }>([
    { text: '', width: 5, expected: [''] },
    { text: 'one two', width: 7, expected: ['one two'] },
    { text: 'one two', width: 6, expected: ['one', 'two'] },
    { text: 'abcdefgh', width: 3, expected: ['abc', 'def', 'gh'] },
    { text: 'a bcdefg h', width: 3, expected: ['a', 'bcd', 'efg', 'h'] },
    { text: '日本語', width: 5, expected: ['日本', '語'] },
    { text: 'e\u0301e\u0301e\u0301', width: 2, expected: ['e\u0301e\u0301', 'e\u0301'] },
  ])('of $text in $width columns', ({ text, width, expected }) => {
    expect(wrapText(text, width)).toEqual(expected);
  });
});

describe('shortenStart', () => {
  test.each([
    ['logs/a.json', 11, 'logs/a.json'],
    ['logs/a.json', 7, '…a.json'],
    ['日本語.json', 8, '…語.json'],
    ['日本語.json', 9, '…語.json'],
  ])('of %s in %i columns is %s', (text, width, expected) => {
    expect(shortenStart(text, width)).toBe(expected);
  });
});

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
