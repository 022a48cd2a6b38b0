import { describe, expect, test } from '@jest/globals';
import { type ScanReport } from '../../../src/model/report.js';
import { renderJson } from '../../../src/reporters/json.js';
import { cleanReport, evidence, finding, policy, problem, scanReport } from './fixtures.js';
import { REPORTS } from './sarif-run.js';
import { publishedValidator } from './schemas.js';

const text = (report: ScanReport): string => [...renderJson(report)].join('');
const parsed = (report: ScanReport): Record<string, unknown> => JSON.parse(text(report)) as Record<string, unknown>;

describe('The json report', () => {
  const validate = publishedValidator('report.schema.json');

  test.each(REPORTS)('of $name keeps to its published schema', ({ report }) => {
    expect(validate(parsed(report))).toEqual([]);
  });

  test.each(['tool', 'verdict', 'complete', 'gate', 'input', 'problems', 'rules', 'hidden', 'findings'])('without %s breaks it', (key) => {
    const rest = Object.fromEntries(Object.entries(parsed(scanReport())).filter(([other]) => other !== key));
    expect(validate(rest)).toEqual([` must have required property '${key}'`]);
  });

  test('has these keys in this order, and no others', () => {
    expect(Object.keys(parsed(scanReport({ policy })))).toEqual([
      'tool',
      'verdict',
      'complete',
      'gate',
      'policy',
      'input',
      'census',
      'problems',
      'rules',
      'hidden',
      'findings',
    ]);
  });

  test('has all of a finding, with the title of its rule', () => {
    expect(parsed(scanReport())['findings']).toEqual([{ ...finding(), title: 'Root user activity' }]);
  });

  test('has the way into an envelope, the problems and the counts', () => {
    const report = scanReport({
      findings: [finding({ evidence: [evidence({ within: 'CloudTrailEvent' })] })],
      problems: [problem],
      hidden: 3,
    });
    expect(parsed(report)).toMatchObject({
      findings: [{ evidence: [{ within: 'CloudTrailEvent' }] }],
      problems: [problem],
      hidden: 3,
      input: report.input,
    });
  });

  test('has empty lists where there is nothing', () => {
    expect(parsed(cleanReport({ rules: [] }))).toMatchObject({ findings: [], problems: [], rules: [] });
  });

  test('writes a finding a line and ends with a line feed', () => {
    const lines = text(scanReport({ findings: [finding({ message: 'a\nb' }), finding({ message: 'c' })] })).split('\n');
    expect(lines.filter((line) => line.startsWith('{"ruleId"'))).toHaveLength(2);
    expect(lines.at(-1)).toBe('');
  });
});
