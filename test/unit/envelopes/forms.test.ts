import { describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { type KeptRecord, eventNames, readBytes } from './read-bytes.js';

const a = { eventVersion: '1.08', eventName: 'A', eventSource: 's3.amazonaws.com' };
const b = { eventName: 'B', requestParameters: { list: [{ k: 1 }, { k: 2 }] } };
const c = { eventSource: 'iam.amazonaws.com' };
const insight = { eventType: 'AwsCloudTrailInsight', eventCategory: 'Insight', insightDetails: { eventName: 'X' } };
const json = (value: unknown): string => JSON.stringify(value);
const bridge = (detail: unknown): unknown => ({ version: '0', 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.s3', detail });
const payload = (...messages: readonly string[]): unknown => ({
  messageType: 'DATA_MESSAGE',
  logGroup: 'trail',
  logEvents: messages.map((message, i) => ({ id: String(i), timestamp: 1, message })),
});
const control = {
  messageType: 'CONTROL_MESSAGE',
  logEvents: [{ id: '', message: 'CWL CONTROL MESSAGE: Checking health of destination.' }],
};
const awslogs = (value: unknown): unknown => ({ awslogs: { data: gzipSync(json(value)).toString('base64') } });

interface Form {
  readonly name: string;
  readonly text: string;
  readonly within?: readonly (string | undefined)[];
}

const forms: readonly Form[] = [
  { name: 'a log file', text: json({ Records: [a, b, c] }) },
  {
    name: 'a pretty-printed log file',
    text: json({ Records: [a, b, c] })
      .replace('[', '[ \n')
      .replaceAll(',', ',\r\n\t'),
  },
  {
    name: 'a log file whose records come after other keys',
    text: json({ version: [1, { x: 2 }], Records: [a, b, c], more: { y: [1] } }),
  },
  { name: 'a log file whose key is escaped', text: json({ Records: [a, b, c] }).replace('Records', '\\u0052ecords') },
  { name: 'a log file with a byte-order mark', text: `\ufeff${json({ Records: [a, b, c] })}` },
  { name: 'a bare array', text: json([a, b, c]) },
  { name: 'an array of log files', text: json([{ Records: [a] }, { Records: [b, c] }]) },
  { name: 'JSON lines', text: [a, b, c].map(json).join('\n') },
  { name: 'JSON lines with carriage returns', text: [a, b, c].map(json).join('\r\n') },
  { name: 'records back to back', text: [a, b, c].map(json).join('') },
  { name: 'pretty-printed records back to back', text: [a, b, c].map((record) => JSON.stringify(record, null, 2)).join('\n') },
  { name: 'records with NUL bytes and white space between', text: [a, b, c].map(json).join('\0\0 \n\t') },
  { name: 'several documents of several forms', text: `${json({ Records: [a] })}\n${json([b])}\ufeff${json(c)}` },
  {
    name: 'output of lookup-events',
    text: json({ Events: [a, b, c].map((record) => ({ EventId: 'x', CloudTrailEvent: json(record) })), NextToken: 't' }),
    within: ['Events[0].CloudTrailEvent', 'Events[1].CloudTrailEvent', 'Events[2].CloudTrailEvent'],
  },
  {
    name: 'items of lookup-events as JSON lines',
    text: [a, b, c].map((record) => json({ CloudTrailEvent: json(record) })).join('\n'),
    within: ['CloudTrailEvent', 'CloudTrailEvent', 'CloudTrailEvent'],
  },
  { name: 'EventBridge events', text: [a, b, c].map((record) => json(bridge(record))).join(''), within: ['detail', 'detail', 'detail'] },
  { name: 'an array of EventBridge events', text: json([bridge(a), bridge(b), c]), within: ['detail', 'detail', undefined] },
  {
    name: 'CloudWatch Logs payloads',
    text: `${json(payload(json(a), json(b)))}${json(payload(json(c)))}`,
    within: ['logEvents[0].message', 'logEvents[1].message', 'logEvents[0].message'],
  },
  {
    name: 'a compressed CloudWatch Logs payload',
    text: json(awslogs(payload(json(a), json(b), json(c)))),
    within: [0, 1, 2].map((i) => `awslogs.data/logEvents[${i}].message`),
  },
];

const otherKinds: readonly { readonly name: string; readonly value: unknown }[] = [
  { name: 'a digest', value: { awsAccountId: '1', digestStartTime: 'x', digestEndTime: 'y', logFiles: [] } },
  { name: 'a digest without end', value: { digestStartTime: 'x', logFiles: [] } },
  { name: 'a manifest', value: { entries: [{ url: 's3://bucket/key', mandatory: true }] } },
  { name: 'a sign file', value: { files: [{ fileHashValue: 'x' }], hashSignature: 'y' } },
  {
    name: 'a Config snapshot',
    value: { fileVersion: '1.0', configSnapshotId: 'x', configurationItems: [{ resourceType: 'AWS::S3::Bucket' }] },
  },
  { name: 'Insights events', value: { Records: [insight] } },
  { name: 'a control message', value: control },
  { name: 'a compressed control message', value: awslogs(control) },
  {
    name: 'an EventBridge event of another kind',
    value: { 'detail-type': 'EC2 Instance State-change Notification', source: 'aws.ec2', detail: { state: 'x' } },
  },
  {
    name: 'an Insights event of EventBridge',
    value: { 'detail-type': 'AWS Insight via CloudTrail', source: 'aws.cloudtrail', detail: insight },
  },
];

describe('readLogFile', () => {
  test.each(forms)('reads $name', async ({ text, within = [undefined, undefined, undefined] }) => {
    const result = await readBytes(text, { named: true });
    expect(result.summary).toMatchObject({
      outcome: 'read',
      bytes: Buffer.byteLength(text),
      evaluated: 3,
      damaged: 0,
      skipped: 0,
      problems: [],
    });
    expect(result.records.map(({ value }) => value)).toEqual([a, b, c]);
    expect(result.records.map((record) => record.within)).toEqual(within);
    expect(result.records.map(({ index }) => index)).toEqual([0, 1, 2]);
  });
});

describe('a place', () => {
  const tokenOf = (text: string, { byteOffset, byteLength }: KeptRecord): string => text.slice(byteOffset, byteOffset + byteLength);

  test.each<{ name: string; text: string; token: string; bytes: string }>([
    { name: 'a record', text: ` ${json({ Records: [b, a] })}`, token: json(a), bytes: json(a) },
    { name: 'a detail', text: `[1,${json(bridge(a))}]`, token: json(a), bytes: json(a) },
    {
      name: 'a duplicate detail',
      text: json(bridge(a)).replace('"detail":', '"detail":{"eventName":"no"},"detail":'),
      token: json(a),
      bytes: json(a),
    },
    { name: 'a CloudTrailEvent', text: json({ Events: [{ CloudTrailEvent: json(a) }] }), token: json(json(a)), bytes: json(a) },
    { name: 'a message', text: json(payload('no', json(a))), token: json(json(a)), bytes: json(a) },
  ])('is the range of the outer token, beside the decoded bytes, for $name', async ({ text, token, bytes }) => {
    const last = (await readBytes(text)).records.at(-1);
    expect(last?.value).toEqual(a);
    expect(last === undefined ? '' : tokenOf(text, last)).toBe(token);
    expect(last?.text).toBe(bytes);
  });
});

describe('a record', () => {
  test('has its number over all documents, skipped and damaged ones too', async () => {
    const { records } = await readBytes(`${json({ Records: [a, insight, 17, b] })}\n${json(control)}\n${json(c)}`);
    expect(records.map(({ index }) => index)).toEqual([0, 3, 5]);
  });

  test('may have duplicate keys, of which the last holds, escapes of lone surrogates, and text beyond ASCII', async () => {
    const { records } = await readBytes('[{"eventName":"no","eventName":"é😀","x":"\\ud800"}]');
    expect(records.map(({ value }) => value)).toEqual([{ eventName: 'é😀', x: '\ud800' }]);
  });

  test('may have 20,000 levels, and neighbours', async () => {
    const deep = `{"eventName":"D","x":${'[{"y":'.repeat(1e4)}1${'}]'.repeat(1e4)}}`;
    expect(eventNames(await readBytes(`{"Records":[${json(a)},${deep},${json(b)}]}`))).toEqual(['A', 'D', 'B']);
  });
});

describe('a file of another kind', () => {
  test.each(otherKinds)('is skipped in a folder, and damaged when named: $name', async ({ value }) => {
    expect((await readBytes(json(value))).summary).toMatchObject({
      outcome: 'skipped',
      evaluated: 0,
      skipped: 1,
      damaged: 0,
      problems: [],
    });
    const named = await readBytes(json(value), { named: true });
    expect(named.summary).toMatchObject({ outcome: 'damaged', problems: [{ code: 'CTA4006', byteOffset: 0 }] });
  });
});

describe('a compressed log as lines of text that lies beside trails', () => {
  test.each([
    { name: 'a VPC flow log', text: 'version account-id interface-id srcaddr\n2 123456789010 eni-1 172.31.16.139\n' },
    { name: 'an ALB log', text: 'https 2018-07-02T22:23:00.186641Z app/my-lb/50dc6c495c0c9188 192.168.131.39:2817\n' },
    { name: 'an NLB log', text: 'tls 2.0 2018-12-20T02:59:40 net/my-lb/c6e77e28c25b2234 g3d4b5e8bb8464cd\n' },
    { name: 'a CloudFront log', text: '#Version: 1.0\n#Fields: date time x-edge-location\n' },
  ])('is skipped in a folder, and damaged when named: $name', async ({ text }) => {
    expect((await readBytes(gzipSync(text))).summary).toMatchObject({ outcome: 'skipped', problems: [] });
    expect((await readBytes(text)).summary).toMatchObject({ outcome: 'skipped', bytes: 0, problems: [] });
    const named = await readBytes(gzipSync(text), { named: true });
    expect(named.summary).toMatchObject({ outcome: 'damaged', problems: [{ code: 'CTA4005' }] });
  });

  test('is damaged when its gzip data is', async () => {
    const bytes = gzipSync('version account-id interface-id srcaddr\n');
    const { summary } = await readBytes(bytes.subarray(0, -4));
    expect(summary).toMatchObject({ outcome: 'damaged', problems: [{ code: 'CTA4010' }] });
  });
});

describe('a log file in UTF-16', () => {
  const little = Buffer.from(`\ufeff${json({ Records: [a] })}`, 'utf16le');

  test.each([
    { name: 'little-endian', bytes: little },
    { name: 'big-endian', bytes: Buffer.from(little).swap16() },
    { name: 'compressed', bytes: gzipSync(little) },
  ])('is damaged also in a folder, for it is not passed over in silence: $name', async ({ bytes }) => {
    const { summary } = await readBytes(bytes);
    expect(summary).toMatchObject({ outcome: 'damaged', evaluated: 0, problems: [{ code: 'CTA4022', byteOffset: 0 }] });
  });

  test('that holds other text is skipped', async () => {
    expect((await readBytes(Buffer.from('\ufeffhello', 'utf16le'))).summary.outcome).toBe('skipped');
  });
});
