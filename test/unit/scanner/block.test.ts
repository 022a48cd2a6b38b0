import { describe, expect, test } from '@jest/globals';

import { type BlockScanner } from '../../../src/scanner/block-scanner.js';
import { expectAsParsed, MEMBERS } from './expect-as-parsed.js';
import { PATHS } from './record-text.js';
import { SCANNERS } from './scanners.js';

const tiny = (count: number): Buffer => Buffer.from('{},'.repeat(count));

describe.each(SCANNERS)('a scan in $name', ({ Scanner }) => {
  const scanner: BlockScanner = new Scanner({ paths: PATHS, keys: MEMBERS });

  test.each([1023, 1024, 1025, 3000])('of %i tiny records goes on behind those that it had room for', (count) => {
    expect(expectAsParsed(scanner, PATHS, tiny(count), false)).toBe(Math.min(count, 1024));
  });

  test('looks at a block at most, and leaves a record that does not end in it', () => {
    const { blockBytes } = scanner;
    for (let over = -20; over <= 20; over++) {
      const record = `{"eventName":"${'x'.repeat(blockBytes - 60 + over)}","eventSource":"é"}`;
      const bytes = Buffer.from(`{"a":1},${record},{"b":tru`);
      const isWhole = Buffer.byteLength(record) + 9 <= blockBytes;
      expect(scanner.scan(bytes, 0, bytes.length, false)).toBe(isWhole ? 2 : 1);
      expect(scanner.goesOn).toBe(true);
      expect(scanner.stoppedAt).toBe(isWhole ? Buffer.byteLength(record) + 9 : 8);
    }
  });

  test('finds the same records wherever in the block they end', () => {
    const { blockBytes } = scanner;
    const record = '{"eventName":"a\\n","n":-1.5e+3,"t":[true,false,null,{"x":"\\u00e9"}]}';
    for (let before = 0; before <= record.length + 2; before++) {
      const bytes = Buffer.from(`${' '.repeat(blockBytes - before)}${record},`);
      expect(scanner.scan(bytes, 0, bytes.length, false)).toBe(before > record.length ? 1 : 0);
      expect(scanner.goesOn).toBe(true);
    }
  });

  test('does not see what an earlier scan left in the block', () => {
    scanner.scan(Buffer.from('{"eventName":"abcdefghijklmnopqrstuvwxyz"}, {}, {}, {}, {}'), 0, 58, false);
    expectAsParsed(scanner, PATHS, Buffer.from('{"eventName":"abc'), false);
    expectAsParsed(scanner, PATHS, Buffer.from('{}'), false);
    expectAsParsed(scanner, PATHS, Buffer.from(''), true);
  });

  test.each([
    { levels: 1000, found: 1 },
    { levels: 1001, found: 0 },
    { levels: 100_000, found: 0 },
  ])('leaves what is nested too deep: $levels levels', ({ levels, found }) => {
    for (const { open, inner, close } of [
      { open: '[', inner: '[1]', close: ']' },
      { open: '{"userIdentity":', inner: '{"":1}', close: '}' },
    ]) {
      const bytes = Buffer.from(`{"eventName":${open.repeat(levels - 1)}${inner}${close.repeat(levels - 1)}},`);
      expect(scanner.scan(bytes, 0, bytes.length, false)).toBe(found);
    }
  });
});

test.each(SCANNERS)('a scanner in $name has slots for 64 paths in each of 1024 records, and refuses more', ({ Scanner }) => {
  const paths = Array.from({ length: 65 }, (_, i) => [`k${String(i).padStart(2, '0')}`]);
  const full = new Scanner({ paths: paths.slice(0, 64), keys: MEMBERS });
  const record = `{${paths.map(([key = '']) => `"${key}":"${key}"`).join()}},`;
  expect(expectAsParsed(full, paths.slice(0, 64), Buffer.from(record.repeat(200) + '{"k63":"x"},'.repeat(2000)), false)).toBe(1024);
  expect(() => new Scanner({ paths })).toThrow('the scanner has room for 64 paths, not for 65');
});
