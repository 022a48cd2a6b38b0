import { describe, expect, test } from '@jest/globals';

import { VALUE } from '../../../src/scanner/block-scanner.js';
import { RecordScanner } from '../../../src/scanner/record-scanner.js';

const numberOf = (of: RecordScanner, text: string): number => {
  const bytes = Buffer.from(`{"a":${JSON.stringify(text)}},`);
  if (of.scan(bytes, 0, bytes.length, false) !== 1) throw new Error(`no record: ${bytes.toString()}`);
  return of.words[of.slotsOf(0)] ?? -1;
};

describe('the numbers of texts', () => {
  test('are equal for equal texts alone', () => {
    const each = new RecordScanner({ paths: [['a']] });
    const texts = Array.from({ length: 20_000 }, (_, i) => `${i % 7 === 0 ? 'x'.repeat(i % 120) : ''}${i}`);
    const numbers = texts.map((text) => numberOf(each, text));
    expect(new Set(numbers).size).toBe(texts.length);
    expect(texts.map((text) => numberOf(each, text))).toEqual(numbers);
    expect(numbers.map((number) => each.text(number))).toEqual(texts);
  });

  test.each([
    { name: '128 bytes', text: 'x'.repeat(128), isKnown: true },
    { name: '129 bytes', text: 'x'.repeat(129), isKnown: false },
    { name: '64 letters of two bytes', text: 'é'.repeat(64), isKnown: true },
    { name: '65 letters of two bytes', text: 'é'.repeat(65), isKnown: false },
    { name: 'none', text: '', isKnown: true },
  ])('are given to texts of up to 128 bytes: $name', ({ text, isKnown }) => {
    expect(numberOf(new RecordScanner({ paths: [['a']] }), text) >= VALUE.firstText).toBe(isKnown);
  });

  test.each([
    { name: '70,000 texts', length: 6, count: 70_000, most: 65_536 },
    { name: '2 MB of texts', length: 128, count: 20_000, most: 16_384 },
    { name: '2 MB of texts that differ in few of their bytes', length: 120, count: 20_000, most: 17_476 },
  ])('are given until the table is full, and stay: $name', ({ length, count, most }) => {
    const each = new RecordScanner({ paths: [['a']] });
    const text = (i: number): string => String(i).padStart(length, '0');
    const numbers = Array.from({ length: count }, (_, i) => numberOf(each, text(i)));
    const known = numbers.filter((number) => number >= VALUE.firstText);
    expect(new Set(known).size).toBe(known.length);
    expect(known.length).toBeGreaterThan(most * 0.99);
    expect(known.length).toBeLessThanOrEqual(most);
    expect(numbers.slice(-100)).toEqual(Array.from({ length: 100 }, () => VALUE.unknown));
    expect(numbers.map((_, i) => numberOf(each, text(i)))).toEqual(numbers);
    expect(known.map((number) => each.text(number))).toEqual(numbers.flatMap((number, i) => (number >= VALUE.firstText ? [text(i)] : [])));
  });
});
