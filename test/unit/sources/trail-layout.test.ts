import { describe, expect, test } from '@jest/globals';

import { isOtherLog, planFolder, type TrailSelection } from '../../../src/sources/aws/trail-layout.js';

const ALL: TrailSelection = { accounts: [], regions: [] };
const NARROW: TrailSelection = {
  accounts: ['111122223333'],
  regions: ['eu-west-1'],
  since: Date.UTC(2026, 0, 31, 12),
  until: Date.UTC(2026, 1, 28),
};
const ACCOUNT = 'AWSLogs/111122223333/';
const DAYS = { kind: 'all', after: `${ACCOUNT}CloudTrail/eu-west-1/2026/01/30`, before: `${ACCOUNT}CloudTrail/eu-west-1/2026/03/02` };

describe('what is done with a folder of a bucket', () => {
  test.each<{ folder: string; selection: TrailSelection; plan: object }>([
    { folder: '', selection: ALL, plan: { kind: 'walk', isTrail: false } },
    { folder: 'any/where/', selection: ALL, plan: { kind: 'walk', isTrail: false } },
    { folder: 'AWSLogs/', selection: ALL, plan: { kind: 'walk', isTrail: true } },
    { folder: 'any/AWSLogs/o-exampleorgid/', selection: ALL, plan: { kind: 'walk', isTrail: true } },
    { folder: ACCOUNT, selection: ALL, plan: { kind: 'walk', isTrail: true } },
    { folder: `${ACCOUNT}CloudTrail/`, selection: ALL, plan: { kind: 'all' } },
    { folder: `${ACCOUNT}CloudTrail/`, selection: NARROW, plan: { kind: 'walk', isTrail: true } },
    { folder: `${ACCOUNT}CloudTrail-Digest/`, selection: ALL, plan: { kind: 'pass' } },
    { folder: `${ACCOUNT}CloudTrail-Digest/`, selection: { ...ALL, digests: true }, plan: { kind: 'all' } },
    { folder: `${ACCOUNT}CloudTrail-Insight/`, selection: ALL, plan: { kind: 'pass' } },
    { folder: `${ACCOUNT}CloudTrail-NetworkActivity/`, selection: ALL, plan: { kind: 'all' } },
    { folder: `${ACCOUNT}CloudTrail/eu-west-1/`, selection: { ...ALL, regions: ['us-east-1'] }, plan: { kind: 'all' } },
    { folder: `${ACCOUNT}vpcflowlogs/`, selection: ALL, plan: { kind: 'pass' } },
    { folder: 'AWSLogs/999999999999/', selection: NARROW, plan: { kind: 'pass' } },
    { folder: `${ACCOUNT}CloudTrail/us-east-1/`, selection: NARROW, plan: { kind: 'pass' } },
    { folder: `${ACCOUNT}CloudTrail/eu-west-1/`, selection: ALL, plan: { kind: 'all' } },
    { folder: `${ACCOUNT}CloudTrail/eu-west-1/`, selection: NARROW, plan: DAYS },
    { folder: `${ACCOUNT}CloudTrail/eu-west-1/2026/02/`, selection: NARROW, plan: DAYS },
    { folder: 'AWSLogs/archive/', selection: NARROW, plan: { kind: 'all' } },
    {
      folder: `${ACCOUNT}CloudTrail/eu-west-1/`,
      selection: { ...ALL, until: Date.UTC(9999, 11, 31) },
      plan: { kind: 'all', before: `${ACCOUNT}CloudTrail/eu-west-1/9999/12/31` },
    },
  ])('$folder', ({ folder, selection, plan }) => {
    expect(planFolder(folder, selection)).toEqual(plan);
  });
});

test.each([
  ['AWSLogs/111122223333/CloudTrail/eu-west-1/2026/02/01/a.json.gz', false],
  ['AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/02/01/a.json.gz', true],
  ['x/AWSLogs/o-abc/111122223333/Config/eu-west-1/a.json.gz', true],
  ['AWSLogs/a.json.gz', false],
  ['CloudTrail-Digest/a.json.gz', false],
])('%s is a log of something else: %s', (key, expected) => {
  expect(isOtherLog(key, ALL)).toBe(expected);
});
