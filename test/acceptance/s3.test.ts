import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { FaultyProxy, type FaultPlan } from '../support/faulty-proxy.js';
import { cloudTrailRecord, logFile } from '../support/records.js';
import { hasS3Server, S3Server } from '../support/s3-server.js';
import { inWorkspace } from '../support/workspace.js';
import { type JsonReport, scanToJson } from './reading-reports.js';
import { type CommandResult, runCommand } from './run-command.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TRAIL = 'examples/invictus-ir/AWSLogs';
const SECONDS = 60;

/** A server that tests of S3 need is installed by scripts/install-s3-server.mjs; see issue 5. */
const describeWithServer = hasS3Server ? describe : describe.skip;

let server: S3Server;

beforeAll(async () => {
  if (!hasS3Server) return;
  server = await S3Server.start();
  for (const bucket of ['trail', 'organization', 'odd', 'large']) await server.createBucket(bucket);
  for (const path of filesBelow(join(ROOT, TRAIL))) {
    const bytes = readFileSync(join(ROOT, TRAIL, path));
    await server.put('trail', `AWSLogs/${path}`, bytes);
    await server.put('organization', `logs/AWSLogs/o-exampleorgid/${path}`, bytes);
  }
}, SECONDS * 1000);

afterAll(() => {
  if (hasS3Server) server.stop();
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

const scanS3 = async (args: readonly string[], endpoint = server.endpoint): Promise<JsonReport> =>
  (await scanToJson([...args, '--endpoint', endpoint], ROOT, server.env)).report;

/** The text of the report as it would be of the same files on disk. */
async function scanAsOnDisk(args: readonly string[], prefix: string, endpoint = server.endpoint): Promise<string> {
  const { text } = await scanToJson([...args, '--endpoint', endpoint], ROOT, server.env);
  return text.replaceAll(prefix, TRAIL);
}

async function withFaults<T>(plan: FaultPlan, work: (proxy: FaultyProxy) => Promise<T>): Promise<T> {
  const proxy = await FaultyProxy.start(server.endpoint, plan);
  try {
    return await work(proxy);
  } finally {
    proxy.stop();
  }
}

const isObject = (url: string): boolean => !url.includes('list-type=2');

describeWithServer('a scan of a bucket', () => {
  test.each([
    { name: 'a whole bucket', argument: 's3://trail', prefix: 's3://trail/AWSLogs' },
    { name: 'a folder', argument: 's3://trail/AWSLogs/', prefix: 's3://trail/AWSLogs' },
    { name: 'the beginning of keys', argument: 's3://trail/AWSL*', prefix: 's3://trail/AWSLogs' },
    { name: 'an organization trail', argument: 's3://organization/logs', prefix: 's3://organization/logs/AWSLogs/o-exampleorgid' },
  ])('gives the report of the same files on disk, but for URIs: $name', async ({ argument, prefix }) => {
    const { text } = await scanToJson([TRAIL], ROOT);
    for (const jobs of ['1', '2']) expect(await scanAsOnDisk([argument, '--jobs', jobs], prefix)).toBe(text);
  });

  test('takes an object of the very name, and not what begins with it', async () => {
    const record = (eventID: string): string => logFile(cloudTrailRecord({ eventID }));
    await server.put('odd', 'day', record('a'));
    await server.put('odd', 'day-two', record('b'));
    await server.put('odd', 'days/one.json', record('c'));
    expect((await scanS3(['s3://odd/day'])).input.files.read).toBe(1);
    expect((await scanS3(['s3://odd/days', 's3://odd/days/one.json'])).input.files.read).toBe(1);
  });

  test('keeps what it downloads, and asks for it once', () =>
    inWorkspace(async (cache) => {
      const { text } = await scanToJson([TRAIL], ROOT);
      const plan = (): undefined => undefined;
      const objects = await withFaults(plan, async (proxy) => {
        const args = ['s3://trail', '--cache', cache];
        for (let run = 0; run < 2; run++) expect(await scanAsOnDisk(args, 's3://trail/AWSLogs', proxy.endpoint)).toBe(text);
        return proxy.urls.filter(isObject);
      });
      expect(objects).toHaveLength(new Set(objects).size);
      expect(objects).toHaveLength(filesBelow(cache).length);
    }));
});

describeWithServer('of a bucket a scan', () => {
  test('asks only for the accounts, Regions and days that it needs', () =>
    withFaults(
      () => undefined,
      async (proxy) => {
        const folder = 'AWSLogs/218007301253/CloudTrail';
        await scanS3(['s3://trail', '--since', '2023-08-10', '--until', '2023-08-12', '--region', 'us-east-1'], proxy.endpoint);
        const asked = proxy.urls.map((url) => new URL(url, proxy.endpoint).searchParams);
        const last = asked.at(-1);
        expect(last?.get('prefix')).toBe(`${folder}/us-east-1/`);
        expect(last?.get('start-after')).toBe(`${folder}/us-east-1/2023/08/09`);
        expect(proxy.urls.filter(isObject)).toEqual([]);
        const before = proxy.urls.length;
        await scanS3(['s3://trail', '--account', '111122223333'], proxy.endpoint);
        expect(proxy.urls.slice(before).filter((url) => url.includes(encodeURIComponent('218007301253/')))).toEqual([]);
      },
    ));

  test('downloads no logs of other services and no digests', async () => {
    await server.put('odd', 'AWSLogs/218007301253/CloudTrail-Digest/us-east-1/2023/07/10/digest.json.gz', 'no gzip');
    await server.put('odd', 'AWSLogs/218007301253/elasticloadbalancing/us-east-1/2023/07/10/elb.log.gz', 'no gzip');
    const { input } = await scanS3(['s3://odd/AWSL*', 's3://odd/day']);
    expect(input.files).toEqual({ read: 1, skipped: 2, damaged: 0 });
  });
});

describeWithServer('a bucket that does not answer as it should', () => {
  const busy = { error: { status: 503, code: 'SlowDown' } };

  test.each<{ name: string; plan: FaultPlan }>([
    { name: 'throttles', plan: (_url, before) => (before < 2 ? busy : undefined) },
    { name: 'fails', plan: (_url, before) => (before === 0 ? { error: { status: 500, code: 'InternalError' } } : undefined) },
    {
      name: 'breaks the connection in an object',
      plan: (url, before) => (isObject(url) && before < 3 ? { cutAfter: 500 * before } : undefined),
    },
    { name: 'breaks the connection in a list', plan: (url, before) => (!isObject(url) && before < 2 ? { cutAfter: 10 } : undefined) },
  ])(
    'a server that $name loses nothing',
    async ({ plan }) => {
      const { text } = await scanToJson([TRAIL], ROOT);
      expect(await withFaults(plan, (proxy) => scanAsOnDisk(['s3://trail'], 's3://trail/AWSLogs', proxy.endpoint))).toBe(text);
    },
    SECONDS * 1000,
  );

  test(
    'goes on in a large object where the connection broke',
    async () => {
      const records = Array.from({ length: 30_000 }, (_, i) => cloudTrailRecord({ eventID: `e${i}`, userAgent: `${i * 7919}`.repeat(60) }));
      await server.put('large', 'day.json', logFile(...records));
      const plan: FaultPlan = (url, before) => (isObject(url) && before < 6 ? { cutAfter: 3_000_000 } : undefined);
      const { input, complete } = await withFaults(plan, (proxy) => scanS3(['s3://large/day.json'], proxy.endpoint));
      expect([input.records['evaluated'], complete]).toEqual([30_000, true]);
    },
    SECONDS * 1000,
  );
});

describeWithServer('a bucket that changes', () => {
  test.each([
    { name: 'before it is asked for', again: 0 },
    { name: 'while it is read', again: 1 },
  ])('names an object that is replaced $name', async ({ again }) => {
    const key = `changing/${again}.json`;
    const body = (eventID: string): string => logFile(...Array.from({ length: 200 }, () => cloudTrailRecord({ eventID })));
    await server.put('odd', key, body('first'));
    const replace: FaultPlan = (url, before) => {
      if (!isObject(url)) return undefined;
      if (before < again) return { cutAfter: 4000 };
      return before === again ? { before: () => server.put('odd', key, body('later')) } : undefined;
    };
    const report = await withFaults(replace, (proxy) => scanS3([`s3://odd/${key}`], proxy.endpoint));
    expect(report.complete).toBe(false);
    expect(report.problems[0]).toMatchObject({
      code: 'CTA4001',
      uri: `s3://odd/${key}`,
      message: expect.stringContaining('replaced after it was listed') as unknown,
    });
    expect(report.input.files).toEqual({ read: 0, skipped: 0, damaged: 1 });
  });
});

describeWithServer('what AWS refuses', () => {
  const scanText = (args: readonly string[], plan: FaultPlan, env = {}): Promise<CommandResult> =>
    withFaults(plan, (proxy) =>
      runCommand(['scan', ...args, '--endpoint', proxy.endpoint, '-o', 'json'], {
        cwd: ROOT,
        env: { ...server.env, ...env },
      }),
    );
  const refuse =
    (applies: (url: string) => boolean, status: number, code: string, message?: string): FaultPlan =>
    (url) =>
      applies(url) ? { error: { status, code, ...(message !== undefined && { message }) } } : undefined;

  test.each<{ name: string; plan: FaultPlan; says: string }>([
    {
      name: 'the list',
      plan: refuse((url) => !isObject(url), 403, 'AccessDenied'),
      says: 'AccessDenied: the permission s3:ListBucket on arn:aws:s3:::trail is missing',
    },
    { name: 'an object', plan: refuse(isObject, 403, 'AccessDenied'), says: 'the permission s3:GetObject on arn:aws:s3:::trail/AWSLogs/' },
    {
      name: 'a key of KMS',
      plan: refuse(
        isObject,
        403,
        'AccessDenied',
        'not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/1',
      ),
      says: 'the permission kms:Decrypt on arn:aws:kms:us-east-1:111122223333:key/1 is missing',
    },
    { name: 'expired credentials', plan: refuse(() => true, 400, 'ExpiredToken'), says: 'the AWS credentials have expired' },
    { name: 'another Region', plan: refuse(() => true, 301, 'PermanentRedirect'), says: 'it is in another Region' },
    { name: 'an archived object', plan: refuse(isObject, 403, 'InvalidObjectState'), says: 'the object is archived' },
    { name: 'too many requests for long', plan: refuse(isObject, 503, 'SlowDown'), says: 'AWS still asks for fewer requests' },
  ])(
    'is told plainly, and the run is incomplete: $name',
    async ({ plan, says }) => {
      const result = await scanText(['s3://trail'], plan);
      expect(result.stdout).toContain(says);
      expect(result.code).toBe(3);
    },
    SECONDS * 1000,
  );
});

describeWithServer('an argument of S3', () => {
  test.each(['s3://trail/nothing', 's3://no-such-bucket', 's3://'])('%s is a wrong name', async (argument) => {
    const { code, stderr } = await runCommand(['scan', argument, '--endpoint', server.endpoint], { cwd: ROOT, env: server.env });
    expect([code, stderr]).toEqual([2, `ctaudit: no such file, folder or match: ${argument}\n`]);
  });

  test('says where credentials come from when there are none', () =>
    inWorkspace(async (home) => {
      const { code, stdout } = await runCommand(['scan', 's3://trail', '--endpoint', server.endpoint, '-o', 'json'], {
        cwd: ROOT,
        env: { HOME: home, AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true' },
      });
      expect(stdout).toContain('Set AWS_PROFILE or --profile');
      expect(code).toBe(3);
    }));
});

describeWithServer('names of objects', () => {
  // A key may hold what no path may: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
  const keys = [
    'names/[31mred\u202e.json',
    'names/a b%2e?#&+.json',
    'names/ü/é.json',
    `names/${'x'.repeat(200)}.json`,
    'names/\'"$(id)`.json',
  ];

  test('of many kinds are read, kept and reported', () =>
    inWorkspace(async (cache) => {
      for (const [i, key] of keys.entries())
        await server.put('odd', key, logFile(cloudTrailRecord({ eventID: `n${i}`, eventName: 'StopLogging' })));
      const report = await scanS3(['s3://odd/names', '--rules', 'cloudtrail-configuration-change', '--cache', cache, '--evidence', '100']);
      const uris = report.findings.flatMap(({ evidence }) => evidence.map(({ uri }) => uri));
      expect([...uris].sort()).toEqual(keys.map((key) => `s3://odd/${key}`).sort());
      expect(report.complete).toBe(true);
      const table = await runCommand(['scan', 's3://odd/names', '--endpoint', server.endpoint], { cwd: ROOT, env: server.env });
      expect(table.stdout).not.toMatch(/\u202e/u);
    }));
});
