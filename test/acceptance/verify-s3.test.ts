import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type FaultPlan, FaultyProxy } from '../support/faulty-proxy.js';
import { hasS3Server, S3Server } from '../support/s3-server.js';
import { type Delivered, deliverHours, isDigest, listedKeys, makeTrailKey, TestTrail } from '../support/trail-copy.js';
import { at } from '../support/verify-copy.js';
import { inWorkspace } from '../support/workspace.js';
import { type CommandResult, runCommand } from './run-command.js';

const SECONDS = 60_000;

/** A server that tests of S3 need is installed by scripts/install-s3-server.mjs; see issue 5. */
const describeWithServer = hasS3Server ? describe : describe.skip;

const key = makeTrailKey();

let server: S3Server;

beforeAll(async () => {
  if (hasS3Server) server = await S3Server.start();
});

afterAll(() => {
  if (hasS3Server) server.stop();
});

/** Six hours of a trail in a bucket of its own. */
async function fillBucket(bucket: string, { prefix = '', organization = '' } = {}): Promise<readonly Delivered[]> {
  const objects = deliverHours(new TestTrail({ key, bucket, prefix, organization }), 6);
  await server.createBucket(bucket);
  for (const { key: name, bytes, signature } of objects)
    await server.put(bucket, prefix + name, bytes, signature === undefined ? {} : { signature });
  return objects;
}

const verify = (args: readonly string[], endpoint = server.endpoint): Promise<CommandResult> =>
  inWorkspace((folder) => {
    writeFileSync(join(folder, 'keys.json'), listedKeys([key]));
    return runCommand(['verify', ...args, '--public-keys', 'keys.json', '--endpoint', endpoint], { cwd: folder, env: server.env });
  });

const endOf = ({ stdout }: CommandResult): string => stdout.replace(/\s+/g, ' ').trimEnd();

const CLEAN = /PASS Every digest and log that can be proven is as CloudTrail delivered it\. 6 of 6 logs and 6 digests are verified\.$/;

describeWithServer('ctaudit verify of a bucket', () => {
  test.each([
    { bucket: 'plain', settings: {}, source: 's3://plain' },
    { bucket: 'below', settings: { prefix: 'logs/prod/' }, source: 's3://below' },
    { bucket: 'org', settings: { prefix: 'logs/', organization: 'o-exampleorgid/' }, source: 's3://org/logs/AWSLogs' },
  ])(
    'proves every digest, the newest too, and every log: $source',
    async ({ bucket, settings, source }) => {
      await fillBucket(bucket, settings);
      const result = await verify([source]);
      expect([result.stderr, result.code]).toEqual(['', 0]);
      expect(endOf(result)).toMatch(CLEAN);
    },
    SECONDS,
  );

  test(
    'names what was altered, taken away and put in',
    async () => {
      const objects = await fillBucket('spoilt');
      const logs = objects.filter((object) => !isDigest(object));
      await server.put('spoilt', at(logs, 1).key, at(logs, 2).bytes);
      rmSync(join(server.folder, 'spoilt', at(logs, 3).key));
      await server.put('spoilt', at(logs, 4).key.replace(/_[^_]*$/, '_AAAAAAAAAAAAAAAA.json.gz'), at(logs, 4).bytes);
      const { code, stdout } = await verify(['s3://spoilt', '-o', 'json']);
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ logs: { verified: 4, altered: 1, missing: 1, added: 1, unverified: 0 } });
    },
    SECONDS,
  );

  test(
    'can be repeated offline on what ctaudit download saves',
    async () => {
      await fillBucket('copied');
      await inWorkspace(async (folder) => {
        writeFileSync(join(folder, 'keys.json'), listedKeys([key]));
        await runCommand(['download', 's3://copied', 'copy', '--endpoint', server.endpoint], { cwd: folder, env: server.env });
        const result = await runCommand(['verify', 'copy', '--public-keys', 'keys.json'], { cwd: folder });
        expect(endOf(result)).toMatch(CLEAN);
      });
    },
    SECONDS,
  );
});

describeWithServer('a bucket that ctaudit verify cannot read', () => {
  async function verifyThrough(plan: FaultPlan, source: string): Promise<CommandResult> {
    const proxy = await FaultyProxy.start(server.endpoint, plan);
    try {
      return await verify([source], proxy.endpoint);
    } finally {
      proxy.stop();
    }
  }

  test.each(['s3://none', 's3://none/AWSLogs', 's3://'])('is a wrong name when it is not there: %s', async (source) => {
    expect(await verify([source])).toEqual({ code: 2, stdout: '', stderr: `ctaudit: no such file, folder or match: ${source}\n` });
  });

  test(
    'leaves open what is refused, and says which permission is missing',
    async () => {
      await fillBucket('refused');
      const refuse =
        (part: string): FaultPlan =>
        (url) =>
          url.includes(part) ? { error: { status: 403, code: 'AccessDenied' } } : undefined;
      const list = await verifyThrough(refuse('list-type=2'), 's3://refused');
      expect([list.code, endOf(list)]).toEqual([
        3,
        expect.stringContaining('the permission s3:ListBucket on arn:aws:s3:::refused is missing'),
      ]);
      const object = await verifyThrough(refuse('/CloudTrail/eu-west-1/20'), 's3://refused');
      expect(object.code).toBe(0);
    },
    SECONDS,
  );

  test('must be named by a folder when several trails lie in it', async () => {
    await fillBucket('several', { prefix: 'a/' });
    await server.put('several', 'b/AWSLogs/111122223333/x.json', '{}');
    await server.put('several', 'AWSLogs/111122223333/x.json', '{}');
    const { code, stderr } = await verify(['s3://several']);
    expect([code, stderr]).toEqual([
      2,
      'ctaudit: s3://several holds the logs of several trails: name one of s3://several/AWSLogs/, s3://several/a/AWSLogs/, s3://several/b/AWSLogs/\n',
    ]);
  });
});
