import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Finding } from '../../../src/model/finding.js';
import { type ScanReport } from '../../../src/model/report.js';
import { renderTable } from '../../../src/reporters/table.js';
import { displayWidth } from '../../../src/reporters/table/fit-text.js';
import { cleanReport, evidence, finding, hostileReport, policy, problem, ruleInfo, scanReport } from './fixtures.js';
import { textOf } from './text-of.js';

const render = (report: ScanReport, width = 80, color = false): Promise<string> => textOf(renderTable(report, { color, width }));

const busy = scanReport({
  complete: false,
  policy,
  problems: [problem, { ...problem, count: 300, lastByteOffset: 9000 }, { code: 'CTA4041', uri: '', message: 'The run was interrupted.' }],
  rules: [ruleInfo({ id: 'iam-policy-change', title: 'IAM policy change', severity: 'medium' }), ruleInfo()],
  findings: [
    finding(),
    finding({
      message: `Root called DeleteBucket with a user agent as long as this: ${'aws-cli/2.13.0 '.repeat(6)}`,
      occurrenceCount: 12_345,
    }),
    finding({ ruleId: 'iam-policy-change', severity: 'medium', occurrenceCount: 1, lastSeen: '2023-07-10T12:00:05Z' }),
    finding({ ruleId: 'iam-policy-change', severity: 'medium', occurrenceCount: 3, firstSeen: '', lastSeen: '', evidence: [] }),
  ],
  hidden: 3,
});

describe('The table', () => {
  test.each<{ name: string; report: ScanReport; width: number }>([
    { name: 'a busy run in 80 columns', report: busy, width: 80 },
    { name: 'a busy run in 140 columns', report: busy, width: 140 },
    { name: 'a run that found nothing', report: cleanReport(), width: 80 },
    { name: 'a hostile run', report: hostileReport(), width: 100 },
  ])('of $name', async ({ report, width }) => {
    expect(await render(report, width)).toMatchSnapshot();
  });

  test('in colour says the same', async () => {
    const colored = await render(busy, 80, true);
    // eslint-disable-next-line no-control-regex -- the escape sequences are what this test is about
    expect(colored.replace(/\u001b\[[0-9;]*m/g, '')).toBe(await render(busy));
    expect(colored).toContain('\u001b[');
  });

  test.each([64, 80, 140])('in %i columns has no wider line', async (width) => {
    const texts = await Promise.all([busy, hostileReport(), cleanReport()].map((report) => render(report, width)));
    expect(Math.max(...texts.flatMap((text) => text.split('\n')).map(displayWidth))).toBeLessThanOrEqual(width);
  });

  test('of any text keeps its width and lets nothing through that acts on a terminal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 64, max: 120 }), async (text, width) => {
        const report = scanReport({
          findings: [finding({ message: text, evidence: [evidence({ uri: text })] })],
          rules: [ruleInfo({ title: text })],
          problems: [{ ...problem, uri: text, message: text }],
          policy: { ...policy, title: text, controls: policy.controls.map((control) => ({ ...control, title: text })) },
        });
        const lines = (await render(report, width)).split('\n');
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
        expect(lines.join('')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('The first line of the table', () => {
  test.each<{ report: ScanReport; expected: string }>([
    { report: cleanReport(), expected: 'No findings in 41,202 events.' },
    { report: cleanReport({ rules: [] }), expected: 'No rule ran on 41,202 events.' },
    { report: scanReport(), expected: '1 finding in 41,202 events: 1 high.' },
    { report: busy, expected: '4 findings in 41,202 events: 2 high, 2 medium.' },
  ])('is "$expected"', async ({ report, expected }) => {
    expect((await render(report)).split('\n')[0]).toBe(expected);
  });
});

describe('The last lines of the table', () => {
  const gate = { failOn: 'high', maxFindings: 0, counted: 0, passed: true } as const;

  test.each<{ name: string; report: ScanReport; expected: string }>([
    { name: 'a pass', report: cleanReport(), expected: 'PASS  No finding of high severity or above.' },
    {
      name: 'a pass under a limit',
      report: cleanReport({ gate: { ...gate, counted: 2, maxFindings: 5 } }),
      expected: 'PASS  2 findings of high severity or above; 5 allowed.',
    },
    {
      name: 'a fail',
      report: scanReport({ gate: { ...gate, failOn: 'critical', counted: 1, passed: false } }),
      expected: 'FAIL  1 finding of critical severity; 0 allowed.',
    },
    {
      name: 'a fail on incomplete input',
      report: scanReport({ complete: false, problems: [problem] }),
      expected:
        'FAIL  1 finding of high severity or above; 0 allowed. Some of the input was not evaluated as well: 1 problem, named above.',
    },
    {
      name: 'an incomplete run',
      report: cleanReport({ complete: false, verdict: 'incomplete', problems: [{ ...problem, count: 1200 }] }),
      expected: 'INCOMPLETE  No finding of high severity or above. But some of the input was not evaluated: 1,200 problems, named above.',
    },
  ])('of $name say why', async ({ report, expected }) => {
    expect((await render(report, 160)).trimEnd().split('\n').at(-1)).toBe(expected);
  });
});

describe('A long list in the table', () => {
  const many = (count: number, change: Partial<Finding> = {}): Finding[] => Array.from({ length: count }, () => finding(change));
  const messages = (text: string): number => text.split('\n').filter((line) => line.includes('Root called')).length;

  test('of one rule ends by saying how many more there are', async () => {
    const text = await render(scanReport({ findings: many(31) }), 140);
    expect(messages(text)).toBe(10);
    expect(text).toContain('21 more findings of this rule, 42 events, not listed here: the json and sarif reports have all.');
  });

  test('leaves room for every rule, and names even those that it has no room for', async () => {
    const rules = Array.from({ length: 25 }, (_, number) => ruleInfo({ id: `rule-${String(number).padStart(2, '0')}`, title: '' }));
    const text = await render(scanReport({ rules, findings: rules.flatMap(({ id }) => many(11, { ruleId: id })) }), 140);
    expect(messages(text)).toBe(200);
    expect(text).toContain('  rule-24\n    11 findings of this rule, 22 events, not listed here');
    expect(text.match(/1 more finding of this rule/g)).toHaveLength(20);
  });

  test('of problems ends by saying how many more there are', async () => {
    const problems = [...Array.from({ length: 25 }, () => problem), { ...problem, count: 300 }];
    const text = await render(cleanReport({ complete: false, verdict: 'incomplete', problems }));
    expect(text).toContain('325 problems of the input');
    expect(text.match(/CTA4021/g)).toHaveLength(20);
    expect(text).toContain('305 more problems not listed here');
  });
});
