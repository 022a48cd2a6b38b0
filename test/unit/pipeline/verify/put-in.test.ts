import { describe, expect, test } from '@jest/globals';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

import { type Delivered, deliverHours, HOUR, makeTrailKey, START, TestTrail } from '../../../support/trail-copy.js';
import { at, named, nameOf, sixHours, verifyCopy, without } from '../../../support/verify-copy.js';

const key = makeTrailKey();
const other = makeTrailKey();
const keys = [key];

const MINUTE = 60 * 1000;

const unsigned = ({ key: tail, bytes, content }: Delivered): Delivered => ({ key: tail, bytes, content });

describe('A copy with something put in', () => {
  test('names a log that no digest lists', async () => {
    const trail = new TestTrail({ key });
    const all = deliverHours(trail, 4);
    const forged = trail.log(START + HOUR + 30 * MINUTE);
    const report = await verifyCopy([...all, forged], { keys });
    expect(named(report)).toEqual([`CTA5013 ${nameOf(forged)}`]);
    expect(report.logs).toMatchObject({ verified: 4, added: 1 });
    expect(report.verdict).toBe('fail');
  });

  test('names a file in a log folder that is not named as CloudTrail names logs', async () => {
    const { all, logs } = sixHours(key);
    const odd = { ...at(logs, 1), key: `${dirname(at(logs, 1).key)}/evil.json.gz` };
    expect(named(await verifyCopy([...all, odd], { keys }))).toEqual(['CTA5013 evil.json.gz']);
  });

  test.each([key, other])('names a forged digest between two others', async (signer) => {
    const { all } = sixHours(key);
    const forger = new TestTrail({ key: signer });
    const log = forger.log(START + 2 * HOUR + 10 * MINUTE, 'forged');
    const forged = forger.digest(START + 2 * HOUR, START + 2 * HOUR + 30 * MINUTE, [log]);
    const report = await verifyCopy([...all, { ...log, key: log.key.replace('u0', 'f0') }, forged], { keys });
    expect(named(report)).toContain(`CTA5004 ${nameOf(forged)}`);
    expect(named(report)).toContain(`CTA5013 ${nameOf(log).replace('u0', 'f0')}`);
    expect(report.digests).toMatchObject({ verified: 6, added: 1 });
  });

  test('names a log that only a forged newest digest of a copy lists', async () => {
    const { all } = sixHours(key);
    const forger = new TestTrail({ key });
    const log = forger.log(START + 2 * HOUR + 10 * MINUTE, 'forged');
    const forged = { ...log, key: log.key.replace('u0', 'f0') };
    const digest = forger.digest(START + 6 * HOUR, START + 7 * HOUR, [forged]);
    const report = await verifyCopy([...all, forged, digest], { keys, metadata: false });
    expect(named(report)).toContain(`CTA5013 ${nameOf(forged)}`);
    expect(report.verdict).toBe('fail');
  });

  test('names a forged newest digest', async () => {
    const { all } = sixHours(key);
    const forged = new TestTrail({ key: other }).digest(START + 6 * HOUR, START + 7 * HOUR, []);
    expect(named(await verifyCopy([...all, forged], { keys }))).toContain(`CTA5022 ${nameOf(forged)}`);
    expect(
      named(
        await verifyCopy([...all, { ...forged, bytes: gzipSync(forged.content.replace(other.fingerprint, key.fingerprint)) }], { keys }),
      ),
    ).toContain(`CTA5003 ${nameOf(forged)}`);
  });
});

describe('A forged digest without a signature', () => {
  /** A log altered, another put in, and what an unsigned digest has to say of them. */
  const forge = (trail: string, hour: number): { objects: readonly Delivered[]; altered: Delivered; planted: Delivered } => {
    const { all, logs } = sixHours(key);
    const altered = { ...at(logs, 2), content: 'evil', bytes: gzipSync('evil') };
    const planted = { ...altered, key: altered.key.replace('u0', 'f0') };
    const forger = new TestTrail({ key: { ...other, fingerprint: key.fingerprint }, trail });
    const digest = unsigned(forger.digest(START + hour * HOUR, START + (hour + 1) * HOUR, [altered, planted]));
    return { objects: [...without(all, at(logs, 2)), altered, planted, digest], altered, planted };
  };

  test.each([
    { name: 'of an invented trail', trail: 'aaa', hour: 2 },
    { name: 'of an invented trail, of a later time', trail: 'aaa', hour: 90 },
    { name: 'that is the newest of the trail', trail: 'your_trail-name', hour: 6 },
  ])('$name hides neither an alteration nor an insertion', async ({ trail, hour }) => {
    const { objects, altered, planted } = forge(trail, hour);
    const report = await verifyCopy(objects, { keys });
    expect(named(report)).toEqual(expect.arrayContaining([`CTA5012 ${nameOf(altered)}`, `CTA5013 ${nameOf(planted)}`]));
    expect(report.logs).toMatchObject({ verified: 5, altered: 1, added: 1 });
    expect(report.verdict).toBe('fail');
  });

  test('of an invented trail is no note, whatever it lists', async () => {
    const { all } = sixHours(key);
    const digest = new TestTrail({ key, trail: 'aaa' }).digest(START, START + HOUR, []);
    const report = await verifyCopy([...all, digest], { keys, metadata: false });
    expect(named(report)).toEqual([`CTA5026 ${nameOf(digest)}`]);
    const log = new TestTrail({ key, trail: 'aaa' }).log(START + 6.5 * HOUR, 'planted');
    const later = new TestTrail({ key, trail: 'aaa' }).digest(START + 6 * HOUR, START + 7 * HOUR, [log]);
    const listing = await verifyCopy([...all, log, later], { keys, metadata: false });
    expect(named(listing)).toEqual([`CTA5026 ${nameOf(later)}`, `CTA5028 ${nameOf(log)}`]);
    expect(listing.verdict).toBe('incomplete');
  });
});

describe('A copy with files in each other’s place', () => {
  test('names both of two digests', async () => {
    const { all, digests } = sixHours(key);
    const [one, two] = [at(digests, 2), at(digests, 3)];
    const swapped = [...without(all, one, two), { ...one, key: two.key }, { ...two, key: one.key }];
    for (const metadata of [true, false]) {
      const report = await verifyCopy(swapped, { keys, metadata });
      expect(named(report)).toEqual(expect.arrayContaining([`CTA5005 ${nameOf(one)}`, `CTA5005 ${nameOf(two)}`]));
      expect(report.digests.altered).toBe(2);
    }
  });

  test('names both of two logs', async () => {
    const { all, logs } = sixHours(key);
    const [one, two] = [at(logs, 2), at(logs, 3)];
    const swapped = [...without(all, one, two), { ...one, key: two.key }, { ...two, key: one.key }];
    expect(named(await verifyCopy(swapped, { keys }))).toEqual([`CTA5012 ${nameOf(one)}`, `CTA5012 ${nameOf(two)}`]);
  });
});
