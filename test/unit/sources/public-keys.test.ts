import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';

import { listPublicKeys } from '../../../src/sources/aws/public-keys.js';

const REGION = 'eu-west-3';
const HOST = `https://cloudtrail.${REGION}.amazonaws.com`;
const PERIOD = { from: Date.parse('2024-05-01T00:00:00Z'), to: Date.parse('2024-06-01T00:00:00Z') };
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const SECONDS = 60;

const TARGET = 'CloudTrail_20131101.ListPublicKeys';

/** One page as AWS sends it: times in seconds since 1970, keys in base64. */
const page = (fingerprints: readonly string[], NextToken?: string): object => ({
  PublicKeyList: fingerprints.map((Fingerprint) => ({
    Fingerprint,
    Value: Buffer.from(`key ${Fingerprint}`).toString('base64'),
    ValidityStartTime: 1.7145216e9,
    ValidityEndTime: 1.7172e9,
  })),
  ...(NextToken !== undefined && { NextToken }),
});

const failure = (type: string, message: string): object => ({ __type: type, message });

const ask = (region = REGION): ReturnType<typeof listPublicKeys> => listPublicKeys({}, region, PERIOD);

const before = { ...process.env };

beforeEach(() => {
  nock.disableNetConnect();
  Object.assign(process.env, CREDENTIALS, { AWS_EC2_METADATA_DISABLED: 'true' });
});

afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  process.env = { ...before };
});

/** Its hold on http would outlast this file, in the process that runs the next one. */
afterAll(() => {
  nock.restore();
});

const exchange = (): nock.Interceptor => nock(HOST).post('/');

describe('ListPublicKeys', () => {
  test('asks the Region of the digests for their time, in AWS JSON 1.1', async () => {
    const bodies: unknown[] = [];
    const scope = nock(HOST, {
      reqheaders: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': (target) => target.endsWith(TARGET) },
    })
      .post('/', (body) => bodies.push(body) > 0)
      .reply(200, page(['a']));
    expect(await ask()).toEqual({ kind: 'keys', keys: [{ fingerprint: 'a', der: new Uint8Array(Buffer.from('key a')) }] });
    expect(bodies).toEqual([{ StartTime: 1714521600, EndTime: 1717200000 }]);
    expect(scope.isDone()).toBe(true);
  });

  test('takes every page', async () => {
    const bodies: unknown[] = [];
    for (const [fingerprint, token] of [
      ['a', 'one'],
      ['b', 'two'],
      ['c', undefined],
    ] as const)
      nock(HOST)
        .post('/', (body) => bodies.push(body) > 0)
        .reply(200, page([fingerprint], token));
    const answer = await ask();
    expect(answer.kind === 'keys' && answer.keys.map(({ fingerprint }) => fingerprint)).toEqual(['a', 'b', 'c']);
    const times = { StartTime: 1714521600, EndTime: 1717200000 };
    expect(bodies).toEqual([times, { ...times, NextToken: 'one' }, { ...times, NextToken: 'two' }]);
  });

  test('of a Region without keys gives none', async () => {
    exchange().reply(200, page([]));
    expect(await ask()).toEqual({ kind: 'keys', keys: [] });
    exchange().reply(200, {});
    expect(await ask()).toEqual({ kind: 'keys', keys: [] });
  });
});

describe('An answer that calls for another try', () => {
  test.each<{ name: string; status: number; type: string; message: string }>([
    { name: 'ThrottlingException', status: 400, type: 'ThrottlingException', message: 'Rate exceeded' },
    {
      name: 'Throttling with the namespace of AWS',
      status: 400,
      type: 'com.amazon.coral.availability#ThrottlingException',
      message: 'Rate exceeded',
    },
    { name: 'an HTTP 400 whose body has the other name', status: 400, type: 'Throttling', message: 'Rate exceeded' },
    { name: 'HTTP 503', status: 503, type: 'ServiceUnavailable', message: 'try later' },
  ])(
    'asks again after $name',
    async ({ status, type, message }) => {
      exchange().times(2).reply(status, failure(type, message));
      exchange().reply(200, page(['a']));
      expect(await ask()).toMatchObject({ kind: 'keys', keys: [{ fingerprint: 'a' }] });
    },
    SECONDS * 1000,
  );

  test(
    'asks again with the time of AWS when the clock is off',
    async () => {
      const headers = { date: new Date(Date.now() + 60 * 60 * 1000).toUTCString() };
      exchange().reply(400, failure('InvalidSignatureException', 'Signature expired'), headers);
      const dates: unknown[] = [];
      nock(HOST)
        .post('/')
        .reply(function () {
          dates.push(this.req.headers['x-amz-date']);
          return [200, page(['a'])];
        });
      expect(await ask()).toMatchObject({ kind: 'keys' });
      const [date] = dates.flat();
      const sent = String(date).replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z');
      expect(Date.parse(sent) - Date.now()).toBeGreaterThan(50 * 60 * 1000);
    },
    SECONDS * 1000,
  );
});

describe('What AWS refuses', () => {
  test.each<{ name: string; status: number; type: string; message: string; reason: string }>([
    {
      name: 'an expired token',
      status: 400,
      type: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
      reason: 'ExpiredTokenException: the AWS credentials have expired. Renew them, and run again',
    },
    {
      name: 'a Region that is not enabled',
      status: 400,
      type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
      reason:
        'UnrecognizedClientException: AWS does not accept the credentials. Set AWS_PROFILE or --profile, sign in with `aws sso login`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. If they work in other Regions, eu-west-3 is not enabled in the account',
    },
    {
      name: 'a missing permission',
      status: 400,
      type: 'AccessDeniedException',
      message: 'User is not authorized to perform: cloudtrail:ListPublicKeys',
      reason: 'AccessDeniedException: the permission cloudtrail:ListPublicKeys on * is missing',
    },
    {
      name: 'a time range that AWS does not take',
      status: 400,
      type: 'InvalidTimeRangeException',
      message: 'Start time is after end time.',
      reason: 'InvalidTimeRangeException: Start time is after end time',
    },
  ])('is told with the reason: $name', async ({ status, type, message, reason }) => {
    exchange().reply(status, failure(type, message));
    expect(await ask()).toEqual({ kind: 'failed', reason });
  });
});

describe('ListPublicKeys fails', () => {
  test.each(['', 'US-EAST-1', 'x.example.com/', 'us-east-1.example.com'])('without a request for the Region "%s"', async (region) => {
    expect(await ask(region)).toEqual({ kind: 'failed', reason: 'it is not the name of a Region' });
  });

  test(
    'when AWS goes on asking for fewer requests',
    async () => {
      exchange().times(6).reply(400, failure('ThrottlingException', 'Rate exceeded'));
      expect(await ask()).toEqual({
        kind: 'failed',
        reason: 'ThrottlingException: AWS still asks for fewer requests after several attempts',
      });
    },
    SECONDS * 1000,
  );

  test(
    'without credentials, and says what would help',
    async () => {
      for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, {
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
        AWS_CONFIG_FILE: '/nowhere/config',
      });
      const answer = await ask();
      expect(answer.kind === 'failed' && answer.reason).toMatch(/^no AWS credentials: .* Set AWS_PROFILE or --profile/);
    },
    SECONDS * 1000,
  );
});
