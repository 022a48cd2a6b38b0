import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as plainText from '../../../src/reporters/table/fit-plain-text.js';
import { displayWidth, shortenStart, wrapText } from '../../../src/reporters/table/fit-text.js';

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
    { text: 'e\u0301e\u0301e\u0301', width: 2, expected: ['éé', 'é'] },
    { text: '👩‍👩‍👧👩‍👩‍👧', width: 3, expected: ['👩‍👩‍👧', '👩‍👩‍👧'] },
    { text: '  one  two ', width: 20, expected: ['one  two'] },
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
    ['👩‍👩‍👧👩‍👩‍👧a', 4, '…👩‍👩‍👧a'],
  ])('of %s in %i columns is %s', (text, width, expected) => {
    expect(shortenStart(text, width)).toBe(expected);
  });
});

describe('What fits plain text', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', '7', ' ', '/', ' ', '–', '…', '·'), maxLength: 60 });

  test.each([
    ['aws-cli/2.13.0 (–)', true],
    ['…logs/a.json · b', true],
    ['fourteenletters', true],
    ['more than fourteenletters', true],
    ['more than seventeen-letters', false],
    ['é', false],
    ['日本', false],
    ['a\u200bb', false],
  ])('takes %j for plain in 15 columns: %p', (text, expected) => {
    expect(plainText.isPlain(text, 15)).toBe(expected);
  });

  test('does what fits any text', () => {
    fc.assert(
      fc.property(plain, fc.integer({ min: 1, max: 30 }), (text, width) => {
        expect(plainText.displayWidth(text)).toBe(displayWidth(text));
        expect(plainText.shortenStart(text, width)).toBe(shortenStart(text, width));
        if (plainText.isPlain(text, width)) expect(plainText.wrapText(text, width)).toEqual(wrapText(text, width));
      }),
      { numRuns: 2000 },
    );
  });
});
