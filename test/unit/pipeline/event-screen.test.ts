import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { FastEngine } from '../../../src/engine/fast-engine.js';
import { type JsonObject } from '../../../src/model/json.js';
import { type ScanReport } from '../../../src/model/report.js';
import { EventReader } from '../../../src/pipeline/scan/event-reader.js';
import { screenFor } from '../../../src/pipeline/scan/event-screen.js';
import { type EngineName } from '../../../src/pipeline/scan/scan-options.js';
import { scan } from '../../../src/pipeline/scan/scan.js';
import { type Selection } from '../../../src/pipeline/scan/select-events.js';
import { compileTexts } from '../../support/compile.js';
import { cloudTrailRecord, logFile } from '../../support/records.js';
import { inWorkspace } from '../../support/workspace.js';

const ruleSet = compileTexts([
  `
id: root
title: Root was used
severity: high
description: Root was used.
when: { userIdentity.type: Root }
message: Root was used.
`,
]);

const day = (date: number): string => `2026-01-0${date}T00:00:00Z`;
const root = { userIdentity: { type: 'Root' } };

/** An Insights event has a time, but is no record: it has neither eventName nor eventSource. */
const insight: JsonObject = {
  eventVersion: '1.07',
  eventTime: day(2),
  eventType: 'AwsCloudTrailInsight',
  insightDetails: { eventName: 'x' },
};

const RECORDS: readonly JsonObject[] = [
  ...[1, 2, 3, 4].flatMap((date) => [
    cloudTrailRecord({ eventTime: day(date), eventID: `user-${date}` }),
    cloudTrailRecord({ eventTime: day(date), eventID: `root-${date}`, ...root }),
  ]),
  cloudTrailRecord({ eventTime: 'yesterday', eventID: 'undated' }),
  cloudTrailRecord({ eventTime: 5, eventID: 'number' }),
  cloudTrailRecord({ eventTime: '2026-01-02T00:00:00.000Z', eventID: 'fraction', ...root }),
  insight,
];

const counts = (selection: Partial<Selection>, engine: EngineName): Promise<Pick<ScanReport, 'input' | 'census'>> =>
  inWorkspace(async (folder) => {
    writeFileSync(join(folder, 'trail.json'), logFile(...RECORDS, ...RECORDS));
    const { input, census } = await scan({ inputs: [folder], ruleSet, selection, engine });
    return { input, census };
  });

const hasScreen = (selection?: Partial<Selection>): boolean => {
  const engine = new FastEngine(ruleSet);
  return screenFor(engine, new EventReader(engine), selection) !== undefined;
};

describe('a scan with a screen counts like one without', () => {
  test.each<{ name: string; selection: Partial<Selection>; notSelected: number }>([
    { name: 'no selection', selection: {}, notSelected: 0 },
    { name: '--since a time of events', selection: { since: Date.UTC(2026, 0, 2) }, notSelected: 4 },
    { name: '--until a time of events', selection: { until: Date.UTC(2026, 0, 2) }, notSelected: 14 },
    { name: 'one day', selection: { since: Date.UTC(2026, 0, 2), until: Date.UTC(2026, 0, 3) }, notSelected: 12 },
    { name: 'no event', selection: { since: Date.UTC(2027, 0) }, notSelected: 18 },
  ])('$name', async ({ selection, notSelected }) => {
    expect(hasScreen(selection)).toBe(true);
    const found = await counts(selection, 'predicates');
    expect(found).toEqual(await counts(selection, 'json-rules-engine'));
    expect(found.input.records).toMatchObject({ evaluated: 22, skipped: 2, damaged: 0, notSelected, undated: 4 });
    expect(found.census.map(({ events, unplaced }) => [events, unplaced])).toEqual([[22, 4]]);
  });
});

test.each<{ name: string; selection: Partial<Selection> }>([
  { name: '--account', selection: { accounts: ['111122223333'] } },
  { name: '--region', selection: { regions: ['eu-west-1'] } },
])('a scan with $name does without a screen', ({ selection }) => {
  expect(hasScreen(selection)).toBe(false);
});
