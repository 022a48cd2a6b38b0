import { describe, expect, test } from '@jest/globals';
import { cleanReport, evidence, finding, problem, ruleInfo, scanReport } from './fixtures.js';
import { REPORTS, resultOf, runOf, sarifText } from './sarif-run.js';
import { publishedValidator } from './schemas.js';

describe('The github SARIF profile', () => {
  const validate = publishedValidator('github-code-scanning.schema.json');

  test.each(REPORTS)('of $name has all that code scanning needs', ({ report }) => {
    expect(validate(JSON.parse(sarifText(report, 'github')))).toEqual([]);
  });

  test('is more than the full profile promises', () => {
    expect(validate(JSON.parse(sarifText(scanReport(), 'full')))).not.toEqual([]);
  });

  test.each<{ name: string; change: object; expected: string }>([
    { name: 'account, Region and service', change: {}, expected: 'cloudtrail/111122223333/us-east-1/signin.amazonaws.com' },
    { name: 'dots for an account', change: { account: '..' }, expected: 'cloudtrail/unknown/us-east-1/signin.amazonaws.com' },
    { name: 'an empty service', change: { eventSource: '' }, expected: 'cloudtrail/111122223333/us-east-1/unknown' },
    { name: 'a slash and a colon', change: { region: 'a/b:c' }, expected: 'cloudtrail/111122223333/a%2Fb%3Ac/signin.amazonaws.com' },
    { name: 'an escape sequence', change: { region: '\u001b[0m' }, expected: 'cloudtrail/111122223333/%5Cu001b%5B0m/signin.amazonaws.com' },
  ])('places a finding by $name', ({ change, expected }) => {
    const { physicalLocation } = resultOf(scanReport({ findings: [finding(change)] }), 'github').locations[0] ?? {};
    expect(physicalLocation).toEqual({
      artifactLocation: { uri: expected },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
    });
  });

  test("uses the finding's own fingerprint", () => {
    expect(resultOf(scanReport(), 'github').partialFingerprints).toEqual({ primaryLocationLineHash: finding().fingerprint });
  });

  test('names the first event in the message', () => {
    expect(resultOf(scanReport(), 'github').message.text.split('\n').slice(1)).toEqual([
      '2 events, from 2023-07-10T12:00:05Z to 2023-07-12T09:30:00Z.',
      `First event: ${evidence().uri} at byte 8120, eventID 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9.`,
    ]);
  });
});

describe('The limits of code scanning', () => {
  const validate = publishedValidator('github-code-scanning.schema.json');

  test('cut the least severe findings, and the file says how many', () => {
    const findings = Array.from({ length: 25_003 }, () => finding({ evidence: [] }));
    const run = runOf(scanReport({ findings }), 'github');
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
      '3 more findings, the least severe, are not in this file: code scanning takes 25000 results.',
    ]);
    expect(runOf(scanReport({ findings }), 'full').results).toHaveLength(25_003);
  });

  test('cut problems beyond the hundredth, and the file says how many', () => {
    const problems = Array.from({ length: 102 }, () => problem);
    const notifications = runOf(cleanReport({ complete: false, problems }), 'github').invocations[0]?.toolExecutionNotifications;
    expect(notifications).toHaveLength(101);
    expect(notifications?.at(-1)?.message.text).toBe('2 more problems of the input are not in this file.');
  });

  test('cut a long description and many tags', () => {
    const rules = [ruleInfo({ description: '[x] '.repeat(600), tags: Array.from({ length: 30 }, (_, number) => `tag-${number}`) })];
    const report = scanReport({ rules });
    const [rule] = runOf(report, 'github').tool.driver.rules;
    expect(validate(JSON.parse(sarifText(report, 'github')))).toEqual([]);
    expect(rule?.fullDescription.text).toMatch(/…$/);
    expect(rule?.properties.tags).toHaveLength(10);
  });
});
