import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type RuleSet } from '../../src/ir/rule-set.js';
import { type Finding } from '../../src/model/finding.js';
import { type JsonObject } from '../../src/model/json.js';
import { type ScanReport } from '../../src/model/report.js';
import { scan } from '../../src/pipeline/scan/scan.js';
import { inWorkspace } from '../support/workspace.js';
import { record } from './arbitraries.js';
import { ruleSet } from './rule-arbitraries.js';
import { runs } from './runs.js';

const SECONDS = 60;
const FILES = 3;

interface Placed {
  readonly record: JsonObject;
  /** Which file the record goes to the first time, and the second time. */
  readonly file: number;
  readonly otherFile: number;
  /** Where it stands among the others the second time. */
  readonly rank: number;
}

const number = fc.nat({ max: FILES - 1 });

/** Each record has an ID of its own, so that (eventTime, eventID) says which comes first. */
const trail = fc
  .array(fc.record({ record, file: number, otherFile: number, rank: fc.nat() }), { minLength: 1, maxLength: 12 })
  .map((all) =>
    all.map((each, i): Placed => ({ ...each, record: { ...each.record, eventName: each.record['eventName'] ?? 'a', eventID: `id-${i}` } })),
  );

async function scanFiles(folder: string, files: readonly (readonly JsonObject[])[], rules: RuleSet): Promise<ScanReport> {
  mkdirSync(folder);
  for (const [i, records] of files.entries()) writeFileSync(join(folder, `${i}.json`), JSON.stringify({ Records: records }));
  return scan({ inputs: [folder], ruleSet: rules, evidence: 1000 });
}

const filesOf = (placed: readonly Placed[], fileOf: (each: Placed) => number): readonly (readonly JsonObject[])[] =>
  Array.from({ length: FILES }, (_, file) => placed.filter((each) => fileOf(each) === file).map((each) => each.record));

/** Everything that may not depend on where a record stands. */
function withoutPlaces({ findings, input, census, verdict }: ScanReport): unknown {
  return {
    verdict,
    records: input.records,
    census,
    times: [input.firstEventTime, input.lastEventTime],
    findings: findings.map((finding) => ({
      ...finding,
      evidence: finding.evidence.map(({ eventID, eventTime, sha256, byteLength }) => ({ eventID, eventTime, sha256, byteLength })),
    })),
  };
}

const essence = ({ fingerprint, occurrenceCount, message }: Finding): readonly unknown[] => [fingerprint, occurrenceCount, message];

describe('findings', () => {
  test(
    'do not depend on the order of events or on their files',
    async () => {
      let findings = 0;
      await fc.assert(
        fc.asyncProperty(ruleSet, trail, (rules, placed) =>
          inWorkspace(async (folder) => {
            const once = await scanFiles(
              join(folder, 'once'),
              filesOf(placed, ({ file }) => file),
              rules,
            );
            const shuffled = [...placed].sort((left, right) => left.rank - right.rank);
            const again = await scanFiles(
              join(folder, 'again'),
              filesOf(shuffled, ({ otherFile }) => otherFile),
              rules,
            );
            expect(withoutPlaces(again)).toEqual(withoutPlaces(once));
            findings += once.findings.length;
          }),
        ),
        runs(150),
      );
      expect(findings).toBeGreaterThan(50);
    },
    SECONDS * 1000,
  );

  test(
    'are the same when every file is there twice, and the copies are counted',
    async () => {
      await fc.assert(
        fc.asyncProperty(ruleSet, trail, (rules, placed) =>
          inWorkspace(async (folder) => {
            const files = filesOf(placed, ({ file }) => file);
            const once = await scanFiles(join(folder, 'once'), files, rules);
            const twice = await scanFiles(join(folder, 'twice'), [...files, ...files], rules);
            expect(twice.findings.map(essence)).toEqual(once.findings.map(essence));
            const { matched, evaluated } = once.input.records;
            expect(twice.input.records).toMatchObject({ matched, duplicate: matched, evaluated: 2 * evaluated });
          }),
        ),
        runs(100),
      );
    },
    SECONDS * 1000,
  );
});
