import { readFileSync } from 'node:fs';

import { describe, test } from '@jest/globals';

import { type JsonObject } from '../../../src/model/json.js';
import { type Expected, expectFields } from './evaluate.js';

function who(userIdentity: JsonObject, more: JsonObject = {}): JsonObject {
  return { eventName: 'DescribeInstances', eventSource: 'ec2.amazonaws.com', userIdentity, ...more };
}

const ISSUER = {
  type: 'Role',
  principalId: 'AROAEXAMPLE',
  arn: 'arn:aws:iam::111122223333:role/team/Deploy',
  accountId: '111122223333',
  userName: 'Deploy',
};
const ROLE_ARN = 'arn:aws:sts::111122223333:assumed-role/Deploy/session-1';
const SSO_ARN = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/jane@example.com';

const CALLERS: readonly { name: string; record: JsonObject; expected: Expected }[] = [
  {
    name: 'the root user',
    record: who({ type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333', accessKeyId: 'AKIAEXAMPLE' }),
    expected: { 'identity.kind': 'root', 'identity.name': 'root', 'identity.credential': 'long-term', 'identity.temporary': 'false' },
  },
  {
    name: 'an IAM user without a name, in a path',
    record: who({ type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/a/b/alice', accessKeyId: 'AKIAEXAMPLE' }),
    expected: { 'identity.kind': 'iam-user', 'identity.name': 'alice', 'identity.account': '111122223333', 'identity.session': [] },
  },
  {
    name: 'a session whose key is written as a long-term one',
    record: who({ type: 'IAMUser', accessKeyId: 'AKIAEXAMPLE', sessionContext: { attributes: { mfaAuthenticated: 'true' } } }),
    expected: { 'identity.credential': 'temporary', 'identity.temporary': 'true', 'identity.mfa': 'authenticated' },
  },
  {
    name: 'a session context that says nothing',
    record: who({ type: 'IAMUser', sessionContext: { sessionIssuer: {}, attributes: {} } }),
    expected: { 'identity.credential': 'none', 'identity.temporary': 'false', 'identity.mfa': 'unknown' },
  },
  {
    name: 'an assumed role',
    record: who({ type: 'AssumedRole', arn: ROLE_ARN, principalId: 'AROAEXAMPLE:session-1', sessionContext: { sessionIssuer: ISSUER } }),
    expected: {
      'identity.kind': 'assumed-role',
      'identity.name': 'Deploy',
      'identity.session': 'session-1',
      'identity.arn': ISSUER.arn,
      'identity.account': '111122223333',
      'identity.temporary': 'true',
    },
  },
  {
    name: 'an assumed role without its issuer',
    record: who({ type: 'AssumedRole', arn: ROLE_ARN }),
    expected: { 'identity.name': 'Deploy', 'identity.arn': ROLE_ARN, 'identity.account': '111122223333' },
  },
  {
    name: 'an assumed role without an ARN',
    record: who({ type: 'Role', principalId: 'AROAEXAMPLE:session-1' }),
    expected: { 'identity.kind': 'assumed-role', 'identity.name': [], 'identity.session': 'session-1', 'identity.account': [] },
  },
  {
    name: 'a federated user',
    record: who({
      type: 'FederatedUser',
      arn: 'arn:aws:sts::111122223333:federated-user/bob',
      sessionContext: { sessionIssuer: ISSUER },
    }),
    expected: { 'identity.kind': 'federated-user', 'identity.name': 'Deploy', 'identity.temporary': 'true' },
  },
  {
    name: 'a SAML user',
    record: who({ type: 'SAMLUser', userName: 'jane' }),
    expected: { 'identity.kind': 'federated-user', 'identity.name': 'jane' },
  },
  {
    name: 'a web identity',
    record: who({ type: 'WebIdentityUser', userName: 'sub' }),
    expected: { 'identity.kind': 'federated-user', 'identity.name': 'sub' },
  },
  {
    name: 'an Identity Center user',
    record: who({ type: 'IdentityCenterUser', accountId: '111122223333', onBehalfOf: { userId: 'u-1' }, credentialId: 'x' }),
    expected: {
      'identity.kind': 'identity-center-user',
      'identity.name': 'u-1',
      'identity.credential': 'none',
      'identity.temporary': 'false',
    },
  },
  {
    name: 'an AWS service',
    record: who({ type: 'AWSService', invokedBy: 'rds.amazonaws.com' }),
    expected: {
      'identity.kind': 'aws-service',
      'identity.name': 'rds.amazonaws.com',
      'identity.awsService': 'rds.amazonaws.com',
      'identity.account': [],
    },
  },
  {
    name: 'a service without a type',
    record: who({ invokedBy: 'ec2.amazonaws.com' }),
    expected: { 'identity.kind': 'aws-service', 'identity.name': 'ec2.amazonaws.com' },
  },
  {
    name: 'a service in China',
    record: who({ invokedBy: 'ec2.amazonaws.com.cn' }),
    expected: { 'identity.awsService': 'ec2.amazonaws.com.cn' },
  },
  {
    name: 'a service by its address alone',
    record: who({ type: 'AssumedRole' }, { sourceIPAddress: 'autoscaling.amazonaws.com' }),
    expected: { 'identity.awsService': 'autoscaling.amazonaws.com' },
  },
  {
    name: 'another account',
    record: who({ type: 'AWSAccount', accountId: '444455556666' }),
    expected: { 'identity.kind': 'aws-account', 'identity.name': '444455556666' },
  },
  {
    name: 'nobody in particular, as Amazon S3 writes it',
    record: who({ type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }),
    expected: { 'identity.kind': 'anonymous', 'identity.name': [], 'identity.account': [] },
  },
  {
    name: 'nobody in particular, as Amazon Cognito writes it',
    record: who({ type: 'Unknown', principalId: 'Anonymous' }),
    expected: { 'identity.kind': 'anonymous' },
  },
  {
    name: 'a type with no kind of its own',
    record: who({ type: 'Directory', userName: 'd' }),
    expected: { 'identity.kind': 'unknown', 'identity.name': [] },
  },
  {
    name: 'no identity at all',
    record: {},
    expected: { 'identity.kind': 'unknown', 'identity.console': 'false', 'identity.mfa': 'unknown' },
  },
  {
    name: 'an account ID of 13 digits beside a right one',
    record: who({ type: 'IAMUser', accountId: '0123456789012', sessionContext: { sessionIssuer: ISSUER } }),
    expected: { 'identity.account': '111122223333' },
  },
  {
    name: 'a console session',
    record: who({ type: 'AssumedRole' }, { sessionCredentialFromConsole: 'true' }),
    expected: { 'identity.console': 'true' },
  },
  {
    name: 'a person through the console of old',
    record: who({ type: 'IAMUser', invokedBy: 'AWS Internal' }, { sourceIPAddress: 'AWS Internal' }),
    expected: { 'identity.console': 'true', 'identity.awsService': [], 'source.kind': 'aws-internal' },
  },
  {
    name: 'a role at AWS Internal',
    record: who({ type: 'AssumedRole', invokedBy: 'AWS Internal' }),
    expected: { 'identity.console': 'false' },
  },
];

describe('who called', () => {
  test.each(CALLERS)('is told of $name', ({ record, expected }) => {
    expectFields(record, expected);
  });
});

describe('identity.mfa of a sign-in', () => {
  const signIn = (userIdentity: JsonObject, additionalEventData: JsonObject): JsonObject => ({
    eventName: 'ConsoleLogin',
    userIdentity,
    additionalEventData,
  });

  test.each<{ name: string; record: JsonObject; expected: string }>([
    { name: 'a user with MFA', record: signIn({ type: 'IAMUser' }, { MFAUsed: 'Yes' }), expected: 'authenticated' },
    { name: 'a user without', record: signIn({ type: 'IAMUser' }, { MFAUsed: 'No' }), expected: 'not-authenticated' },
    { name: 'a user of whom nothing is said', record: signIn({ type: 'IAMUser' }, {}), expected: 'unknown' },
    {
      name: 'SAML',
      record: signIn({ type: 'AssumedRole' }, { MFAUsed: 'No', SamlProviderArn: 'arn:aws:iam::1:saml-provider/x' }),
      expected: 'unknown',
    },
    { name: 'a federated user', record: signIn({ type: 'FederatedUser' }, { MFAUsed: 'No' }), expected: 'unknown' },
    { name: 'Identity Center', record: signIn({ type: 'AssumedRole', arn: SSO_ARN }, { MFAUsed: 'No' }), expected: 'unknown' },
    { name: 'another role', record: signIn({ type: 'AssumedRole', arn: ROLE_ARN }, { MFAUsed: 'No' }), expected: 'not-authenticated' },
    {
      name: 'a web identity that calls an API',
      record: who({ sessionContext: { webIdFederationData: { federatedProvider: 'x' }, attributes: { mfaAuthenticated: 'false' } } }),
      expected: 'unknown',
    },
    {
      name: 'a session that calls an API',
      record: who({ sessionContext: { attributes: { mfaAuthenticated: false } } }),
      expected: 'not-authenticated',
    },
  ])('of $name is $expected', ({ record, expected }) => {
    expectFields(record, { 'identity.mfa': expected });
  });
});

describe("the records of AWS's pages", () => {
  const role = { kind: 'assumed-role', temporary: 'true', mfa: 'not-authenticated' };
  const user = { kind: 'iam-user', temporary: 'false', mfa: 'unknown' };

  test.each<{ record: string; kind: string; temporary: string; mfa: string }>([
    { record: 'cleanrooms.json#0', ...role },
    { record: 'cleanrooms.json#1', ...role },
    { record: 'cloudwatch.json#0', kind: 'root', temporary: 'false', mfa: 'unknown' },
    { record: 'cloudwatch.json#1', kind: 'root', temporary: 'true', mfa: 'not-authenticated' },
    { record: 'cloudwatch.json#2', ...user },
    { record: 'cloudwatch.json#3', ...role },
    { record: 'cloudwatch.json#4', ...role },
    { record: 'cloudwatch.json#5', ...role },
    { record: 'cloudwatch.json#6', ...role },
    { record: 'cloudwatch.json#7', ...role },
    { record: 'chime.json#0', kind: 'iam-user', temporary: 'true', mfa: 'not-authenticated' },
    { record: 'iotanalytics.json#0', ...role },
    { record: 'iotanalytics.json#1', ...role },
    { record: 'personalize.json#0', ...user },
  ])('$record is $kind', ({ record, kind, temporary, mfa }) => {
    const [file = '', index] = record.split('#');
    const log = JSON.parse(readFileSync(`examples/aws-documentation/${file}`, 'utf8')) as { Records: JsonObject[] };
    expectFields(log.Records[Number(index)] ?? {}, {
      'identity.kind': kind,
      'identity.temporary': temporary,
      'identity.awsService': [],
      'identity.mfa': mfa,
    });
  });
});
