import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type PartialRecord, type RecordScreen } from '../../../src/envelopes/record-screen.js';
import { type JsonObject, type JsonValue } from '../../../src/model/json.js';
import { VALUE } from '../../../src/scanner/block-scanner.js';
import { RecordScanner } from '../../../src/scanner/record-scanner.js';
import { damagedLogs, TIGHT } from './damaged-logs.js';
import { type KeptRecord, problemsOf, readBytes, type ReadOptions, type ReadResult } from './read-bytes.js';

const SECONDS = 120_000;

/** What a screen makes of the records that it could take. */
type Choice = (name: string | undefined) => 'none' | 'whole' | 'part';

/** The keys that parts have. */
const PART: readonly string[] = ['eventName', 'userIdentity'];

/** A screen that counts what it takes and of what it leaves a part. */
class CountingScreen implements RecordScreen {
  taken = 0;
  readonly scanner = new RecordScanner({ paths: [['eventName'], ['eventSource']], keys: PART });
  private readonly choose: Choice;

  constructor(choose: Choice) {
    this.choose = choose;
  }

  ask(record: number): 'none' | 'whole' | PartialRecord {
    const { scanner } = this;
    const slots = scanner.slotsOf(record);
    const [name = 0, source = 0] = scanner.words.subarray(slots, slots + 2);
    if (scanner.isOdd(record) || (name === VALUE.absent && source === VALUE.absent)) return 'whole';
    const choice = this.choose(name >= VALUE.firstText ? scanner.text(name) : undefined);
    if (choice === 'none') this.taken++;
    if (choice !== 'part') return choice;
    return { value: JSON.parse(scanner.partOf(record, scanner.maskOf(PART) ?? 0)) as JsonObject, selection: PART };
  }
}

const CHOICES: readonly { readonly name: string; readonly make: () => Choice }[] = [
  { name: 'none', make: () => () => 'whole' },
  { name: 'all', make: () => () => 'none' },
  { name: 'those whose names are short', make: () => (name) => (name !== undefined && name.length < 2 ? 'none' : 'part') },
  {
    name: 'one of three',
    make: () => {
      let count = 0;
      return () => (['none', 'whole', 'part'] as const)[count++ % 3] ?? 'none';
    },
  },
];

/** Expects that what a screen leaves is what would be read without it, and gives how many it took. */
async function expectLeft(bytes: Buffer, choose: Choice, options: ReadOptions): Promise<number> {
  const screen = new CountingScreen(choose);
  const { records, summary } = await readBytes(bytes, { ...options, screen });
  const whole = await readBytes(bytes, options);
  expect(summary).toEqual(whole.summary);
  expect(records).toHaveLength(whole.records.length - screen.taken);
  const left = new Set(records.map(({ index }) => index));
  expect(records).toEqual(whole.records.filter(({ index }) => left.has(index)).map((each, i) => asLeft(each, records[i])));
  return screen.taken;
}

/** A record as the screen leaves it; a part says so. */
function asLeft(whole: KeptRecord, left: KeptRecord | undefined): KeptRecord {
  if (left?.selection === undefined) return whole;
  const value = Object.fromEntries<JsonValue | undefined>(Object.entries(whole.value).filter(([key]) => PART.includes(key)));
  return { ...whole, value, selection: PART };
}

describe('a screen takes records and changes nothing else', () => {
  test.each(CHOICES)(
    'when it takes $name, of files in all forms, damaged and not, in pieces of any size',
    async ({ name, make }) => {
      let taken = 0;
      await fc.assert(
        fc.asyncProperty(
          damagedLogs(30),
          fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
          fc.constantFrom({}, TIGHT, { ...TIGHT, recordBytes: 100 }, { ...TIGHT, guessBytes: 60 }, { guessBytes: 0 }),
          async (bytes, chunkBytes, limits) => {
            taken += await expectLeft(bytes, make(), { limits, ...(chunkBytes !== undefined && { chunkBytes }) });
          },
        ),
        { numRuns: 500 },
      );
      if (name !== 'none') expect(taken).toBeGreaterThan(500);
    },
    SECONDS,
  );
});

const record = (i: number): string => `{"eventVersion":"1.08","eventName":"Get${i % 10}","eventSource":"s","x":"${'é'.repeat(i % 90)}"}`;
const records = (count: number): string[] => Array.from({ length: count }, (_, i) => record(i));
const short: Choice = (name) => (name?.endsWith('1') === true ? 'none' : 'part');

describe('a screen takes what it can, and changes nothing else,', () => {
  test.each<{ name: string; text: string; taken: number }>([
    { name: 'a trail', text: `{"Records":[${records(5000).join()}]}`, taken: 500 },
    { name: 'a trail with white space', text: `{ "Records" : [ ${records(5000).join(' ,\n ')} ] }\n`, taken: 500 },
    { name: 'an array', text: `[${records(5000).join()}]`, taken: 500 },
    { name: 'lines', text: records(5000).join('\n'), taken: 500 },
    { name: 'documents without lines', text: records(5000).join(''), taken: 500 },
    {
      name: 'documents of one record',
      text: records(500)
        .map((each) => `{"Records":[${each}]}`)
        .join('\n'),
      taken: 0,
    },
    {
      name: 'records of which one is longer than a block',
      text: `[${records(50).join()},${record(1).replace('1.08', 'x'.repeat(600_000))},${records(50).join()}]`,
      taken: 10,
    },
    {
      name: 'records of which one is nested deeply',
      text: `[${records(50).join()},{"eventName":"1","a":${'['.repeat(1500)}${']'.repeat(1500)}},${records(50).join()}]`,
      taken: 10,
    },
  ])('of $name', async ({ text, taken }) => {
    const bytes = Buffer.from(text);
    for (const options of [{}, { chunkBytes: 1000 }, { chunkBytes: 70_001, limits: { windowBytes: 5000 } }]) {
      const count = await expectLeft(bytes, short, options);
      expect(count).toBeLessThanOrEqual(taken);
      expect(count).toBeGreaterThanOrEqual(taken * 0.95 - 2);
    }
  });
});

describe('a screen changes nothing', () => {
  test.each<{ name: string; text: string }>([
    { name: 'pretty-printed', text: JSON.stringify({ Records: records(200).map((each) => JSON.parse(each) as unknown) }, null, 2) },
    {
      name: 'pretty-printed, one behind the other',
      text: records(200)
        .map((each) => JSON.stringify(JSON.parse(each), null, 1))
        .join('\n'),
    },
    {
      name: 'a document among lines that is a record too',
      text: [...records(3), `{"Records":[${record(1)}],"eventName":"1"}`, record(1)].join('\n'),
    },
    { name: 'another one that does not end its line', text: `${records(3).join('\n')}\n{"a":1,"Events":[${record(1)}],"eventName":"1"}` },
    {
      name: 'keys that make a record start only where it was seen before',
      text: `${record(0)}\n{"zeit":1,"eventName":"1"}\n{"a":"x,{"zeit":1,"eventName":"2"}\n${record(1)}`,
    },
    { name: 'commas in a row', text: `[${record(1)},,${record(1)},${record(1)},]` },
    { name: 'lines with commas', text: records(100).join(',\n') },
    { name: 'lines padded with NUL', text: records(100).join('\n\0\0') },
  ])('of $name', async ({ text }) => {
    for (const options of [{}, { limits: TIGHT }, { chunkBytes: 7, limits: { windowBytes: 16 } }])
      await expectLeft(Buffer.from(text), short, options);
  });

  test('though one record in a block is not UTF-8, which costs that one alone', async () => {
    const text = `[${records(5000).join()}]`;
    const bytes = Buffer.from(text);
    bytes[text.indexOf('Get7', text.length / 3)] = 0xff;
    expect(await expectLeft(bytes, () => 'none', {})).toBeGreaterThan(4900);
    const result: ReadResult = await readBytes(bytes, { screen: new CountingScreen(() => 'none') });
    expect(problemsOf(result)).toHaveLength(1);
  });
});
