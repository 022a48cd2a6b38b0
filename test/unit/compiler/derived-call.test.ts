import { describe, test } from '@jest/globals';

import { type JsonObject } from '../../../src/model/json.js';
import { type Expected, expectFields } from './evaluate.js';

const OUTCOMES: readonly { record: JsonObject; expected: Expected }[] = [
  { record: {}, expected: { outcome: 'success', 'error.code': [], 'error.denied': 'false', 'error.dryRun': 'false' } },
  {
    record: { errorCode: 'AccessDenied', errorMessage: 'no' },
    expected: { outcome: 'failure', 'error.message': 'no', 'error.denied': 'true' },
  },
  { record: { errorCode: 'Success' }, expected: { outcome: 'success' } },
  { record: { errorCode: '', errorMessage: '' }, expected: { outcome: 'success' } },
  { record: { errorMessage: 'Failed authentication' }, expected: { outcome: 'failure' } },
  { record: { responseElements: { ConsoleLogin: 'Failure' } }, expected: { outcome: 'failure' } },
  { record: { responseElements: { ConsoleLogin: 'Success' } }, expected: { outcome: 'success' } },
  { record: { responseElements: { PasswordUpdated: 'Failure' } }, expected: { outcome: 'failure' } },
  { record: { responseElements: { CheckMfa: 'Failure' } }, expected: { outcome: 'failure' } },
  { record: { errorCode: 'X', responseElements: { message: 'why' } }, expected: { 'error.message': 'why' } },
  { record: { responseElements: { message: 'hello' } }, expected: { 'error.message': [] } },
  { record: { errorCode: 'Client.UnauthorizedOperation' }, expected: { 'error.denied': 'true' } },
  { record: { errorCode: 'Client.DryRunOperation' }, expected: { 'error.dryRun': 'true', 'error.denied': 'false' } },
  { record: { errorCode: 'NoSuchBucket' }, expected: { outcome: 'failure', 'error.denied': 'false' } },
];

describe('how the call ended', () => {
  test.each(OUTCOMES)('of $record', ({ record, expected }) => {
    expectFields(record, expected);
  });
});

describe('source.kind', () => {
  test.each<[string, string]>([
    ['8.8.8.8', 'public'],
    ['2600:1f18::1', 'public'],
    ['::ffff:8.8.8.8', 'public'],
    ['192.0.0.9', 'public'],
    ['2001:20::1', 'public'],
    ['64:ff9b::808:808', 'public'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'public'],
    ['100.64.0.1', 'private'],
    ['203.0.113.7', 'private'],
    ['::ffff:192.168.0.1', 'private'],
    ['fd00::1', 'private'],
    ['2001:db8::1', 'private'],
    ['2002::1', 'private'],
    ['3fff::1', 'private'],
    ['64:ff9b:1::1', 'private'],
    ['ff02::1', 'private'],
    ['s3.amazonaws.com', 'aws-service'],
    ['s3.amazonaws.com.cn', 'aws-service'],
    ['AWS Internal', 'aws-internal'],
    ['035.249.253.232', 'other'],
    ['cloudtrail.example.com', 'other'],
    ['', 'other'],
  ])('of %s is %s', (sourceIPAddress, expected) => {
    expectFields({ sourceIPAddress }, { 'source.kind': expected });
  });

  test('of no address is nothing', () => {
    expectFields({ sourceIPAddress: null }, { 'source.kind': [] });
  });
});

const CALLS: readonly { name: string; record: JsonObject; expected: Expected }[] = [
  {
    name: 'a dated Lambda action',
    record: { eventSource: 'lambda.amazonaws.com', eventName: 'AddPermission20150331v2' },
    expected: { api: 'lambda:AddPermission', 'api.service': 'lambda', 'api.name': 'AddPermission' },
  },
  {
    name: 'a date alone',
    record: { eventSource: 's3.amazonaws.com.cn', eventName: 'PutObject20150331' },
    expected: { api: 's3:PutObject' },
  },
  {
    name: 'a version that is part of the name',
    record: { eventName: 'ListObjectsV2' },
    expected: { 'api.name': 'ListObjectsV2', api: [] },
  },
  { name: 'a name that is only digits', record: { eventName: '20150331' }, expected: { 'api.name': '20150331' } },
  { name: 'another source', record: { eventSource: 'partner.example', eventName: 'X' }, expected: { api: 'partner.example:X' } },
  {
    name: 'resources',
    record: { resources: [{ ARN: 'arn:aws:s3:::b', accountId: '111122223333', type: 'AWS::S3::Bucket' }, { ARN: 'arn:aws:s3:::b/k' }] },
    expected: {
      'resource.arn': ['arn:aws:s3:::b', 'arn:aws:s3:::b/k'],
      'resource.account': '111122223333',
      'resource.type': 'AWS::S3::Bucket',
    },
  },
  {
    name: 'resources spelt otherwise',
    record: { resources: [{ arn: 'arn:aws:kms:eu-west-1:111122223333:key/1' }] },
    expected: { 'resource.arn': 'arn:aws:kms:eu-west-1:111122223333:key/1', 'resource.account': '111122223333', 'resource.type': [] },
  },
  { name: 'a bracketed user agent', record: { userAgent: '[aws-cli/2.0 [x]\n]' }, expected: { 'userAgent.text': 'aws-cli/2.0 [x]\n' } },
  { name: 'a plain user agent', record: { userAgent: 'aws-cli/2.0' }, expected: { 'userAgent.text': 'aws-cli/2.0' } },
];

describe('what was called', () => {
  test.each(CALLS)('is told of $name', ({ record, expected }) => {
    expectFields(record, expected);
  });
});

describe('target.userName', () => {
  const call = (eventName: string, more: JsonObject): JsonObject => ({
    eventSource: 'iam.amazonaws.com',
    eventName,
    userIdentity: { type: 'IAMUser', userName: 'caller' },
    ...more,
  });

  test.each<{ name: string; record: JsonObject; expected: string | readonly string[] }>([
    { name: 'the request', record: call('CreateAccessKey', { requestParameters: { userName: 'a' } }), expected: 'a' },
    { name: 'the new key', record: call('CreateAccessKey', { responseElements: { accessKey: { userName: 'b' } } }), expected: 'b' },
    { name: 'the new user', record: call('CreateUser', { responseElements: { user: { userName: 'c' } } }), expected: 'c' },
    {
      name: 'the new password',
      record: call('CreateLoginProfile', { responseElements: { loginProfile: { userName: 'd' } } }),
      expected: 'd',
    },
    { name: 'the caller, who means oneself', record: call('CreateAccessKey', {}), expected: 'caller' },
    { name: 'nobody, for a call that needs a name', record: call('CreateUser', {}), expected: [] },
    { name: 'nobody, for a role', record: call('CreateAccessKey', { userIdentity: { type: 'AssumedRole' } }), expected: [] },
    {
      name: 'nobody, for another service',
      record: call('CreateAccessKey', { eventSource: 'x', requestParameters: { userName: 'a' } }),
      expected: [],
    },
  ])('is $name', ({ record, expected }) => {
    expectFields(record, { 'target.userName': expected });
  });
});
