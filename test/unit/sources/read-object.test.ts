import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';

import { readObject } from '../../../src/sources/aws/read-object.js';
import { S3Reader } from '../../../src/sources/aws/s3-client.js';

const PATIENCE = { silence: 100, attempts: 3, pause: 1 };
const TEXT = '0123456789'.repeat(10);
const ETAG = '"tag"';

let server: Server | undefined;

beforeEach(() => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'testtest';
  process.env['AWS_REGION'] = 'us-east-1';
});

afterAll(() => {
  nock.restore();
});

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function readFrom(listener: RequestListener, size = TEXT.length): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const reader = await S3Reader.open({ endpoint: `http://127.0.0.1:${port}` });
  const chunks = readObject(reader, { bucket: 'b', object: { key: 'k', size, etag: ETAG }, patience: PATIENCE });
  return (await buffer(chunks)).toString();
}

describe('an object', () => {
  test('whose answers fall silent is read on from where they did', async () => {
    const asked: unknown[] = [];
    const text = await readFrom(({ headers }, response) => {
      const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
      asked.push([from, headers['if-match']]);
      const range = from > 0 && { 'content-range': `bytes ${from}-${TEXT.length - 1}/${TEXT.length}` };
      response.writeHead(from === 0 ? 200 : 206, { etag: ETAG, 'content-length': TEXT.length - from, ...range });
      response.write(TEXT.slice(from, from + 40));
      if (from + 40 >= TEXT.length) response.end();
    });
    expect(text).toBe(TEXT);
    expect(asked).toEqual([
      [0, ETAG],
      [40, ETAG],
      [80, ETAG],
    ]);
  });

  test('that brings nothing several times in a row fails, and says why', async () => {
    let requests = 0;
    const reading = readFrom((_request, response) => {
      requests++;
      response.writeHead(200, { etag: ETAG, 'content-length': TEXT.length });
      response.flushHeaders();
    });
    await expect(reading).rejects.toThrow('nothing came for 0.1 seconds');
    expect(requests).toBe(PATIENCE.attempts);
  });

  test('that begins anew when it is asked for the rest fails', async () => {
    const reading = readFrom((_request, response) => {
      response.writeHead(200, { etag: ETAG, 'content-length': TEXT.length });
      response.write(TEXT.slice(0, 40));
    });
    await expect(reading).rejects.toThrow('the answer does not begin at byte 40');
  });

  test('that is not as long as it was listed with fails', async () => {
    const reading = readFrom((_request, response) => {
      response.writeHead(200, { etag: ETAG });
      response.end(TEXT);
    }, TEXT.length - 1);
    await expect(reading).rejects.toThrow('it is longer than the 99 bytes that it should have');
  });
});

test('keys come as they are, whatever they hold', async () => {
  const page = (keys: string, folders: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>${keys}${folders}</ListBucketResult>`;
  const scope = nock('https://logs-bucket.s3.us-east-1.amazonaws.com')
    .get('/')
    .query({ 'list-type': '2', 'encoding-type': 'url', prefix: 'p/', delimiter: '/' })
    .reply(
      200,
      page(
        '<Contents><Key>p/%1B%5B31m+%2B%25.json</Key><Size>3</Size><ETag>&quot;e&quot;</ETag></Contents>',
        '<CommonPrefixes><Prefix>p/a%0Ab/</Prefix></CommonPrefixes>',
      ),
    );
  const reader = await S3Reader.open({});
  const pages = [];
  for await (const answer of reader.list({ bucket: 'logs-bucket', prefix: 'p/', delimiter: '/' })) pages.push(answer);
  expect(pages).toMatchObject([{ objects: [{ key: 'p/\u001b[31m +%.json', size: 3, etag: '"e"' }], folders: ['p/a\nb/'] }]);
  scope.done();
});

test('whoever asks pays, where the bucket wants it', async () => {
  const payer = { reqheaders: { 'x-amz-request-payer': 'requester' } };
  const scope = nock('https://logs-bucket.s3.us-east-1.amazonaws.com', payer)
    .get('/')
    .query(true)
    .reply(200, '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')
    .get('/k')
    .query(true)
    .reply(200, 'text', { 'content-length': '4', etag: ETAG });
  const reader = await S3Reader.open({ requestPayer: true });
  expect(await reader.first('logs-bucket', '')).toBeUndefined();
  const chunks = readObject(reader, { bucket: 'logs-bucket', object: { key: 'k', size: 4, etag: ETAG }, patience: PATIENCE });
  expect((await buffer(chunks)).toString()).toBe('text');
  scope.done();
});
