import { describe, expect, test } from '@jest/globals';

import { deliverHours, HOUR, makeTrailKey, START, TestTrail } from '../../../support/trail-copy.js';
import { at, named, nameOf, sixHours, verifyCopy } from '../../../support/verify-copy.js';

const key = makeTrailKey();
const keys = [key];
const REGION = 'AWSLogs/111122223333/CloudTrail/us-east-2/';
const day = { since: Date.parse('2024-05-01T00:00:00Z'), accounts: [], regions: [] };

describe('With --since', () => {
  test.each([
    '2024/05/01/111122223333_CloudTrail_us-east-2_20200101T0000Z_abc.json.gz',
    '2024/05/01/111122223333_CloudTrail_us-east-2_20300101T0000Z_abc.json.gz',
    'planted.json.gz',
    '2024/planted.json.gz',
    '2024/05/planted.json.gz',
    'other/planted.json.gz',
    '111122223333_CloudTrail_us-east-2_20240501T0110Z_abc.json.gz',
  ])('a file put in at %s is told', async (path) => {
    const { all, logs } = sixHours(key);
    const planted = { ...at(logs, 0), key: REGION + path };
    const report = await verifyCopy([...all, planted], { keys, selection: day });
    expect(named(report)).toEqual([`CTA5013 ${nameOf(planted)}`]);
    expect(report.verdict).toBe('fail');
  });

  test('in the midst of a day only logs from then on are checked', async () => {
    const report = await verifyCopy(sixHours(key).all, { keys, selection: { ...day, since: START + 3 * HOUR } });
    expect([named(report), report.logs.verified]).toEqual([[], 3]);
  });
});

describe('With --until', () => {
  test('a log that a backfill of a later day lists is proven', async () => {
    const trail = new TestTrail({ key });
    const [late, ...all] = [trail.log(START + 10 * 60 * 1000), ...deliverHours(trail, 40)];
    const backfill = trail.backfill(START + 30 * HOUR, START + 31 * HOUR, [late]);
    const selection = { accounts: [], regions: [], until: START + 8 * HOUR };
    const report = await verifyCopy([...all, late, backfill], { keys, selection });
    expect(named(report)).toEqual([]);
    expect(report.logs.verified).toBe(9);
    expect(report.digests.verified).toBe(8);
  });
});
