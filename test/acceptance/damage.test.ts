import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, test } from '@jest/globals';

import { cloudTrailRecord, logFile } from '../support/records.js';
import { inWorkspace } from '../support/workspace.js';
import { scanToJson } from './reading-reports.js';

const SECONDS = 60;

const recordOf = (eventID: string): string => JSON.stringify(cloudTrailRecord({ eventID }));
const lines = (...ids: readonly string[]): Buffer => Buffer.from(ids.map((id) => `${recordOf(id)}\n`).join(''));

/** Text that gzip cannot make smaller, so that half of the file is about half of the records. */
const unlike = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${(i * 2654435761) % 4294967296}-${(i * 40503) % 65536}`);

const zipped = gzipSync(lines('a', 'b'));

function changed(bytes: Buffer, offset: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length + offset] = (copy.at(offset) ?? 0) ^ 0xff;
  return copy;
}

interface Case {
  readonly name: string;
  readonly bytes: Buffer | string;
  readonly evaluated: number;
  readonly damaged: number;
  /** Each problem as its code and its byte. */
  readonly problems: readonly string[];
}

const BOTH = 2 * lines('a').length;

const cases: readonly Case[] = [
  {
    name: 'gzip of two members',
    bytes: Buffer.concat([gzipSync(lines('a')), gzipSync(lines('b'))]),
    evaluated: 2,
    damaged: 0,
    problems: [],
  },
  { name: 'gzip with a wrong checksum', bytes: changed(zipped, -8), evaluated: 2, damaged: 0, problems: [`CTA4011@${BOTH}`] },
  { name: 'gzip with a wrong length', bytes: changed(zipped, -4), evaluated: 2, damaged: 0, problems: [`CTA4011@${BOTH}`] },
  { name: 'gzip without its trailer', bytes: zipped.subarray(0, -8), evaluated: 2, damaged: 0, problems: [`CTA4010@${BOTH}`] },
  {
    name: 'gzip with a tail that is none',
    bytes: Buffer.concat([zipped, Buffer.from('tail')]),
    evaluated: 2,
    damaged: 0,
    problems: [`CTA4012@${BOTH}`],
  },
  { name: 'gzip padded with zeros', bytes: Buffer.concat([zipped, Buffer.alloc(512)]), evaluated: 2, damaged: 0, problems: [] },
  { name: 'two bytes of gzip', bytes: zipped.subarray(0, 2), evaluated: 0, damaged: 0, problems: ['CTA4010@0', 'CTA4040@-'] },
  {
    name: 'a byte order mark',
    bytes: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), lines('a')]),
    evaluated: 1,
    damaged: 0,
    problems: [],
  },
  {
    name: 'JSON that breaks in the middle',
    bytes: `{"Records":[${recordOf('a')},{"eventName":x},${recordOf('b')}]}`,
    evaluated: 2,
    damaged: 1,
    problems: [`CTA4020@${12 + recordOf('a').length + 1}`],
  },
  {
    name: 'a record that is no object',
    bytes: `{"Records":[${recordOf('a')},7,${recordOf('b')}]}`,
    evaluated: 2,
    damaged: 1,
    problems: [`CTA4023@${12 + recordOf('a').length + 1}`],
  },
  {
    name: 'a record of nothing',
    bytes: logFile({ awsRegion: 'eu-west-1' }, cloudTrailRecord()),
    evaluated: 1,
    damaged: 1,
    problems: ['CTA4024@12'],
  },
  {
    name: 'bytes that are not UTF-8',
    bytes: Buffer.concat([Buffer.from('{"eventName":"'), Buffer.from([0xff]), Buffer.from('"}\n'), lines('b')]),
    evaluated: 1,
    damaged: 1,
    problems: ['CTA4022@0'],
  },
  { name: 'a lone surrogate, which JSON allows', bytes: '{"eventName":"\\ud800"}', evaluated: 1, damaged: 0, problems: [] },
  { name: 'a key twice, of which the last one counts', bytes: '{"eventName":"a","eventName":"b"}', evaluated: 1, damaged: 0, problems: [] },
  {
    name: 'nesting of 20,000 levels',
    bytes: `{"eventName":"a","deep":${'['.repeat(20_000)}${']'.repeat(20_000)}}\n${recordOf('b')}`,
    evaluated: 2,
    damaged: 0,
    problems: [],
  },
  { name: 'text that is no log', bytes: 'hello\n', evaluated: 0, damaged: 0, problems: ['CTA4005@0', 'CTA4040@-'] },
];

describe('a file of', () => {
  test.each(cases)(
    '$name costs what is damaged and nothing else',
    ({ bytes, evaluated, damaged, problems }) =>
      inWorkspace(async (folder) => {
        writeFileSync(join(folder, 'log'), bytes);
        const { exit, report } = await scanToJson(['log', '--fail-on', 'critical', '--rules', 'logging'], folder);
        expect(report.input.records).toMatchObject({ evaluated, damaged });
        expect(report.problems.map(({ code, byteOffset }) => `${code}@${byteOffset ?? '-'}`)).toEqual(problems);
        expect(exit).toBe(problems.length === 0 ? 0 : 3);
        expect(report.complete).toBe(problems.length === 0);
      }),
    SECONDS * 1000,
  );

  test(
    'truncated gzip gives the records that are whole, and the byte where it ends',
    () =>
      inWorkspace(async (folder) => {
        const whole = lines(...unlike(200));
        const gzip = gzipSync(whole);
        writeFileSync(join(folder, 'log.gz'), gzip.subarray(0, gzip.length / 2));
        const { exit, report } = await scanToJson(['log.gz', '--rules', 'logging', '--fail-on', 'critical'], folder);
        const { evaluated = 0, damaged } = report.input.records;
        expect(evaluated).toBeGreaterThan(20);
        expect(evaluated).toBeLessThan(180);
        expect(damaged).toBe(1);
        const lengths = unlike(200).map((id) => lines(id).length);
        const wholeRecords = lengths.slice(0, evaluated).reduce((sum, length) => sum + length, 0);
        expect(report.problems[0]?.byteOffset).toBeGreaterThanOrEqual(wholeRecords);
        expect(report.problems[0]?.byteOffset).toBeLessThan(wholeRecords + (lengths[evaluated] ?? 0));
        expect(exit).toBe(3);
      }),
    SECONDS * 1000,
  );

  test(
    'more damaged records than can be listed has a hundred by name and the number of the rest',
    () =>
      inWorkspace(async (folder) => {
        writeFileSync(join(folder, 'log.json'), `{"Records":[${'7,'.repeat(5_000)}${recordOf('a')}]}`);
        const { report } = await scanToJson(['log.json', '--rules', 'logging', '--fail-on', 'critical'], folder);
        expect(report.input.records).toMatchObject({ evaluated: 1, damaged: 5_000 });
        expect(report.problems).toHaveLength(101);
        expect(report.problems.at(-1)).toMatchObject({ code: 'CTA4023', count: 4_900, byteOffset: 212, lastByteOffset: 12 + 2 * 4_999 });
      }),
    SECONDS * 1000,
  );
});
