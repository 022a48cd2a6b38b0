import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';

import { download } from '../../../../src/pipeline/download/download.js';
import { type DownloadOptions, type DownloadReport } from '../../../../src/pipeline/download/download-options.js';
import { scan } from '../../../../src/pipeline/scan/scan.js';
import { ACCOUNT, answerCaller, answerLookups, inTurn, page, refusal, wireEvent, type WireEvent } from '../../../support/aws-wire.js';
import { compileTexts } from '../../../support/compile.js';
import { closeWorld, hour, openFiles, open } from '../../../support/event-history.js';
import { inWorkspace } from '../../../support/workspace.js';

const DAY = 86_400_000;
const REGION = 'eu-west-1';

let restore: () => void;

beforeEach(() => {
  restore = closeWorld();
});

afterEach(() => {
  restore();
});

/** The download runs by the system's clock: days are counted from today. */
const dayStart = (ago: number): number => Math.floor(Date.now() / DAY) * DAY - ago * DAY;
const at = (ago: number, second: number, name?: string, others?: Readonly<Record<string, unknown>>): WireEvent =>
  wireEvent(new Date(dayStart(ago) + second * 1000).toISOString().replace('.000Z', 'Z'), name, others);

async function save(out: string, options: Partial<DownloadOptions> = {}): Promise<DownloadReport> {
  answerCaller(REGION);
  return download({
    source: `lookup-events:${REGION}`,
    out,
    aws: {},
    accounts: [],
    regions: [],
    allRegions: false,
    since: dayStart(3),
    until: dayStart(2),
    ...options,
  });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

const logsIn = (folder: string): readonly string[] => filesIn(folder).filter((name) => name.startsWith('AWSLogs/'));

function recordsIn(folder: string): readonly unknown[] {
  return logsIn(folder).flatMap((name) => {
    const { Records: records } = JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()) as {
      readonly Records: readonly unknown[];
    };
    return records;
  });
}

describe('a download of Event history', () => {
  test('is files in the layout of a trail', async () => {
    await inWorkspace(async (out) => {
      const elsewhere = at(3, 60, 'B', { recipientAccountId: '999988887777', awsRegion: 'us-east-1' });
      answerLookups(REGION, inTurn([page([at(3, 3661, 'A'), elsewhere, at(3, 5, 'C')])]));
      const report = await save(out);
      const day = new Date(dayStart(3)).toISOString().slice(0, 10);
      const folder = day.replaceAll('-', '/');
      const minute = day.replaceAll('-', '');
      expect(report).toMatchObject({ files: { written: 2, present: 0 }, records: 3, problems: [], notes: [], interrupted: false });
      expect(logsIn(out)).toEqual([
        expect.stringMatching(
          new RegExp(
            `^AWSLogs/${ACCOUNT}/CloudTrail/eu-west-1/${folder}/${ACCOUNT}_CloudTrail_eu-west-1_${minute}T0101Z_[0-9a-f]{16}\\.json\\.gz$`,
          ),
        ),
        expect.stringMatching(
          new RegExp(
            `^AWSLogs/999988887777/CloudTrail/us-east-1/${folder}/999988887777_CloudTrail_us-east-1_${minute}T0001Z_[0-9a-f]{16}\\.json\\.gz$`,
          ),
        ),
      ]);
      expect(recordsIn(out)).toHaveLength(3);
    });
  });

  test('asks for no day again that is saved and over', async () => {
    await inWorkspace(async (out) => {
      const requests = answerLookups(REGION, inTurn([page([at(3, 1)])]));
      await save(out);
      const before = filesIn(out);
      expect(await save(out)).toMatchObject({ files: { written: 0, present: 1 }, records: 0, problems: [] });
      expect(requests).toHaveLength(1);
      expect(filesIn(out)).toEqual(before);
    });
  });

  test('saves of a day that goes on what is new alone', async () => {
    await inWorkspace(async (out) => {
      const times = { since: dayStart(0), until: dayStart(-1) };
      answerLookups(REGION, inTurn([page([at(0, 0, 'A')]), page([at(0, 0, 'B'), at(0, 0, 'A')]), page([at(0, 0, 'B'), at(0, 0, 'A')])]));
      expect((await save(out, times)).records).toBe(1);
      expect((await save(out, times)).records).toBe(1);
      expect(await save(out, times)).toMatchObject({ files: { written: 0, present: 1 }, records: 0 });
      expect(recordsIn(out)).toHaveLength(2);
    });
  });
});

describe('what a download of Event history meets', () => {
  test('may fail half way: it is told, and goes on the next time', async () => {
    await inWorkspace(async (out) => {
      const [a, b] = [at(3, 2, 'A'), at(3, 1, 'B')];
      answerLookups(REGION, inTurn([page([a], 'next'), refusal('AccessDeniedException'), page([a, b])]));
      expect(await save(out)).toMatchObject({ records: 1, problems: [{ code: 'CTA4056' }] });
      expect(await save(out)).toMatchObject({ records: 1, problems: [] });
      expect(recordsIn(out)).toHaveLength(2);
    });
  });

  test('may be many records: they are in files of some thousand each', async () => {
    await inWorkspace(async (out) => {
      const events = Array.from({ length: 12_000 }, (_, i) => at(3, 80_000 - i));
      answerLookups(REGION, ({ NextToken: token = '0' }) => {
        const start = Number(token);
        return page(events.slice(start, start + 6000), start + 6000 < events.length ? String(start + 6000) : undefined);
      });
      expect(await save(out)).toMatchObject({ files: { written: 3 }, records: 12_000 });
      expect(new Set(recordsIn(out).map((record) => (record as { readonly eventID: string }).eventID)).size).toBe(12_000);
    });
  });

  test('may be no record: it is named, and its day asked for again', async () => {
    await inWorkspace(async (out) => {
      const requests = answerLookups(REGION, inTurn([page([at(3, 1), { EventId: 'x' }])]));
      expect(await save(out)).toMatchObject({ records: 1, problems: [{ code: 'CTA4023' }] });
      await save(out);
      expect(requests).toHaveLength(2);
      expect(recordsIn(out)).toHaveLength(1);
    });
  });
});

test('a scan of what was downloaded gives the findings of a scan of Event history', async () => {
  const ruleSet = compileTexts([
    'id: new-user\ntitle: t\nseverity: high\ndescription: d\nremediation: r\nmessage: "{identity.name} {eventName}"\nwhen: { eventName: CreateUser }\n',
  ]);
  const events = [
    hour(11),
    hour(10, 'DeleteUser'),
    wireEvent('2026-02-01T09:00:00Z', 'CreateUser', { userIdentity: { type: 'IAMUser', userName: 'bob' } }),
  ];
  const findingsOf = async (inputs: readonly string[], cwd: string): Promise<unknown> => {
    const { findings, input } = await scan({ inputs, cwd, ruleSet });
    return {
      records: input.records,
      findings: findings.map(({ message, fingerprint, occurrenceCount, evidence }) => ({
        message,
        fingerprint,
        occurrenceCount,
        evidence: evidence.map(({ eventID, sha256 }) => ({ eventID, sha256 })),
      })),
    };
  };
  await inWorkspace(async (folder) => {
    answerCaller(REGION);
    answerLookups(REGION, inTurn([page(events)]));
    const [file] = await openFiles(await open(`lookup-events:${REGION}`));
    writeFileSync(join(folder, 'read.json.gz'), file?.bytes ?? '');
    nock.cleanAll();
    answerLookups(REGION, inTurn([page(events), page([])]));
    await save(join(folder, 'out'), { since: dayStart(0), until: dayStart(-1) });
    const read = await findingsOf(['read.json.gz'], folder);
    expect(read).toMatchObject({ records: { evaluated: 3 }, findings: [{ message: 'ann CreateUser' }, { message: 'bob CreateUser' }] });
    expect(await findingsOf(['out'], folder)).toEqual(read);
  });
});
