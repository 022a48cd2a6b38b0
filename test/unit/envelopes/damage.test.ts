import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { eventNames, problemsOf, readBytes, readContent } from './read-bytes.js';

type Make = (i: number) => string;

const makers: Readonly<Record<string, Make>> = {
  'as CloudTrail writes them': (i) =>
    `{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","tags":[{"k":"a"},{"k":"b"}]},"eventSource":"iam.amazonaws.com","eventName":"E${i}","requestParameters":{"x":"y [z] {w}"}}`,
  'made by hand': (i) => `{"eventName":"E${i}","eventSource":"s3.amazonaws.com","r":{"a":[1,2,{"b":"c"}]}}`,
  'that begin with a key of their own': (i) =>
    `{"zeit":${i},"eventName":"E${i}","eventSource":"s3.amazonaws.com","r":{"a":[1,2,{"b":"c"}]}}`,
};

const damages: Readonly<Record<string, (record: string) => string>> = {
  'a value that is none': (record) => record.replace('"eventName":"', '"q":NaN,"eventName":"'),
  'a lost closing quote': (record) => record.replace(/"(eventSource":"[^"]*)"/, '"$1'),
  'a lost opening quote': (record) => record.replace(/"eventSource"/, 'eventSource"'),
  'a lost brace': (record) => record.slice(0, -1),
  'a lost comma': (record) => record.replace(',"event', ' "event'),
  'a lost colon': (record) => record.replace('":', '"'),
  'a comma too many': (record) => `${record.slice(0, -1)},}`,
  'a raw line end in a text': (record) => record.replace('amazonaws', '\n'),
  'a control character in a text': (record) => record.replace('amazonaws', '\u0001'),
  'an unknown escape': (record) => record.replace('amazonaws', '\\x'),
  'a bracket of the wrong kind': (record) => record.replace('}', ']'),
  'its second half lost': (record) => record.slice(0, record.length >> 1),
  'its first half lost': (record) => record.slice(record.length >> 1),
  'stray bytes in its place': () => 'oops',
  'a number in its place': () => '17',
  'a text in its place': () => '"x"',
  'null in its place': () => 'null',
  'an object without eventName and eventSource in its place': () => '{"a":1}',
};

const forms: Readonly<Record<string, (records: readonly string[]) => string>> = {
  'a log file': (records) => `{"Records":[${records.join(',')}]}`,
  'a spaced array': (records) => `[ ${records.join(' , ')} ]\n`,
  'JSON lines': (records) => `${records.join('\n')}\n`,
};

const cases = Object.keys(makers).flatMap((maker) =>
  Object.keys(damages).flatMap((damage) => Object.keys(forms).map((form) => ({ maker, damage, form }))),
);

type Row = readonly [name: string, text: string, names: readonly string[], damaged: number, problems: readonly string[]];

const places: readonly Row[] = [
  ['two records without a comma between', '[{"eventName":"A"}{"eventName":"B"}]', ['A', 'B'], 0, ['CTA4020@18']],
  ['a brace too many', '[{"eventName":"A"}},{"eventName":"B"}]', ['A', 'B'], 0, ['CTA4020@18']],
  ['a comma behind the last record', '[{"eventName":"A"},]', ['A'], 1, ['CTA4020@18']],
  ['two commas', '[{"eventName":"A"},,{"eventName":"B"}]', ['A', 'B'], 1, ['CTA4020@19']],
  ['a comma between documents', '{"eventName":"A"},{"eventName":"B"}', ['A', 'B'], 0, ['CTA4020@17']],
  ['text behind the document', '{"Records":[{"eventName":"A"}]} the end', ['A'], 1, ['CTA4020@32']],
  ['a broken key behind the records', '{"Records":[{"eventName":"A"}],oops}\n{"eventName":"B"}', ['A', 'B'], 0, ['CTA4020@31']],
  ['an end inside a record', '{"Records":[{"eventName":"A"},{"eventName":"B', ['A'], 1, ['CTA4021@30']],
  ['an end behind a comma', '{"Records":[{"eventName":"A"},', ['A'], 1, ['CTA4021@29']],
  ['an end behind a record', '{"Records":[{"eventName":"A"}', ['A'], 1, ['CTA4021@29']],
  ['an end behind the records', '{"Records":[{"eventName":"A"}]', ['A'], 0, ['CTA4021@30']],
  ['a broken key before the records', '{"x":NaN,"Records":[{"eventName":"A"},{"eventName":"B"}]}', ['A', 'B'], 1, ['CTA4020@0']],
  [
    'a whole record inside a cut one',
    '[{"eventName":"A","x":{"eventVersion":"1","eventName":"B"},{"eventName":"C"}]',
    ['B', 'C'],
    1,
    ['CTA4020@1'],
  ],
  [
    'records swallowed by an array that was cut',
    '[{"eventVersion":"1","x":[{"a":1},{"eventVersion":"1","eventName":"B"},{"eventVersion":"1","eventName":"C"}]',
    ['B', 'C'],
    1,
    ['CTA4020@1'],
  ],
  ['a document behind garbage', '{"Records":[{"eventName":"A"}, oops\n{"Records":[{"eventName":"B"}]}', ['A', 'B'], 1, ['CTA4020@31']],
  ['Records that is no array', '{"Records":{"eventName":"A"}}\n{"eventName":"B"}', ['B'], 1, ['CTA4026@0']],
  [
    'an item without its record',
    '{"Events":[{"EventId":"1"},{"CloudTrailEvent":"{}"},{"CloudTrailEvent":"{"}]}',
    [],
    3,
    ['CTA4024@11', 'CTA4024@46', 'CTA4020@71'],
  ],
  ['data that is not base64', '{"awslogs":{"data":"***"}}', [], 1, ['CTA4027@19']],
  ['a message that is text', '{"logEvents":[{"message":"hello"}]}', [], 1, ['CTA4020@25']],
  ['a record that was closed too early', '[{"eventName":"A"},"x":{"y":1}},{"eventName":"B"}]', ['A', 'B'], 1, ['CTA4020@19']],
  ['an array in an array', '[[{"eventName":"A"}],{"eventName":"B"}]', ['B'], 1, ['CTA4023@1']],
];

describe('a damaged record', () => {
  test.each(cases)('with $damage costs itself alone, among records $maker in $form', async ({ maker, damage, form }) => {
    const make = makers[maker] ?? String;
    const records = Array.from({ length: 9 }, (_, i) => (i % 3 === 1 ? (damages[damage]?.(make(i)) ?? '') : make(i)));
    const text = forms[form]?.(records) ?? '';
    const result = await readBytes(text);
    expect(eventNames(result)).toEqual(['E0', 'E2', 'E3', 'E5', 'E6', 'E8']);
    expect(result.summary).toMatchObject({ outcome: 'read', evaluated: 6, damaged: 3, skipped: 0 });
    const behind = (i: number): number => text.indexOf(records[i] ?? '') + (records[i] ?? '').length;
    const offsets = [1, 4, 7].map((i) => text.indexOf(records[i] ?? '', behind(i - 1)));
    expect(result.summary.problems.map(({ byteOffset }) => byteOffset)).toEqual(offsets);
  });

  test('with bytes that are no UTF-8 costs itself alone', async () => {
    const text = Buffer.from('{"Records":[{"eventName":"A"},{"eventName":"B\xff"},{"eventName":"\xc3\xa9"}]}', 'latin1');
    const result = await readBytes(text);
    expect(eventNames(result)).toEqual(['A', 'é']);
    expect(problemsOf(result)).toEqual(['CTA4022@30']);
  });
});

describe('damage', () => {
  const rows = places.map(([name, text, names, damaged, problems]) => ({ name, text, names, damaged, problems }));

  test.each(rows)('is named where it stands: $name', async ({ text, names, damaged, problems }) => {
    const result = await readBytes(text);
    expect(eventNames(result)).toEqual(names);
    expect(result.summary.damaged).toBe(damaged);
    expect(problemsOf(result)).toEqual(problems);
  });

  test('is not seen in a valid record that holds what looks like records', async () => {
    const nested = '{"eventVersion":"1","eventName":"A","x":[{"eventVersion":"1","eventName":"N"},{"eventVersion":"1","eventName":"N"}]}';
    const result = await readBytes(`{"Records":[${nested},${nested},${nested}]}`);
    expect(eventNames(result)).toEqual(['A', 'A', 'A']);
    expect(result.summary.problems).toEqual([]);
  });

  test('is said in printable text', async () => {
    const { summary } = await readBytes('[{"eventName":"A"},\u001b[31m,{"eventName":"B"}]');
    expect(summary.problems[0]?.message).toBe('The record is broken: "\\u001b" at byte 19 does not fit.');
  });
});

describe('a record larger than the limit', () => {
  const limits = { recordBytes: 1000, windowBytes: 100 };
  const large = `{"eventName":"L","x":"${'A'.repeat(5000)}"}`;

  test.each([undefined, 7, 300])('costs itself alone, in chunks of %s', async (chunkBytes) => {
    const text = `{"Records":[{"eventName":"A"},${large},{"eventName":"B"}]}`;
    const result = await readBytes(text, chunkBytes === undefined ? { limits } : { limits, chunkBytes });
    expect(eventNames(result)).toEqual(['A', 'B']);
    expect(problemsOf(result)).toEqual(['CTA4025@30']);
  });

  test('is one of exactly one byte more', async () => {
    const sized = (bytes: number): string => `{"eventName":"${'x'.repeat(bytes - 16)}"}`;
    const result = await readBytes(`[${sized(1000)},${sized(1001)},${sized(999)}]`, { limits });
    expect(result.records.map(({ byteLength }) => byteLength)).toEqual([1000, 999]);
    expect(problemsOf(result)).toEqual(['CTA4025@1002']);
  });
});

describe('a file', () => {
  test.each<{ name: string; text: string; walked: string; problem: string }>([
    { name: 'of no bytes', text: '', walked: 'damaged', problem: 'CTA4004@0' },
    { name: 'of white space', text: ' \n', walked: 'skipped', problem: 'CTA4006@0' },
    { name: 'of text', text: '# Logs', walked: 'skipped', problem: 'CTA4005@0' },
    { name: 'with an empty log', text: '{"Records":[]}', walked: 'read', problem: 'CTA4006@0' },
    { name: 'with an empty array', text: '[]', walked: 'read', problem: 'CTA4006@0' },
    { name: 'of other JSON', text: '{"a":1}', walked: 'damaged', problem: 'CTA4024@0' },
    { name: 'whose Records is no array', text: '{"Records":{}}', walked: 'damaged', problem: 'CTA4026@0' },
    { name: 'of damage alone', text: '{"Records":[{"eventName"', walked: 'damaged', problem: 'CTA4021@12' },
  ])('$name is $walked in a folder and damaged when named', async ({ text, walked, problem }) => {
    expect((await readBytes(text)).summary.outcome).toBe(walked);
    const named = await readBytes(text, { named: true });
    expect(named.summary.outcome).toBe('damaged');
    expect(problemsOf(named)).toEqual([problem]);
  });

  test('whose reading fails half way gives what was read', async () => {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('{"Records":[{"eventName":"A"},{"event'));
      throw new Error('the disk is gone');
    }
    const result = await readContent({ kind: 'stream', chunks: chunks() });
    expect(eventNames(result)).toEqual(['A']);
    expect(problemsOf(result)).toEqual(['CTA4021@30', 'CTA4001@37']);
    expect(result.summary.problems[1]?.message).toContain('the disk is gone');
  });
});

describe('the seeds', () => {
  const folder = new URL('../../fixtures/seeds/', import.meta.url);

  test('hold fourteen records', async () => {
    const logs = new URL('logs/', folder);
    const names = await readdir(logs);
    const summaries = await Promise.all(names.map(async (name) => (await readBytes(await readFile(new URL(name, logs)))).summary));
    expect(summaries.reduce((sum, { evaluated }) => sum + evaluated, 0)).toBe(14);
    expect(summaries.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('have the truncated one evaluated up to byte 843', async () => {
    const result = await readBytes(await readFile(new URL('cloudwatch-putmetricalarm-truncated.json', folder)), { named: true });
    expect(result.summary).toMatchObject({ outcome: 'read', evaluated: 1, damaged: 1 });
    expect(problemsOf(result)).toEqual(['CTA4020@843']);
  });
});
