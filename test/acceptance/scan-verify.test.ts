import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { cloudTrailRecord, logFile } from '../support/records.js';
import { hasS3Server, S3Server } from '../support/s3-server.js';
import { deliverHours, type Delivered, isDigest, listedKeys, makeTrailKey, TestTrail, writeCopy } from '../support/trail-copy.js';
import { at } from '../support/verify-copy.js';
import { inWorkspace } from '../support/workspace.js';
import { runCommand } from './run-command.js';

const SECONDS = 60_000;
const key = makeTrailKey();
const RULE = ['--rules', 'every-event.yaml'];

/** Matches whatever is in a log of the trail. */
const EVERY_EVENT = `id: every-event
title: Every event
severity: low
description: Matches all.
when: { eventName: { exists: true } }
message: '{eventName}'
groupBy: [eventID]
`;

interface Report {
  readonly verdict: string;
  readonly complete: boolean;
  readonly integrity: { readonly verdict: string; readonly logs: Record<string, number> };
  readonly problems: readonly { readonly code: string; readonly message: string }[];
  readonly rules: readonly { readonly id: string }[];
  readonly findings: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly unit?: string;
    readonly message: string;
    readonly evidence: readonly { readonly uri: string; readonly integrity: string }[];
  }[];
}

let server: S3Server;

beforeAll(async () => {
  if (hasS3Server) server = await S3Server.start();
});

afterAll(() => {
  if (hasS3Server) server.stop();
});

async function scanVerified(
  folder: string,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly report: Report }> {
  writeFileSync(join(folder, 'keys.json'), listedKeys([key]));
  writeFileSync(join(folder, 'every-event.yaml'), EVERY_EVENT);
  const command = ['scan', ...args, ...RULE, '--verify', '--public-keys', 'keys.json', '-o', 'json'];
  const env = hasS3Server ? { ...server.env } : {};
  const { code, stdout, stderr } = await runCommand(command, { cwd: folder, env });
  if (stderr !== '') throw new Error(stderr);
  return { code, report: JSON.parse(stdout) as Report };
}

const sixHours = (): readonly Delivered[] => deliverHours(new TestTrail({ key, bucket: 'trail' }), 6);

/** Of each file with evidence, what digests say of it. */
const statuses = ({ findings }: Report): Record<string, string> =>
  Object.fromEntries(findings.flatMap(({ evidence }) => evidence.map(({ uri, integrity }) => [uri, integrity])));

const integrityFindings = ({ findings }: Report): readonly string[] =>
  findings
    .filter(({ ruleId }) => ruleId !== 'every-event')
    .map(({ ruleId, severity, unit, message }) => `${ruleId} ${severity} ${unit ?? ''} ${message.slice(0, 11)}`);

describe('ctaudit scan --verify', () => {
  test('says of the evidence of a clean copy that it is verified', () =>
    inWorkspace(async (folder) => {
      writeCopy(join(folder, 'copy'), sixHours());
      const { code, report } = await scanVerified(folder, 'copy');
      expect([code, report.verdict, report.integrity]).toEqual([
        0,
        'pass',
        expect.objectContaining({ verdict: 'pass', logs: { verified: 6, unverified: 0, altered: 0, missing: 0, added: 0 } }),
      ]);
      const evidence = statuses(report);
      expect(Object.keys(evidence)).toHaveLength(6);
      expect(new Set(Object.values(evidence))).toEqual(new Set(['verified']));
    }));

  test('makes findings of what was altered, taken away and put in, and fails the gate', () =>
    inWorkspace(async (folder) => {
      const objects = sixHours();
      const logs = objects.filter((object) => !isDigest(object));
      writeCopy(join(folder, 'copy'), objects);
      const pathOf = ({ key: path }: Delivered): string => join(folder, 'copy', path);
      const added = `${pathOf(at(logs, 4)).slice(0, -24)}AAAAAAAAAAAAAAAA.json.gz`;
      writeFileSync(pathOf(at(logs, 1)), readFileSync(pathOf(at(logs, 2))));
      rmSync(pathOf(at(logs, 3)));
      writeFileSync(added, logFile(cloudTrailRecord({ eventID: 'slipped-in' })));
      const { code, report } = await scanVerified(folder, 'copy');
      expect(code).toBe(1);
      expect([...integrityFindings(report)].sort()).toEqual([
        'integrity-log-altered critical file copy/AWSLog',
        'integrity-log-missing critical file copy/AWSLog',
        'integrity-log-not-listed-by-any-digest critical file copy/AWSLog',
      ]);
      const evidence = statuses(report);
      expect(evidence[added.slice(folder.length + 1)]).toBe('altered');
      expect(Object.values(evidence).filter((status) => status === 'verified')).toHaveLength(4);
      const ids = report.rules.map(({ id }) => id);
      for (const { ruleId } of report.findings) expect(ids).toContain(ruleId);
    }));
});

describe('ctaudit scan --verify of other inputs', () => {
  test('is incomplete where nothing is proven, and names that', () =>
    inWorkspace(async (folder) => {
      writeCopy(
        join(folder, 'copy'),
        sixHours().filter((object) => !isDigest(object)),
      );
      appendFileSync(join(folder, 'single.json'), logFile(cloudTrailRecord({ eventID: 'single' })));
      const { code, report } = await scanVerified(folder, 'copy', 'single.json');
      expect([code, report.complete, report.integrity.verdict]).toEqual([3, false, 'incomplete']);
      expect(new Set(report.problems.map((problem) => problem.code))).toEqual(new Set(['CTA4060']));
      expect(new Set(Object.values(statuses(report)))).toEqual(new Set(['unverified']));
    }));

  test('names files that no check came to', () =>
    inWorkspace(async (folder) => {
      writeCopy(join(folder, 'copy'), sixHours());
      writeFileSync(join(folder, 'copy', 'planted.json'), logFile(cloudTrailRecord({ eventID: 'planted' })));
      const { code, report } = await scanVerified(folder, 'copy');
      expect([code, report.problems]).toEqual([3, [expect.objectContaining({ code: 'CTA4060', uri: 'copy/' })]]);
      expect(statuses(report)['copy/planted.json']).toBe('unverified');
    }));

  (hasS3Server ? test : test.skip)(
    'does so of a bucket (its server is installed by scripts/install-s3-server.mjs; see issue 5)',
    () =>
      inWorkspace(async (folder) => {
        await server.createBucket('trail');
        for (const { key: name, bytes, signature } of sixHours())
          await server.put('trail', name, bytes, signature === undefined ? {} : { signature });
        const { code, report } = await scanVerified(folder, 's3://trail', '--endpoint', server.endpoint);
        expect([code, report.integrity.verdict]).toEqual([0, 'pass']);
        expect(Object.keys(statuses(report)).every((uri) => uri.startsWith('s3://trail/AWSLogs/'))).toBe(true);
        expect(new Set(Object.values(statuses(report)))).toEqual(new Set(['verified']));
      }),
    SECONDS,
  );
});
