import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';

import { ACCOUNT, answerCaller, answerLookups, inTurn, page, refusal } from '../../../support/aws-wire.js';
import { closeWorld, FILE, hour, NOW, open, recordsOf, textsOf } from '../../../support/event-history.js';
import { inWorkspace } from '../../../support/workspace.js';

let restore: () => void;

beforeEach(() => {
  restore = closeWorld();
});

afterEach(() => {
  restore();
});

describe('credentials that expire', () => {
  test('are looked for again, wherever they come from', async () => {
    answerCaller('eu-west-1');
    const keys: string[] = [];
    const answer = inTurn([page([hour(8)], 'next'), refusal('ExpiredTokenException'), page([hour(7)])]);
    answerLookups(
      'eu-west-1',
      (request, number) => {
        if (number === 1) process.env['AWS_ACCESS_KEY_ID'] = 'AKIANEWNEWNEWEXAMPLE';
        return answer(request, number);
      },
      ({ authorization }) => keys.push(/Credential=(\w+)/.exec(String(authorization))?.[1] ?? ''),
    );
    const history = await open('lookup-events:eu-west-1');
    expect(await textsOf(history)).toEqual({ [FILE]: recordsOf([hour(8), hour(7)]) });
    expect(keys).toEqual(['AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE', 'AKIANEWNEWNEWEXAMPLE']);
  });

  test('and are not renewed are told, and what came before stands', async () => {
    answerCaller('eu-west-1');
    const requests = answerLookups('eu-west-1', inTurn([page([hour(8)], 'next'), refusal('ExpiredTokenException')]));
    const history = await open('lookup-events:eu-west-1');
    expect(await textsOf(history)).toEqual({ [FILE]: recordsOf([hour(8)]) });
    expect(history.counts().problems[0]?.message).toContain('ExpiredTokenException: the AWS credentials have expired');
    expect(requests).toHaveLength(3);
  });
});

test('credentials that expire are read again from their file, which another program has renewed', async () => {
  await inWorkspace(async (folder) => {
    const path = join(folder, 'credentials');
    const put = (key: string): void => {
      writeFileSync(path, `[audit]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`);
    };
    put('AKIAOLD');
    restore();
    restore = closeWorld({ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SHARED_CREDENTIALS_FILE: path });
    answerCaller('eu-west-1');
    const keys: string[] = [];
    const answer = inTurn([refusal('ExpiredTokenException'), page([hour(7)])]);
    answerLookups(
      'eu-west-1',
      (request, number) => {
        put('AKIANEW');
        return answer(request, number);
      },
      ({ authorization }) => keys.push(/Credential=(\w+)/.exec(String(authorization))?.[1] ?? ''),
    );
    const history = await open('lookup-events:eu-west-1', { aws: { profile: 'audit' } });
    expect(await textsOf(history)).toEqual({ [FILE]: recordsOf([hour(7)]) });
    expect(keys).toEqual(['AKIAOLD', 'AKIANEW']);
  });
});

describe('a clock that is off', () => {
  test.each(['InvalidSignatureException', 'RequestTimeTooSkewed'])('is set right after %s', async (code) => {
    answerCaller('eu-west-1');
    const theirs = new Date(Date.now() + 3_600_000);
    const dates: string[] = [];
    answerLookups('eu-west-1', inTurn([refusal(code, 403, { Date: theirs.toUTCString() }), page([hour(8)])]), ({ 'x-amz-date': date }) =>
      dates.push(String(date)),
    );
    const history = await open('lookup-events:eu-west-1');
    expect(await textsOf(history)).toEqual({ [FILE]: recordsOf([hour(8)]) });
    expect(dates[0]?.slice(0, 11)).not.toBe(dates[1]?.slice(0, 11));
    expect(dates[1]?.slice(0, 11)).toBe(theirs.toISOString().replaceAll(/[-:]/g, '').slice(0, 11));
  });

  test('does not cut off the latest events', async () => {
    answerCaller('eu-west-1', undefined, { Date: new Date(Date.now() + 3_600_000).toUTCString() });
    const requests = answerLookups('eu-west-1', inTurn([page([])]));
    await textsOf(await open('lookup-events:eu-west-1'));
    expect(Math.abs((requests[0]?.EndTime ?? 0) - NOW / 1000 - 3600)).toBeLessThan(10);
  });
});

test('a role is assumed once for all Regions, with its external ID and the code of an MFA device', async () => {
  const role = nock('https://sts.eu-west-1.amazonaws.com')
    .post('/', (body: Readonly<Record<string, string>>) => body['Action'] === 'AssumeRole')
    .reply((_, body) => {
      expect(Object.fromEntries(new URLSearchParams(body as string))).toMatchObject({
        RoleArn: 'arn:aws:iam::111122223333:role/Audit',
        RoleSessionName: 'ctaudit',
        ExternalId: 'x-1',
        SerialNumber: 'arn:aws:iam::444455556666:mfa/ann',
        TokenCode: '123456',
      });
      const text =
        '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId>' +
        `<SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}` +
        '</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>';
      return [200, text, { 'content-type': 'text/xml' }];
    });
  answerCaller('eu-west-1', `arn:aws:sts::${ACCOUNT}:assumed-role/Audit/ctaudit`);
  const tokens: string[] = [];
  for (const region of ['eu-west-1', 'us-east-1'])
    answerLookups(region, inTurn([page([])]), ({ 'x-amz-security-token': token }) => tokens.push(String(token)));
  const serials: string[] = [];
  const history = await open('lookup-events:eu-west-1,us-east-1', {
    aws: {
      roleArn: 'arn:aws:iam::111122223333:role/Audit',
      externalId: 'x-1',
      mfaSerial: 'arn:aws:iam::444455556666:mfa/ann',
      askMfaCode: (serial) => {
        serials.push(serial);
        return Promise.resolve('123456');
      },
    },
  });
  expect(Object.keys(await textsOf(history))).toHaveLength(2);
  expect(history.counts().problems).toEqual([]);
  expect(serials).toEqual(['arn:aws:iam::444455556666:mfa/ann']);
  expect(tokens).toEqual(['session', 'session']);
  expect(role.isDone()).toBe(true);
});
