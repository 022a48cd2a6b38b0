import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { answerCaller, answerLookups, inTurn, page, refusal } from '../../../support/aws-wire.js';
import { closeWorld, DAY, NOW, open, textsOf } from '../../../support/event-history.js';

let restore: () => void;

beforeEach(() => {
  restore = closeWorld();
});

afterEach(() => {
  restore();
});

describe('what Event history cannot give', () => {
  test('is told when it is older than 90 days', async () => {
    answerCaller('eu-west-1');
    const requests = answerLookups('eu-west-1', inTurn([page([])]));
    const history = await open('lookup-events:eu-west-1', { since: NOW - 100 * DAY, until: NOW - 89 * DAY });
    await textsOf(history);
    expect(history.counts().problems).toMatchObject([{ code: 'CTA4055', uri: 'lookup-events:eu-west-1' }]);
    expect(requests[0]?.StartTime).toBe((NOW - 90 * DAY) / 1000);
    expect(requests.at(-1)?.EndTime).toBe((NOW - 89 * DAY) / 1000 - 1);
  });

  test('is told when all of it is older', async () => {
    answerCaller('eu-west-1');
    const history = await open('lookup-events:eu-west-1', { since: undefined, until: Date.parse('2025-01-01T00:00:00Z') });
    expect(await textsOf(history)).toEqual({});
    expect(history.counts().problems).toMatchObject([
      { code: 'CTA4055', message: 'Event history goes back 90 days: what happened to 2025-01-01T00:00:00Z is not in it.' },
    ]);
  });

  test('is not told to whoever asks for what there is', async () => {
    answerCaller('eu-west-1');
    answerLookups('eu-west-1', inTurn([page([])]));
    const history = await open('lookup-events:eu-west-1', { since: undefined });
    expect(Object.keys(await textsOf(history))).toHaveLength(91);
    expect(history.counts().problems).toEqual([]);
  });

  test('is told when the account is another', async () => {
    answerCaller('eu-west-1');
    const history = await open('lookup-events:eu-west-1', { accounts: ['999999999999'] });
    expect(await textsOf(history)).toEqual({});
    expect(history.counts().problems[0]?.message).toBe(
      'The credentials are of account 111122223333, and events of 999999999999 alone are asked for.',
    );
  });
});

describe('what goes wrong', () => {
  test('may have grown too old while others were read', async () => {
    answerCaller('eu-west-1');
    const start = NOW - 90 * DAY;
    const requests = answerLookups(
      'eu-west-1',
      inTurn([refusal('ThrottlingException', 400, { 'Retry-After': '60' }), refusal('InvalidTimeRangeException'), page([])]),
    );
    const history = await open('lookup-events:eu-west-1', { since: start, until: start + 3_600_000 });
    await textsOf(history);
    expect(history.counts().problems).toEqual([]);
    expect(requests.map(({ StartTime: time }) => time - start / 1000)).toEqual([0, 0, 60]);
  });

  test('is told with the permission that is missing', async () => {
    answerCaller('eu-west-1');
    answerLookups('eu-west-1', inTurn([refusal('AccessDeniedException')]));
    const history = await open('lookup-events:eu-west-1');
    await textsOf(history);
    expect(history.counts().problems[0]?.message).toBe(
      'Event history of eu-west-1 cannot be read from 2026-02-01 on (AccessDeniedException: the permission cloudtrail:LookupEvents on * is missing).',
    );
  });

  test('is told when there are no credentials', async () => {
    restore();
    restore = closeWorld({ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
    const history = await open('lookup-events:eu-west-1');
    expect(await textsOf(history)).toEqual({});
    expect(history.counts()).toMatchObject({ damaged: 1, problems: [{ code: 'CTA4056', uri: 'lookup-events:eu-west-1' }] });
    expect(history.counts().problems[0]?.message).toContain('no AWS credentials');
  });
});
