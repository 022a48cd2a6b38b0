import { describe, expect, test } from '@jest/globals';

import { naiveField } from '../../../../src/engine/oracle/naive-fields.js';
import { type JsonObject } from '../../../../src/model/json.js';

const role: JsonObject = {
  eventName: 'UpdateFunctionCode20150331v2',
  eventSource: 'lambda.amazonaws.com',
  sourceIPAddress: '192.0.2.1',
  userAgent: '[aws-cli/2.0]',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:jdoe',
    arn: 'arn:aws:sts::111111111111:assumed-role/runner/jdoe',
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: {
      sessionIssuer: { arn: 'arn:aws:iam::222222222222:role/path/runner', accountId: '222222222222', userName: 'runner' },
      attributes: { mfaAuthenticated: 'false' },
    },
  },
};

const ODD_RECORDS: readonly { name: string; field: string; record: JsonObject; values: readonly string[] }[] = [
  {
    name: 'the first row that holds for any type',
    field: 'identity.kind',
    record: { userIdentity: [{ type: 'IAMUser' }, { type: 'Root' }] },
    values: ['root'],
  },
  {
    name: 'anonymous before the type',
    field: 'identity.kind',
    record: { userIdentity: { type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' } },
    values: ['anonymous'],
  },
  {
    name: 'every account ID of several',
    field: 'identity.account',
    record: { userIdentity: { accountId: ['1', '111111111111', '222222222222'] } },
    values: ['111111111111', '222222222222'],
  },
  {
    name: 'the session of a principal without an ARN',
    field: 'identity.session',
    record: { userIdentity: { type: 'AssumedRole', principalId: 'AROA:a:b' } },
    values: ['a:b'],
  },
  {
    name: 'a private address among public ones',
    field: 'source.kind',
    record: { sourceIPAddress: ['10.0.0.1', '8.8.8.8'] },
    values: ['private'],
  },
  { name: 'the joined first texts', field: 'api', record: { eventSource: ['a', 'b'], eventName: ['c', 'd'] }, values: ['a:c'] },
  { name: 'nothing of an object', field: 'error.code', record: { errorCode: { a: 1 } }, values: [] },
  { name: 'a failure of an object', field: 'outcome', record: { errorCode: { a: 1 } }, values: ['failure'] },
];

describe('naiveField', () => {
  test.each<[name: string, values: readonly string[]]>([
    ['identity.kind', ['assumed-role']],
    ['identity.name', ['runner']],
    ['identity.session', ['jdoe']],
    ['identity.arn', ['arn:aws:iam::222222222222:role/path/runner']],
    ['identity.account', ['222222222222']],
    ['identity.credential', ['temporary']],
    ['identity.temporary', ['true']],
    ['identity.awsService', []],
    ['identity.console', ['false']],
    ['identity.mfa', ['not-authenticated']],
    ['outcome', ['success']],
    ['error.denied', ['false']],
    ['source.kind', ['private']],
    ['api', ['lambda:UpdateFunctionCode']],
    ['userAgent.text', ['aws-cli/2.0']],
    ['target.userName', []],
  ])('%s of a role session', (name, values) => {
    expect(naiveField(name, role)).toEqual(values);
  });

  test.each(ODD_RECORDS)('takes $name', ({ field, record, values }) => {
    expect(naiveField(field, record)).toEqual(values);
  });

  test('throws for a name that is no derived field', () => {
    expect(() => naiveField('identity.shoeSize', {})).toThrow('identity.shoeSize');
  });
});
