import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';

import { awsKeys } from '../../../../src/pipeline/verify/aws-keys.js';

const HOUR = 60 * 60 * 1000;
const before = { ...process.env };

beforeEach(() => {
  nock.disableNetConnect();
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
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

/** The Regions that were asked, each answering once for every status. */
function answers(region: string, ...statuses: readonly number[]): nock.Scope {
  const scope = nock(`https://cloudtrail.${region}.amazonaws.com`);
  for (const status of statuses)
    scope.post('/').reply(status, status === 200 ? { PublicKeyList: [] } : { __type: 'AccessDeniedException' });
  return scope;
}

describe('The keys that AWS lists', () => {
  test('are asked for once a Region, and again for another time', async () => {
    const scopes = [answers('us-east-1', 200, 200), answers('us-east-2', 200)];
    const keys = awsKeys();
    const year = { from: 0, to: 1000 * HOUR };
    for (const period of [year, { from: HOUR, to: 2 * HOUR }, { from: 0, to: 2000 * HOUR }])
      expect(await keys('us-east-1', period)).toEqual({ kind: 'keys', keys: [], isComplete: true });
    expect(await keys('us-east-2', year)).toMatchObject({ kind: 'keys' });
    expect(scopes.map((scope) => scope.isDone())).toEqual([true, true]);
  });

  test('are not asked for again where AWS refuses', async () => {
    answers('us-east-1', 400);
    const keys = awsKeys();
    const refusal = { kind: 'failed', reason: 'AccessDeniedException: the permission cloudtrail:ListPublicKeys on * is missing' };
    expect(await keys('us-east-1', { from: 0, to: HOUR })).toEqual(refusal);
    expect(await keys('us-east-1', { from: 0, to: 2 * HOUR })).toEqual(refusal);
  });
});
