import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type BlockScanner, VALUE } from '../../../src/scanner/block-scanner.js';
import { choices, type Choices, oddSpace } from '../../support/odd-json.js';
import { expectAsParsed, MEMBERS } from './expect-as-parsed.js';
import { PATHS, recordText } from './record-text.js';
import { SCANNERS } from './scanners.js';

const SECONDS = 120_000;

/** Some hundred records in a row. */
function row(pick: Choices, isLines: boolean): string {
  const records: string[] = [];
  while (!pick.isEmpty) records.push(`${oddSpace(pick)}${recordText(pick)}${oddSpace(pick)}`);
  return records.join(isLines ? '' : ',') + (isLines ? '' : pick.of(',', ']', ''));
}

/** Texts that damage is made of. */
const BITS = [
  '',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '0',
  '-',
  '.',
  'e',
  'x',
  'true',
  'nul',
  '\0',
  '\x1f',
  '\x7f',
  '\u00a0',
  '\ufeff',
  '\\u00',
  '\\x',
];

function damage(text: string, pick: Choices): string {
  const at = Math.floor(((pick.below(256) * 256 + pick.below(256)) / 65_536) * text.length);
  return text.slice(0, at) + pick.of('', ...BITS) + text.slice(at + pick.of(0, 1, 1, 2, 5));
}

describe.each(SCANNERS)('the scanner in $name says of records what JSON.parse says', ({ Scanner }) => {
  const scanner: BlockScanner = new Scanner({ paths: PATHS, keys: MEMBERS });

  test(
    'of a hundred thousand in rows',
    () => {
      let records = 0;
      fc.assert(
        fc.property(choices(12_000), fc.boolean(), (pick, isLines) => {
          const bytes = Buffer.from(row(pick, isLines));
          for (let at = 0, count = 1; count > 0; at += scanner.stoppedAt, records += count) {
            count = expectAsParsed(scanner, PATHS, bytes.subarray(at), isLines);
          }
        }),
        { numRuns: 650 },
      );
      expect(records).toBeGreaterThan(100_000);
    },
    SECONDS,
  );

  test(
    'of damaged rows',
    () => {
      let stopped = 0;
      fc.assert(
        fc.property(choices(120), choices(8), fc.boolean(), (pick, change, isLines) => {
          const text = damage(row(pick, isLines), change);
          expectAsParsed(scanner, PATHS, Buffer.from(text), isLines);
          expectAsParsed(scanner, PATHS, Buffer.from(text, 'latin1'), isLines);
          if (!scanner.goesOn) stopped++;
        }),
        { numRuns: 4_000 },
      );
      expect(stopped).toBeGreaterThan(1_000);
    },
    SECONDS,
  );

  test(
    'of rows cut off at any byte',
    () => {
      fc.assert(
        fc.property(choices(60), fc.boolean(), (pick, isLines) => {
          const bytes = Buffer.from(row(pick, isLines));
          for (let end = 0; end < bytes.length; end++) expectAsParsed(scanner, PATHS, bytes.subarray(0, end), isLines);
        }),
        { numRuns: 100 },
      );
    },
    SECONDS,
  );
});

/** All that a scanner says of a block, with texts for their numbers and numbers of rows by the first record that has each. */
function saidBy(scanner: BlockScanner, bytes: Buffer, isLines: boolean): unknown {
  const count = scanner.scan(bytes, 0, bytes.length, isLines);
  const rows: number[] = [];
  const records = Array.from({ length: count }, (_, record) => {
    rows.push(scanner.rowOf(record));
    const at = scanner.slotsOf(record);
    const slots = Array.from(scanner.words.subarray(at, at + PATHS.length), (number) =>
      number < VALUE.firstText ? number : scanner.text(number),
    );
    const span = [scanner.startOf(record), scanner.endOf(record)];
    const parts = scanner.isOdd(record) ? 'odd' : [1, 6, 127].map((mask) => scanner.partOf(record, mask));
    return { span, time: scanner.timeOf(record), slots, parts, row: rows.indexOf(rows.at(-1) ?? 0) };
  });
  return { records, stoppedAt: scanner.stoppedAt, goesOn: scanner.goesOn };
}

test(
  'both scanners say the same, of rows and of damaged ones',
  () => {
    const [wasm, plain] = SCANNERS.map(({ Scanner }): BlockScanner => new Scanner({ paths: PATHS, keys: MEMBERS }));
    if (wasm === undefined || plain === undefined) throw new Error('there are two scanners');
    fc.assert(
      fc.property(choices(400), choices(8), fc.boolean(), (pick, change, isLines) => {
        const text = row(pick, isLines);
        for (const each of [text, damage(text, change)])
          expect(saidBy(plain, Buffer.from(each), isLines)).toEqual(saidBy(wasm, Buffer.from(each), isLines));
      }),
      { numRuns: 1_500 },
    );
  },
  SECONDS,
);
