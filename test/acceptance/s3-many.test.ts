import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { hasS3Server, S3Server } from '../support/s3-server.js';

const LISTER = fileURLToPath(new URL('../support/list-bucket.mjs', import.meta.url));
const MIB = 1024 * 1024;
const SECONDS = 180;

interface Listing {
  readonly objects: number;
  readonly milliseconds: number;
  readonly heap: number;
}

let server: S3Server;

beforeAll(async () => {
  if (!hasS3Server) return;
  server = await S3Server.start();
  for (const [bucket, objects] of [
    ['few', 10_000],
    ['many', 100_000],
  ] as const) {
    await server.createBucket(bucket);
    fill(join(server.folder, bucket), objects);
  }
}, SECONDS * 1000);

afterAll(() => {
  if (hasS3Server) server.stop();
});

const FILES_OF_DAY = 400;
const DAYS_OF_ACCOUNT = 25;

function fill(folder: string, objects: number): void {
  for (let day = 0; day * FILES_OF_DAY < objects; day++) {
    const account = String(100_000_000_000 + Math.floor(day / DAYS_OF_ACCOUNT));
    const date = `2025/01/${String((day % DAYS_OF_ACCOUNT) + 1).padStart(2, '0')}`;
    const below = join(folder, 'AWSLogs', account, 'CloudTrail', 'us-east-1', date);
    mkdirSync(below, { recursive: true });
    const stamp = `${date.replaceAll('/', '')}T0000Z`;
    for (let i = 0; i < FILES_OF_DAY; i++) {
      writeFileSync(join(below, `${account}_CloudTrail_us-east-1_${stamp}_${String(i).padStart(16, '0')}.json`), '{"Records":[]}');
    }
  }
}

async function list(bucket: string, how: 'sdk' | 'ctaudit'): Promise<Listing> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--no-warnings', LISTER, server.endpoint, bucket, how], {
    env: { PATH: process.env['PATH'], ...server.env },
  });
  return JSON.parse(stdout) as Listing;
}

/** A server that tests of S3 need is installed by scripts/install-s3-server.mjs; see issue 5. */
(hasS3Server ? describe : describe.skip)('a bucket of 100,000 objects', () => {
  test(
    'is listed in at most one and a half times the time of listing alone, and no more memory than one of 10,000 takes',
    async () => {
      const few = await list('few', 'ctaudit');
      const alone: Listing[] = [];
      const ours: Listing[] = [];
      for (let run = 0; run < 2; run++) {
        alone.push(await list('many', 'sdk'));
        ours.push(await list('many', 'ctaudit'));
      }
      expect(ours.map(({ objects }) => objects)).toEqual([100_000, 100_000]);
      const least = (listings: readonly Listing[]): number => Math.min(...listings.map(({ milliseconds }) => milliseconds));
      expect(least(ours) / least(alone)).toBeLessThan(1.5);
      expect(ours[0]?.heap ?? Infinity).toBeLessThan(few.heap + 2 * MIB);
    },
    SECONDS * 1000,
  );
});
