import { describe, expect, test } from '@jest/globals';
import { renameSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { deliverHours, HOUR, makeTrailKey, START, TestTrail } from '../../../support/trail-copy.js';
import { at, named, nameOf, sixHours, verifyCopy } from '../../../support/verify-copy.js';

const key = makeTrailKey();
const other = makeTrailKey();
const keys = [key];

const MINUTE = 60 * 1000;

describe('A clean chain', () => {
  test('verifies, with every digest and log in one number', async () => {
    const report = await verifyCopy(sixHours(key).all, { keys });
    expect(named(report)).toEqual([]);
    expect(report.verdict).toBe('pass');
    expect(report.digests).toEqual({ verified: 6, unverified: 0, altered: 0, missing: 0, added: 0 });
    expect(report.logs).toEqual({ verified: 6, unverified: 0, altered: 0, missing: 0, added: 0 });
    expect(report.trails).toEqual([
      {
        account: '111122223333',
        region: 'us-east-2',
        trail: 'your_trail-name',
        provenFrom: '2024-05-01T00:01:31Z',
        provenUntil: '2024-05-01T06:01:31Z',
      },
    ]);
    expect(report.findings.map(({ code }) => code)).toEqual(['CTA5041']);
  });

  test('without metadata verifies up to the newest digest', async () => {
    const { all, digests } = sixHours(key);
    const report = await verifyCopy(all, { keys, metadata: false });
    expect(report.findings.map(({ code, key: tail }) => [code, tail])).toEqual([
      ['CTA5041', at(digests, 0).key],
      ['CTA5043', at(digests, 5).key],
    ]);
    expect(report.verdict).toBe('pass');
    expect(report.digests).toMatchObject({ verified: 5, unverified: 1 });
    expect(report.logs).toMatchObject({ verified: 5, unverified: 1 });
  });
});

describe('A copy of a clean chain', () => {
  test('of an organization, under a prefix and from several accounts, Regions and trails, verifies', async () => {
    const shared = { key, prefix: 'some/prefix/', organization: 'o-exampleorgid/' };
    const trails = [
      new TestTrail({ ...shared, region: 'eu-west-1' }),
      new TestTrail({ ...shared, account: '444455556666' }),
      new TestTrail({ ...shared, account: '444455556666', trail: 'second' }),
    ];
    const report = await verifyCopy(
      trails.flatMap((trail, index) => deliverHours(trail, 3, START + index * 7 * MINUTE)),
      {
        keys,
      },
    );
    expect(named(report)).toEqual([]);
    expect(report.digests.verified).toBe(9);
    expect(report.trails.map(({ account, region, trail }) => [account, region, trail])).toEqual([
      ['111122223333', 'eu-west-1', 'your_trail-name'],
      ['444455556666', 'us-east-2', 'second'],
      ['444455556666', 'us-east-2', 'your_trail-name'],
    ]);
  });

  test('leaves a log that is newer than the newest digest to the next one', async () => {
    const trail = new TestTrail({ key });
    const all = deliverHours(trail, 4);
    const report = await verifyCopy([...all, trail.log(START + 4 * HOUR + 5 * MINUTE)], { keys });
    expect(report.findings.map(({ code }) => code)).toEqual(['CTA5041', 'CTA5044']);
    expect(report.verdict).toBe('pass');
    expect(report.logs).toMatchObject({ verified: 4, unverified: 1 });
  });

  test('whose files were compressed again, or decompressed under their names, is the same', async () => {
    const { all } = sixHours(key);
    const again = all.map((one, index) => ({
      ...one,
      bytes: index % 2 === 0 ? gzipSync(one.content, { level: 1 }) : Buffer.from(one.content),
    }));
    expect(named(await verifyCopy(again, { keys }))).toEqual([]);
  });

  test('in a folder that lies below AWSLogs is found', async () => {
    const { all } = sixHours(key);
    const report = await verifyCopy(all, {
      keys,
      spoil: (folder) => {
        renameSync(folder, `${folder}-moved`);
      },
      source: 'copy-moved/AWSLogs/111122223333',
    });
    expect([report.digests.verified, report.logs.verified, report.source]).toEqual([6, 6, 'copy-moved/AWSLogs/111122223333']);
  });
});

describe('A chain that goes on', () => {
  test('with a backfill verifies, and the logs that only the backfill lists', async () => {
    const trail = new TestTrail({ key });
    const [late, ...all] = [trail.log(START + 10 * MINUTE), ...deliverHours(trail, 4)];
    const backfill = trail.backfill(START, START + HOUR, [late]);
    const report = await verifyCopy([...all, late, backfill], { keys });
    expect(named(report)).toEqual([]);
    expect(report.verdict).toBe('pass');
    expect(report.logs.verified).toBe(5);
    expect(named(await verifyCopy([...all, late], { keys }))).toEqual([`CTA5013 ${nameOf(late)}`]);
  });

  test('goes on through a change of key, of bucket and of prefix, and the change of place is told', async () => {
    const trail = new TestTrail({ key });
    const before = deliverHours(trail, 3);
    trail.change({ key: other, prefix: 'new/' });
    const after = deliverHours(trail, 3, START + 3 * HOUR);
    const report = await verifyCopy([...before, ...after], { keys: [key, other] });
    expect(named(report)).toEqual([]);
    expect(report.findings.find(({ code }) => code === 'CTA5042')?.message).toBe(
      'From 2024-05-01T03:01:31Z on the trail delivers to amzn-s3-demo-bucket/new/, before to amzn-s3-demo-bucket/.',
    );
    expect(report.digests.verified).toBe(6);
  });

  test('that stops and starts again tells the time between, whose logs are not covered', async () => {
    const trail = new TestTrail({ key });
    const before = deliverHours(trail, 3);
    const between = trail.log(START + 5 * HOUR);
    trail.restart();
    const after = deliverHours(trail, 3, START + 8 * HOUR);
    const report = await verifyCopy([...before, between, ...after], { keys });
    expect(named(report)).toEqual([`CTA5024 ${nameOf(at(after, 1))}`, `CTA5025 ${nameOf(between)}`]);
    expect(report.findings.find(({ code }) => code === 'CTA5024')?.message).toBe(
      'The trail or its validation was stopped, and started again: no digest covers the logs from 2024-05-01T03:01:31Z to 2024-05-01T08:01:31Z.',
    );
    expect(report.verdict).toBe('incomplete');
    expect(report.logs).toMatchObject({ verified: 6, unverified: 1 });
  });
});

describe('What is not here', () => {
  test('because it lies in another bucket is told', async () => {
    const trail = new TestTrail({ key });
    deliverHours(trail, 3);
    trail.change({ bucket: 'new-bucket' });
    const after = deliverHours(trail, 3, START + 3 * HOUR);
    const report = await verifyCopy(after, { keys });
    expect(named(report)).toEqual([`CTA5024 ${nameOf(at(after, 1))}`]);
    expect(report.findings[0]?.message).toBe(
      'The digests until 2024-05-01T03:01:31Z lie in amzn-s3-demo-bucket/, and are not here: verify them there.',
    );
  });

  test('of a backfill, its metadata, leaves its logs open', async () => {
    const trail = new TestTrail({ key });
    const [late, ...all] = [trail.log(START + 10 * MINUTE), ...deliverHours(trail, 4)];
    const backfill = trail.backfill(START, START + HOUR, [late]);
    const report = await verifyCopy([...all, late, backfill], { keys, metadata: false });
    expect(named(report)).toEqual([`CTA5021 ${nameOf(backfill)}`, `CTA5028 ${nameOf(late)}`]);
    expect(report.verdict).toBe('incomplete');
  });
});
