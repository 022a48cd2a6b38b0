import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type FaultPlan, FaultyProxy } from '../support/faulty-proxy.js';
import { cloudTrailRecord, logFile } from '../support/records.js';
import { hasS3Server, S3Server } from '../support/s3-server.js';
import { inWorkspace } from '../support/workspace.js';
import { type CommandResult, runCommand } from './run-command.js';

const SECONDS = 60_000;
const FOLDER = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/31';

/** A server that tests of S3 need is installed by scripts/install-s3-server.mjs. */
const describeWithServer = hasS3Server ? describe : describe.skip;

let server: S3Server;

beforeAll(async () => {
  if (!hasS3Server) return;
  server = await S3Server.start();
  await server.createBucket('trail');
  for (const name of ['a', 'b', 'c']) await server.put('trail', keyOf(name), logFile(cloudTrailRecord({ eventID: name })));
}, SECONDS);

afterAll(() => {
  if (hasS3Server) server.stop();
});

const keyOf = (unique: string): string => `logs/${FOLDER}/111122223333_CloudTrail_eu-west-1_20260131T0000Z_${unique}.json`;

function download(cwd: string, source: string): Promise<CommandResult> {
  return runCommand(['download', source, 'out', '--endpoint', server.endpoint], { cwd, env: server.env });
}

describeWithServer('ctaudit download of a bucket', () => {
  test(
    'copies its objects, and what is new of them the next time',
    () =>
      inWorkspace(async (folder) => {
        expect(await download(folder, 's3://trail/logs')).toMatchObject({
          code: 0,
          stdout: expect.stringMatching(/^3 files written to out/),
          stderr: '',
        });
        await server.put('trail', keyOf('d'), logFile(cloudTrailRecord({ eventID: 'd' })));
        expect((await download(folder, 's3://trail/logs')).stdout).toMatch(
          /^1 file written to out, \d+ bytes\.\n3 were there already\.\n$/,
        );
        const names = readdirSync(join(folder, 'out', FOLDER)).sort();
        expect(names).toHaveLength(4);
        for (const name of names)
          expect(readFileSync(join(folder, 'out', FOLDER, name))).toEqual(readFileSync(join(server.folder, 'trail/logs', FOLDER, name)));
        const scan = await runCommand(['scan', 'out', '--output', 'json'], { cwd: folder });
        expect(JSON.parse(scan.stdout)).toMatchObject({ complete: true, input: { records: { evaluated: 4 } } });
      }),
    SECONDS,
  );

  test('keeps the signature of a digest beside it, and a scan of the copy passes over both', () =>
    inWorkspace(async (folder) => {
      const key = 'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/01/31/digest.json.gz';
      await server.createBucket('digests');
      await server.put(
        'digests',
        key,
        gzipSync(
          '{"awsAccountId":"111122223333","digestStartTime":"2026-01-31T00:00:00Z","digestEndTime":"2026-01-31T01:00:00Z","logFiles":[]}',
        ),
        {
          signature: 'ab12',
        },
      );
      expect((await download(folder, 's3://digests')).code).toBe(0);
      expect(readFileSync(join(folder, 'out', `${key}.metadata.json`), 'utf8')).toBe('{"signature":"ab12"}\n');
      const scan = await runCommand(['scan', 'out', '--output', 'json'], { cwd: folder });
      expect(JSON.parse(scan.stdout)).toMatchObject({ input: { files: { read: 0, skipped: 3, damaged: 0 }, records: { damaged: 0 } } });
    }));
});

describeWithServer('a bucket', () => {
  test('whose digest does not give its signature is asked again', () =>
    inWorkspace(async (folder) => {
      const key = 'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/01/31/late.json.gz';
      await server.createBucket('refusing');
      await server.put('refusing', key, gzipSync('{}'), { signature: 'ab12' });
      const plan: FaultPlan = (url, before) =>
        url.includes('late') && before === 0 ? { error: { status: 403, code: 'AccessDenied' } } : undefined;
      const proxy = await FaultyProxy.start(server.endpoint, plan);
      const args = ['download', 's3://refusing', 'out', '--endpoint', proxy.endpoint];
      const codes = [];
      for (let run = 0; run < 3; run++) codes.push((await runCommand(args, { cwd: folder, env: server.env })).code);
      proxy.stop();
      expect(codes).toEqual([3, 0, 0]);
      expect(readFileSync(join(folder, 'out', `${key}.metadata.json`), 'utf8')).toBe('{"signature":"ab12"}\n');
    }));

  test('that is not there is refused', () =>
    inWorkspace(async (folder) => {
      expect(await download(folder, 's3://nowhere')).toEqual({
        code: 2,
        stdout: '',
        stderr: 'ctaudit: no such file, folder or match: s3://nowhere\n',
      });
      expect(readdirSync(folder)).toEqual([]);
    }));
});
