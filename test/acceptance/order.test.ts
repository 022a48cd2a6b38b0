import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';

import { inWorkspace } from '../support/workspace.js';
import { scanToJson } from './reading-reports.js';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
const SECONDS = 60;

/** The findings of a json report as written, without the places. */
function findingsOf(text: string): string {
  return text
    .slice(text.indexOf('"findings": ['))
    .replaceAll(/"uri":"[^"]*"/g, '"uri":""')
    .replaceAll(/"(index|byteOffset)":\d+/g, '"$1":0');
}

describe('the same logs', () => {
  test(
    'give the same report, byte for byte, however the arguments are ordered and repeated',
    () =>
      inWorkspace(async (folder) => {
        cpSync(EXAMPLES, folder, { recursive: true });
        const parts = ['invictus-ir', 'stratus-red-team', 'aws-documentation'];
        const first = await scanToJson(parts, folder);
        const second = await scanToJson([...parts.toReversed(), 'stratus-red-team/*.json', './invictus-ir/'], folder);
        expect(first.report.findings.length).toBeGreaterThan(50);
        expect(second.text).toBe(first.text);
      }),
    SECONDS * 1000,
  );

  test(
    'give the same findings but for the places when they stand in other files, twice',
    () =>
      inWorkspace(async (folder) => {
        cpSync(EXAMPLES, join(folder, 'once'), { recursive: true });
        cpSync(EXAMPLES, join(folder, 'again'), { recursive: true });
        const once = await scanToJson(['once'], folder);
        const twice = await scanToJson(['once', 'again'], folder);
        expect(findingsOf(twice.text)).toBe(findingsOf(once.text));
        const { matched = 0, evaluated = 0, duplicate = 0 } = once.report.input.records;
        expect(twice.report.input.records).toMatchObject({ matched, evaluated: 2 * evaluated, duplicate: 2 * duplicate + matched });
      }),
    SECONDS * 1000,
  );
});
