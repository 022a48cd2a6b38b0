import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { FastEngine } from '../../src/engine/fast-engine.js';
import { readLogFile } from '../../src/envelopes/read-log-file.js';
import { type RuleSet } from '../../src/ir/rule-set.js';
import { type JsonObject } from '../../src/model/json.js';
import { type ScanReport } from '../../src/model/report.js';
import { compileRules } from '../../src/pipeline/compile-rules.js';
import { EventReader } from '../../src/pipeline/scan/event-reader.js';
import { screenFor } from '../../src/pipeline/scan/event-screen.js';
import { type ScanOptions } from '../../src/pipeline/scan/scan-options.js';
import { scan } from '../../src/pipeline/scan/scan.js';
import { type Selection } from '../../src/pipeline/scan/select-events.js';
import { choices, type Choices, oddSpace, writeOddly } from '../support/odd-json.js';
import { cloudTrailRecord } from '../support/records.js';
import { inWorkspace } from '../support/workspace.js';
import { record } from './arbitraries.js';
import { ruleSet } from './rule-arbitraries.js';
import { runs } from './runs.js';

const SECONDS = 120_000;

const builtIn = (await compileRules()).ruleSet;
if (builtIn === undefined) throw new Error('the built-in rules do not compile');

/** Records of every day, which few rules look at, and an Insights event, which is no record but has a time. */
const USUAL: readonly JsonObject[] = [
  ...Array.from({ length: 10 }, (_, i) =>
    cloudTrailRecord({
      eventName: `Get${i}`,
      eventSource: 's3.amazonaws.com',
      eventTime: `2026-01-0${1 + (i % 3)}T03:04:05Z`,
      eventID: `usual-${i}`,
    }),
  ),
  {
    eventVersion: '1.07',
    eventTime: '2026-01-01T00:00:00Z',
    eventType: 'AwsCloudTrailInsight',
    eventID: 'i',
    insightDetails: { eventName: 'a' },
  },
];

interface Trail {
  readonly records: readonly JsonObject[];
  readonly pick: Choices;
}

const trail: fc.Arbitrary<Trail> = fc.record({
  records: fc
    .array(record, { minLength: 3, maxLength: 16, size: 'max' })
    .map((made) => made.flatMap((each, i) => [each, USUAL[i % USUAL.length] ?? each])),
  pick: choices(800),
});

const selection: fc.Arbitrary<Partial<Selection>> = fc.constantFrom(
  {},
  {},
  { since: Date.UTC(2026, 0, 2) },
  { until: Date.UTC(2025, 0, 1) },
  { since: Date.UTC(2026, 0, 1, 3, 4, 5), until: Date.UTC(2026, 0, 2, 3, 4, 5) },
  { accounts: ['111122223333'] },
  { regions: ['eu-west-1'] },
);

/** A log file as no writer would write it. */
function textOf({ records, pick }: Trail): string {
  const all = records.map((each) => `${oddSpace(pick)}${writeOddly(each, pick)}${oddSpace(pick)}`).join(',');
  return `{"Records":${oddSpace(pick)}[${all}]}`;
}

/** All that a report says but for the names of files and of the engine. */
async function scanned(options: ScanOptions): Promise<Omit<ScanReport, 'tool'>> {
  const { ruleSet: rules } = options;
  const controls = rules.rules.map(({ info: { id } }) => ({ id, title: id, rules: [id] }));
  const all = { id: 'all', title: 'All', rules: rules.rules.map(({ info }) => info.id) };
  return scan({ ...options, evidence: 100, policy: { id: 'p', title: 'P', controls: [...controls, all] } });
}

/** How many records were never parsed. */
async function countScreened(rules: RuleSet, text: string, options: Partial<Selection>): Promise<number> {
  const engine = new FastEngine(rules);
  const screen = screenFor(engine, new EventReader(engine, options), options);
  const batches = readLogFile({ uri: 'x', named: false, content: { kind: 'whole', bytes: Buffer.from(text) } }, { screen });
  let parsed = 0;
  for (;;) {
    const next = await batches.next();
    if (next.done === true) return next.value.evaluated - parsed;
    parsed += next.value.records.length;
  }
}

describe('a scan that looks at bytes before it parses gives the report of json-rules-engine', () => {
  test.each([
    { name: 'generated rules', rules: ruleSet, count: 120, least: 200 },
    { name: 'the built-in rules', rules: fc.constant(builtIn), count: 60, least: 200 },
  ])(
    'for $name and records written oddly, with any selection',
    async ({ rules, count, least }) => {
      let screened = 0;
      let findings = 0;
      await fc.assert(
        fc.asyncProperty(rules, trail, selection, (each, made, chosen) =>
          inWorkspace(async (folder) => {
            const text = textOf(made);
            writeFileSync(join(folder, 'trail.json'), text);
            const options = { inputs: [folder], ruleSet: each, selection: chosen };
            const report = await scanned(options);
            expect(report).toEqual(await scanned({ ...options, engine: 'json-rules-engine' }));
            screened += await countScreened(each, text, chosen);
            findings += report.findings.length;
          }),
        ),
        runs(count),
      );
      expect(screened).toBeGreaterThan(least);
      expect(findings).toBeGreaterThan(count / 10);
    },
    SECONDS,
  );
});
