import { describe, expect, test } from '@jest/globals';

import { RecordScanner } from '../../../src/scanner/record-scanner.js';
import { expectAsParsed } from './expect-as-parsed.js';
import { PATHS } from './record-text.js';

const scanner = new RecordScanner(PATHS);

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

describe('the scanner says what JSON.parse says', () => {
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
