import { describe, expect, test } from '@jest/globals';

import { FindingList, LISTED_FINDINGS } from '../../../src/integrity/finding-list.js';
import { VERIFY_CODES, type VerifyCode, type VerifyReport } from '../../../src/model/verify-report.js';
import { renderVerifyJson } from '../../../src/reporters/verify/json.js';
import { renderVerifySarif } from '../../../src/reporters/verify/sarif.js';
import { renderVerifyTable } from '../../../src/reporters/verify/table.js';
import { oasisValidator, publishedValidator } from './schemas.js';
import { textOf } from './text-of.js';

const COUNTS = { verified: 24, unverified: 0, altered: 0, missing: 0, added: 0 };
const PLACE = { account: '111122223333', region: 'us-east-2', trail: 'management' };
const FOLDER = 'AWSLogs/111122223333/CloudTrail/us-east-2/2024/05/01';

function report(changes: Partial<VerifyReport> = {}): VerifyReport {
  return {
    tool: { name: 'ctaudit', version: '1.2.3' },
    verdict: 'pass',
    complete: true,
    source: 'copy',
    since: '',
    until: '2024-05-03T00:00:00Z',
    digests: { ...COUNTS, verified: 48 },
    logs: { ...COUNTS, verified: 2400 },
    trails: [{ ...PLACE, provenFrom: '2024-05-01T00:01:31Z', provenUntil: '2024-05-03T00:01:31Z' }],
    days: ['2024-05-01', '2024-05-02'].map((day) => ({
      day,
      account: PLACE.account,
      region: PLACE.region,
      digests: COUNTS,
      logs: { ...COUNTS, verified: 1200 },
    })),
    findings: [],
    ...changes,
  };
}

/** One finding of every code, with a name that somebody chose with care. */
function everyFinding(name = 'x.json.gz'): VerifyReport['findings'] {
  const list = new FindingList();
  for (const code of Object.keys(VERIFY_CODES) as VerifyCode[]) {
    const key = `${FOLDER}/${name}`;
    list.add(code, `What ${name} is.`, code === 'CTA5026' ? { uri: 'copy' } : { ...PLACE, key, uri: `copy/${key}` });
  }
  return list.findings();
}

const failed = (): VerifyReport =>
  report({
    verdict: 'fail',
    complete: false,
    findings: everyFinding(),
    logs: { ...COUNTS, altered: 1, missing: 2, added: 3, unverified: 4 },
    days: [
      {
        day: '',
        account: PLACE.account,
        region: PLACE.region,
        digests: { ...COUNTS, verified: 0 },
        logs: { ...COUNTS, verified: 0, added: 1 },
      },
      {
        day: '2024-05-01',
        account: PLACE.account,
        region: PLACE.region,
        digests: { ...COUNTS, verified: 22, missing: 2 },
        logs: { ...COUNTS, missing: 2, added: 2 },
      },
    ],
  });

const HOSTILE = '\u001b[31m\u202e](http:[x](1) {0} \n\ud800';

const REPORTS = [
  { name: 'a clean year', value: report() },
  { name: 'every finding', value: failed() },
  { name: 'nothing', value: report({ verdict: 'incomplete', complete: false, days: [], trails: [] }) },
  { name: 'an attacker at work', value: report({ verdict: 'fail', findings: everyFinding(HOSTILE), source: HOSTILE }) },
];

const sarif = (value: VerifyReport): string => [...renderVerifySarif(value)].join('');
const json = (value: VerifyReport): string => [...renderVerifyJson(value)].join('');
const table = (value: VerifyReport): Promise<string> => textOf(renderVerifyTable(value, { color: false, width: 120 }));

describe('The json report of verify', () => {
  test.each(REPORTS)('of $name keeps to its published schema', ({ value }) => {
    expect(publishedValidator('verify.schema.json')(JSON.parse(json(value)))).toEqual([]);
  });

  test('has all of the report, and writes a finding a line', () => {
    expect(JSON.parse(json(failed()))).toEqual(failed());
    expect(
      json(failed())
        .split('\n')
        .filter((line) => line.startsWith('{"code"')),
    ).toHaveLength(Object.keys(VERIFY_CODES).length);
  });
});

describe('The sarif report of verify', () => {
  test.each(REPORTS)('of $name is SARIF, and has all that code scanning needs', ({ value }) => {
    const parsed: unknown = JSON.parse(sarif(value));
    expect(oasisValidator()(parsed)).toEqual([]);
    expect(publishedValidator('github-code-scanning.schema.json')(parsed)).toEqual([]);
  });

  test('has notes as notifications, because nobody could close an alert about them', () => {
    const { runs } = JSON.parse(sarif(failed())) as {
      runs: [{ results: { ruleId: string }[]; invocations: [{ toolExecutionNotifications: { descriptor: { id: string } }[] }] }];
    };
    expect(runs[0].results.map(({ ruleId }) => ruleId).filter((code) => code.startsWith('CTA504'))).toEqual([]);
    expect(runs[0].invocations[0].toolExecutionNotifications.map(({ descriptor }) => descriptor.id)).toEqual([
      'CTA5041',
      'CTA5042',
      'CTA5043',
      'CTA5044',
    ]);
  });

  test('places a finding at the key of its object, whichever folder the copy lies in', () => {
    const { runs } = JSON.parse(sarif(failed())) as {
      runs: [{ results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }];
    };
    const uris = runs[0].results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
    expect(new Set(uris)).toEqual(new Set([`${FOLDER}/x.json.gz`, 'cloudtrail/unknown/unknown']));
  });
});

describe('The table of verify', () => {
  test('of a clean year', async () => {
    expect(await table(report())).toMatchSnapshot();
  });

  test('of every finding', async () => {
    expect(await table(failed())).toMatchSnapshot();
  });

  test('of nothing', async () => {
    expect(
      await table(report({ verdict: 'incomplete', complete: false, days: [], trails: [], findings: everyFinding().slice(14, 15) })),
    ).toMatchSnapshot();
  });

  test.each(REPORTS)('of $name acts on no terminal', async ({ value }) => {
    for (const text of [await table(value), json(value), sarif(value)])
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  });
});

describe('Findings beyond the number that is listed', () => {
  test('are one entry with the number of them', () => {
    const list = new FindingList();
    for (let index = 0; index < LISTED_FINDINGS + 3; index++) list.add('CTA5013', 'It is there.', { ...PLACE, key: String(index) });
    const findings = list.findings();
    expect(findings).toHaveLength(LISTED_FINDINGS + 1);
    expect(findings.at(-1)).toMatchObject({ count: 3, key: '' });
  });
});
