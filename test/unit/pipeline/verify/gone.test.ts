import { describe, expect, test } from '@jest/globals';

import { deliverHours, HOUR, makeTrailKey, START, TestTrail } from '../../../support/trail-copy.js';
import { at, named, nameOf, sixHours, verifyCopy, without } from '../../../support/verify-copy.js';

const key = makeTrailKey();
const keys = [key];

describe('A copy with something gone', () => {
  test.each([0, 1, 2, 3, 4])('names digest %i, and it alone', async (index) => {
    const { all, digests } = sixHours(key);
    const report = await verifyCopy(without(all, at(digests, index)), { keys });
    expect(named(report).filter((one) => one.startsWith('CTA5001'))).toEqual([`CTA5001 ${nameOf(at(digests, index))}`]);
    expect(report.verdict).toBe('fail');
    expect(report.digests).toMatchObject({ verified: 5, missing: 1 });
    expect(report.logs).toMatchObject({ verified: 5, unverified: 1, added: 0 });
  });

  test.each([true, false])('names each of two digests that stood side by side (metadata kept: %s)', async (metadata) => {
    const { all, digests } = sixHours(key);
    const report = await verifyCopy(without(all, at(digests, 2), at(digests, 3)), { keys, metadata });
    expect(named(report).filter((one) => one.startsWith('CTA5001'))).toEqual([
      `CTA5001 ${nameOf(at(digests, 2))}`,
      `CTA5001 ${nameOf(at(digests, 3))}`,
    ]);
    expect(report.verdict).toBe('fail');
    expect(report.logs).toMatchObject({ verified: metadata ? 4 : 2, missing: 0, added: 0 });
  });

  test.each([0, 1, 2, 3, 4, 5])('names log %i', async (index) => {
    const { all, logs } = sixHours(key);
    const report = await verifyCopy(without(all, at(logs, index)), { keys });
    expect(named(report)).toEqual([`CTA5011 ${nameOf(at(logs, index))}`]);
    expect(report.logs).toMatchObject({ verified: 5, missing: 1 });
  });
});

describe('A copy cut short', () => {
  test('at the newest end shows only against the time asked for', async () => {
    const { all, digests, logs } = sixHours(key);
    const cut = without(all, ...digests.slice(3), ...logs.slice(3));
    expect((await verifyCopy(cut, { keys })).verdict).toBe('pass');
    const report = await verifyCopy(cut, { keys, selection: { until: START + 6 * HOUR, accounts: [], regions: [] } });
    expect(report.findings.find(({ code }) => code === 'CTA5024')).toMatchObject({
      key: at(digests, 3).key,
      message:
        'No digest covers the time from 2024-05-01T03:01:31Z to 2024-05-01T06:01:31Z: 3 were removed, or the trail or its validation was stopped.',
    });
    expect(report.verdict).toBe('incomplete');
  });

  test('at the newest end shows when the logs go on', async () => {
    const { all, digests, logs } = sixHours(key);
    const report = await verifyCopy(without(all, ...digests.slice(2)), { keys });
    expect(named(report)).toEqual([`CTA5025 ${nameOf(at(logs, 4))}`, `CTA5025 ${nameOf(at(logs, 5))}`]);
    expect(report.verdict).toBe('incomplete');
  });

  test('at the oldest end names the digest that the oldest follows, unless --since leaves it out', async () => {
    const { all, digests, logs } = sixHours(key);
    const cut = without(all, ...digests.slice(0, 2), ...logs.slice(0, 2));
    expect(named(await verifyCopy(cut, { keys }))).toEqual([`CTA5001 ${nameOf(at(digests, 1))}`]);
    const report = await verifyCopy(cut, { keys, selection: { since: START + 2 * HOUR, accounts: [], regions: [] } });
    expect([named(report), report.verdict, report.digests.verified]).toEqual([[], 'pass', 4]);
  });

  test('by all digests of the time asked for is told when there are some before and after', async () => {
    const hours = deliverHours(new TestTrail({ key }), 72);
    const [since, until] = [Date.parse('2024-05-02T00:00:00Z'), Date.parse('2024-05-03T00:00:00Z')];
    const cut = [...hours.slice(0, 24), ...hours.slice(-24)];
    const report = await verifyCopy(cut, { keys, selection: { since, until, accounts: [], regions: [] } });
    expect(report.findings.map(({ code }) => code)).toEqual(['CTA5026', 'CTA5024']);
    expect(report.verdict).toBe('incomplete');
  });
});
