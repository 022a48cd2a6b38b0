import { describe, expect, test } from '@jest/globals';

import { type BlockScanner, VALUE } from '../../../src/scanner/block-scanner.js';
import { expectAsParsed, MEMBERS } from './expect-as-parsed.js';
import { PATHS } from './record-text.js';
import { SCANNERS } from './scanners.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const VALUES = [
  ...['0', '-0', '1', '-1', '10', '1.0', '1.50', '0.1', '1e1', '1E1', '1e+1', '1e-1', '1.5e10', '9'.repeat(400)],
  ...['', '-', '+1', '01', '-01', '.5', '1.', '1.e1', '1e', '1e+', '1.5.5', '0x1', '1_0', 'Infinity', 'NaN', '- 1', '1 2', '--1', '1e1.5'],
  ...['true', 'false', 'null', 'tru', 'truE', 'True', 'nulll', 'fals', 'undefined', 'nul', 'truefalse', 'nu\0l'],
  ...[
    '""',
    '"a',
    '"\\"',
    '"\\a"',
    '"\\u12"',
    '"\\u12g4"',
    '"\\uD800"',
    '"\\/"',
    '"\t"',
    '"\n"',
    '"\0"',
    '"\x1f"',
    '"\x7f"',
    '"\u2028"',
    "'a'",
  ],
  ...[
    '[]',
    '[,]',
    '[1,]',
    '[,1]',
    '[1 2]',
    '[[]',
    '[]]',
    '[}',
    '{]',
    '{}',
    '{,}',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '{a:1}',
    '{1:1}',
    '{"a" 1}',
  ],
  ...['{"a":1 "b":1}', '{"a"::1}', '{"a":1,,"b":1}', '[1]2', '/**/1', '1//', '\u00a01', '\ufeff1', '\v1', '\f1'],
];

const TWICE = [
  { name: 'a leaf twice', text: '{"eventName":"a","eventName":"b"}' },
  { name: 'a leaf and then null', text: '{"eventName":"a","eventName":null}' },
  { name: 'a leaf and then a number', text: '{"eventName":"a","eventName":1}' },
  { name: 'a leaf and then an empty array', text: '{"eventSource":"a","eventSource":[]}' },
  { name: 'an object twice', text: '{"userIdentity":{"type":"a","":"b"},"userIdentity":{"":"c"}}' },
  { name: 'an object and then a text', text: '{"userIdentity":{"type":"a"},"userIdentity":"b"}' },
  { name: 'a text and then an object', text: '{"userIdentity":"b","userIdentity":{"type":"a"}}' },
  { name: 'an array and then an object', text: '{"userIdentity":[{"type":"a"}],"userIdentity":{"":"a"}}' },
  { name: 'an object and then an array', text: '{"userIdentity":{"type":"a"},"userIdentity":[{"type":"b"}]}' },
  { name: 'an object and then null', text: '{"userIdentity":{"type":"a"},"userIdentity":null}' },
  { name: 'a time twice', text: '{"eventTime":"2026-01-31T12:00:00Z","eventTime":"2026-01-31T12:00:01Z"}' },
  { name: 'a time and then an object', text: '{"eventTime":"2026-01-31T12:00:00Z","eventTime":{"a":1}}' },
  { name: 'a time and then another text', text: '{"eventTime":"2026-01-31T12:00:00Z","eventTime":"x"}' },
  { name: 'keys in an array in the place of an object', text: '{"userIdentity":[[{"type":"a"}]],"a":[{"eventName":"b"}]}' },
];

describe.each(SCANNERS)('the scanner in $name says what JSON.parse says', ({ Scanner }) => {
  const scanner: BlockScanner = new Scanner({ paths: PATHS, keys: MEMBERS });

  test.each(VALUES)('of the value %j', (value) => {
    const alone = Buffer.from(`{"eventName":${value}},`);
    expect(scanner.scan(alone, 0, alone.length, false) > 0).toBe(isJson(`{"eventName":${value}}`));
    for (const text of [`{"eventName":${value}},{}`, `{"eventName":${value},"a":[${value}]},{}`]) {
      expectAsParsed(scanner, PATHS, Buffer.from(text), false);
      expectAsParsed(scanner, PATHS, Buffer.from(text), true);
    }
  });

  test.each(TWICE)('of $name', ({ text }) => {
    expect(expectAsParsed(scanner, PATHS, Buffer.from(`${text},`), false)).toBe(1);
  });
});

describe.each(SCANNERS)('of a scanner in $name', ({ Scanner }) => {
  const scanner: BlockScanner = new Scanner({ paths: PATHS, keys: MEMBERS });

  test.each([
    { members: 63, isOdd: false },
    { members: 64, isOdd: true },
    { members: 500, isOdd: true },
  ])('a record of $members members is odd: $isOdd', ({ members, isOdd }) => {
    const text = JSON.stringify(Object.fromEntries(Array.from({ length: members }, (_, i) => [`key${i}`, i])));
    expectAsParsed(scanner, PATHS, Buffer.from(`${text},{"eventName":"x"},`), false);
    expect([scanner.isOdd(0), scanner.isOdd(1)]).toEqual([isOdd, false]);
  });

  test('keys beyond the thirty-first have no room, and no part with them can be asked for', () => {
    const keys = Array.from({ length: 40 }, (_, i) => `key${i}`);
    const narrow = new Scanner({ paths: [], keys });
    expect(narrow.maskOf(keys.slice(31, 32))).toBeUndefined();
    expect(narrow.maskOf(['another'])).toBeUndefined();
    const bytes = Buffer.from('{"key30":[1, 2] , "key31":2,"key0":"é"},');
    expect(narrow.scan(bytes, 0, bytes.length, false)).toBe(1);
    expect(narrow.partOf(0, narrow.maskOf(keys.slice(0, 31)) ?? 0)).toBe('{"key30":[1, 2] ,"key0":"é"}');
  });
});

describe.each(SCANNERS)('of a scanner in $name, records have the same row number', ({ Scanner }) => {
  const rows = (...texts: readonly string[]): readonly number[] => {
    const fresh = new Scanner({ paths: [['a'], ['b', 'c']] });
    const bytes = Buffer.from(texts.join('\n'));
    expect(fresh.scan(bytes, 0, bytes.length, true)).toBe(texts.length);
    return texts.map((_, record) => fresh.rowOf(record));
  };

  test('when their paths lead to the same', () => {
    const texts = ['{"a":"x"}', '{"a":"y"}', '{"z":1,"a":"x"}', '{"b":{"c":"x"}}', '{}', '{"b":null}', '{"a":5}', '{"a":[]}', '{"a":"y"}'];
    expect(rows(...texts)).toEqual([1, 2, 1, 3, 4, 4, 5, 5, 2]);
  });

  test('whatever their asides say', () => {
    const fresh = new Scanner({ paths: [['a']], asides: ['b', 'd'] });
    const texts = ['{"b":"x","a":"v","d":"x"}', '{"a":"v","b":{"a":"w"}}', '{"a":"w","d":null,"b":"y","b":"z"}', '{"a":{"b":"x"}}'];
    const bytes = Buffer.from(texts.join('\n'));
    expect(fresh.scan(bytes, 0, bytes.length, true)).toBe(texts.length);
    const slots = (record: number): readonly (number | string)[] =>
      [...fresh.words.subarray(fresh.slotsOf(record), fresh.slotsOf(record) + 3)].map((value) =>
        value < VALUE.firstText ? value : fresh.text(value),
      );
    expect(texts.map((_, record) => [fresh.rowOf(record), ...slots(record)])).toEqual([
      [1, 'v', 'x', 'x'],
      [1, 'v', VALUE.unknown, VALUE.absent],
      [2, 'w', 'z', VALUE.absent],
      [3, VALUE.unknown, VALUE.absent, VALUE.absent],
    ]);
  });

  test('but none when there are more rows than have room', () => {
    const count = 300_000;
    const fresh = new Scanner({ paths: [['a'], ['b'], ['c']] });
    // Texts have numbers only as long as there is room for them too: three of a hundred make a million rows.
    const texts = Array.from(
      { length: count },
      (_, i) => `{"a":"${i % 100}","b":"${Math.floor(i / 100) % 100}","c":"${Math.floor(i / 10_000)}"}`,
    );
    const seen = new Map<number, string>();
    for (let at = 0; at < count; at += 1000) {
      const bytes = Buffer.from(texts.slice(at, at + 1000).join('\n'));
      expect(fresh.scan(bytes, 0, bytes.length, true)).toBe(1000);
      for (let record = 0; record < 1000; record++) {
        const row = fresh.rowOf(record);
        if (row !== 0 && seen.has(row)) throw new Error(`${texts[at + record] ?? ''} has the row of ${seen.get(row) ?? ''}`);
        seen.set(row, texts[at + record] ?? '');
      }
    }
    expect(seen.has(0)).toBe(true);
    expect(seen.size).toBeGreaterThan(50_000);
  });
});

test.each(SCANNERS)('a scanner in $name has no room for keys that it could not tell apart, or that are very long', ({ Scanner }) => {
  const each = new Scanner({ paths: [], keys: ['\ud800', '中'.repeat(200_000), '\ufffd', 'é'] });
  expect(['\ud800', '中'.repeat(200_000)].map((key) => each.maskOf([key]))).toEqual([undefined, undefined]);
  const bytes = Buffer.from('{"\ufffd":1,"é":2},');
  expect(each.scan(bytes, 0, bytes.length, false)).toBe(1);
  expect(each.partOf(0, each.maskOf(['\ufffd']) ?? 0)).toBe('{"\ufffd":1}');
});
