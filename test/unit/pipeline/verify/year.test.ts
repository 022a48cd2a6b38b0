import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { type VerifyReport } from '../../../../src/model/verify-report.js';
import { verify } from '../../../../src/pipeline/verify/verify.js';
import { type Delivered, deliverHours, HOUR, makeTrailKey, START, TestTrail, writeCopy } from '../../../support/trail-copy.js';
import { at, keySource, named, nameOf } from '../../../support/verify-copy.js';

const HOURS = 366 * 24;
const SECONDS = 120;

const keys = [makeTrailKey(), makeTrailKey()];
const folder = mkdtempSync(join(tmpdir(), 'ctaudit-year-'));
let all: readonly Delivered[] = [];

/** A year of hours; the key changes in the middle, as CloudTrail's do. */
beforeAll(() => {
  const trail = new TestTrail({ key: at(keys, 0) });
  const before = deliverHours(trail, HOURS / 2);
  trail.change({ key: at(keys, 1) });
  all = [...before, ...deliverHours(trail, HOURS / 2, START + (HOURS / 2) * HOUR)];
  writeCopy(join(folder, 'copy'), all, { metadata: false });
}, SECONDS * 1000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function check(since?: number, until?: number): Promise<VerifyReport> {
  const selection = { accounts: [], regions: [], ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
  return verify({ source: 'copy', cwd: folder, publicKeys: await keySource(keys, folder), selection });
}

/** The digest, or the log, of an hour. */
const digestOf = (hour: number): Delivered => at(all, hour * 2 + 1);
const logOf = (hour: number): Delivered => at(all, hour * 2);
const pathOf = ({ key }: Delivered): string => join(folder, 'copy', key);

describe('A year of hourly digests', () => {
  test(
    'verifies, and every day is whole',
    async () => {
      const report = await check();
      expect([report.verdict, named(report)]).toEqual(['pass', []]);
      expect(report.digests).toEqual({ verified: HOURS - 1, unverified: 1, altered: 0, missing: 0, added: 0 });
      expect(report.logs).toEqual({ verified: HOURS - 1, unverified: 1, altered: 0, missing: 0, added: 0 });
      expect(report.days).toHaveLength(366);
      expect(
        new Set(report.days.map(({ digests, logs }) => `${digests.verified + digests.unverified} ${logs.verified + logs.unverified}`)),
      ).toEqual(new Set(['24 24']));
    },
    SECONDS * 1000,
  );

  test(
    'verifies by month, without a false alarm at either end',
    async () => {
      const [since, until] = [Date.parse('2024-08-01T00:00:00Z'), Date.parse('2024-09-01T00:00:00Z')];
      const report = await check(since, until);
      expect([report.verdict, report.findings]).toEqual(['pass', []]);
      expect(report.digests.verified).toBe(31 * 24);
      expect(report.logs.verified).toBe(31 * 24);
      expect(report.days.map(({ day }) => day)).toEqual(
        Array.from({ length: 31 }, (_, day) => `2024-08-${String(day + 1).padStart(2, '0')}`),
      );
    },
    SECONDS * 1000,
  );
});

describe('A year with many things wrong', () => {
  test(
    'names each, and counts each file once',
    async () => {
      const gone = [100, 2000, 3001, 3002].map(digestOf);
      const goneLogs = [500, 7000].map(logOf);
      for (const one of [...gone, ...goneLogs]) rmSync(pathOf(one));
      const altered = [logOf(600), digestOf(4000)];
      for (const one of altered)
        writeFileSync(pathOf(one), gzipSync(one.content.replace('eventName', 'eventname').replace('SHA256', 'sha256')));
      const [one, two] = [digestOf(5000), digestOf(5001)];
      swap(one, two);
      const report = await check();
      swap(one, two);
      for (const file of [...altered, ...gone, ...goneLogs]) writeFileSync(pathOf(file), file.bytes);

      const errors = named(report).filter((text) => /^CTA50[01]/.test(text));
      expect(errors.sort()).toEqual(
        [
          ...gone.map((file) => `CTA5001 ${nameOf(file)}`),
          ...goneLogs.map((file) => `CTA5011 ${nameOf(file)}`),
          `CTA5012 ${nameOf(at(altered, 0))}`,
          `CTA5006 ${nameOf(at(altered, 1))}`,
          `CTA5005 ${nameOf(one)}`,
          `CTA5005 ${nameOf(two)}`,
        ].sort(),
      );
      const { verified, unverified, altered: bad, missing, added } = report.logs;
      expect(verified + unverified + bad + missing + added).toBe(HOURS);
      expect(report.digests).toMatchObject({ altered: 3, missing: 4, added: 0 });
    },
    SECONDS * 1000,
  );
});

function swap(one: Delivered, two: Delivered): void {
  const [first, second] = [readFileSync(pathOf(one)), readFileSync(pathOf(two))];
  writeFileSync(pathOf(one), second);
  writeFileSync(pathOf(two), first);
}
