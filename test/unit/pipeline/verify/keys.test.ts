import { describe, expect, test } from '@jest/globals';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { deliverHours, HOUR, makeTrailKey, START, TestTrail } from '../../../support/trail-copy.js';
import { at, named, nameOf, sixHours, verifyCopy, without } from '../../../support/verify-copy.js';

const key = makeTrailKey();
const other = makeTrailKey();
const keys = [key];

describe('Keys', () => {
  test('that are each other’s make every signature wrong', async () => {
    const { all, digests } = sixHours(key);
    const swapped = [
      { ...key, value: other.value },
      { ...other, value: key.value },
    ];
    const report = await verifyCopy(all, { keys: swapped });
    expect(named(report).filter((one) => one.startsWith('CTA5003'))).toEqual(digests.map((digest) => `CTA5003 ${nameOf(digest)}`));
  });

  test('that are not given leave everything open, and what contradicts itself is found all the same', async () => {
    const { all, digests, logs } = sixHours(key);
    const report = await verifyCopy(all, { keys: [other] });
    expect([report.verdict, report.digests.unverified, report.logs.unverified]).toEqual(['incomplete', 6, 6]);
    const altered = { ...at(digests, 2), bytes: gzipSync(at(digests, 2).content.replace('your', 'Your')) };
    expect(named(await verifyCopy([...without(all, at(digests, 2)), altered], { keys: [other] }))).toContain(`CTA5005 ${nameOf(altered)}`);
    const spoilt = { ...at(logs, 1), bytes: gzipSync('other') };
    expect(named(await verifyCopy([...without(all, at(logs, 1)), spoilt], { keys: [other] }))).toContain(`CTA5012 ${nameOf(spoilt)}`);
  });

  test('that AWS does not list are no keys of CloudTrail', async () => {
    const { all } = sixHours(key);
    const publicKeys = (): Promise<{ kind: 'keys'; keys: []; isComplete: boolean }> =>
      Promise.resolve({ kind: 'keys', keys: [], isComplete: true });
    const report = await verifyCopy(all, { keys, publicKeys });
    expect(new Set(named(report).map((one) => one.slice(0, 7)))).toEqual(new Set(['CTA5007', 'CTA5024', 'CTA5025', 'CTA5026']));
    expect(report.verdict).toBe('fail');
  });

  test('that cannot be had are told with the reason', async () => {
    const { all } = sixHours(key);
    const report = await verifyCopy(all, { keys, publicKeys: () => Promise.resolve({ kind: 'failed', reason: 'no AWS credentials' }) });
    expect(report.findings.find(({ code }) => code === 'CTA5027')?.message).toBe(
      'The public keys of the Region cannot be had (no AWS credentials).',
    );
    expect(report.verdict).toBe('incomplete');
  });
});

describe('A folder', () => {
  test('without digests proves nothing', async () => {
    const { logs } = sixHours(key);
    const report = await verifyCopy(logs, { keys });
    expect([report.verdict, report.logs.unverified]).toEqual(['incomplete', 6]);
    expect(named(report)[0]).toBe('CTA5026 ');
  });

  test('with digests that lead out of it reads nothing there', async () => {
    const trail = new TestTrail({ key });
    const log = { ...trail.log(START), key: 'AWSLogs/../../keys.json' };
    const all = [...deliverHours(trail, 2), trail.digest(START + 2 * HOUR, START + 3 * HOUR, [log])];
    const report = await verifyCopy(all, { keys });
    expect(report.findings.filter(({ level }) => level === 'error').map(({ code, key: tail }) => [code, tail])).toEqual([
      ['CTA5011', 'AWSLogs/../../keys.json'],
    ]);
  });

  test('may have other files, and folders without logs', async () => {
    const { all } = sixHours(key);
    const spoil = (folder: string): void => {
      mkdirSync(join(folder, 'AWSLogs/o-exampleorgid/notes'), { recursive: true });
      writeFileSync(join(folder, 'AWSLogs/README'), 'notes');
      rmSync(join(folder, 'AWSLogs/nothing'), { force: true });
    };
    expect(named(await verifyCopy(all, { keys, spoil }))).toEqual([]);
  });

  test('with bytes behind the gzip data of a file names it', async () => {
    const { all, digests, logs } = sixHours(key);
    const spoil = (folder: string): void => {
      appendFileSync(join(folder, at(digests, 1).key), '\0');
      appendFileSync(join(folder, at(logs, 3).key), gzipSync('{"Records":[]}'));
    };
    const report = await verifyCopy(all, { keys, spoil });
    expect(named(report)).toEqual(expect.arrayContaining([`CTA5002 ${nameOf(at(digests, 1))}`, `CTA5012 ${nameOf(at(logs, 3))}`]));
    expect(gunzipSync(at(logs, 3).bytes).toString()).toBe(at(logs, 3).content);
  });
});
