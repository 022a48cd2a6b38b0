import { describe, expect, test } from '@jest/globals';
import { finding, policy, ruleInfo, scanReport } from './fixtures.js';
import { resultOf, runOf } from './sarif-run.js';

describe('A rule in SARIF', () => {
  test.each([
    ['informational', '0.1', 'note'],
    ['low', '3.0', 'note'],
    ['medium', '5.5', 'warning'],
    ['high', '8.0', 'error'],
    ['critical', '9.5', 'error'],
  ] as const)('of severity %s scores %s and has the level %s', (severity, score, level) => {
    const report = scanReport({ rules: [ruleInfo({ severity })], findings: [finding({ severity })] });
    expect(runOf(report, 'github').tool.driver.rules[0]?.properties['security-severity']).toBe(score);
    expect(resultOf(report, 'github').level).toBe(level);
  });

  test('has help as text and as Markdown, in which nothing of the author is markup', () => {
    const [rule] = runOf(scanReport({ rules: [ruleInfo({ remediation: '<img src=x> [a](b)' })] }), 'full').tool.driver.rules;
    expect(rule?.help.text).toContain('Remediation:\n<img src=x> \\[a\\](b)');
    expect(rule?.help.markdown).toContain('## Remediation\n\n\\<img src=x\\> \\[a\\](b)');
  });

  test('shows its control as a tag in code scanning, which ignores taxonomies', () => {
    const run = runOf(scanReport({ policy }), 'github');
    expect(run.tool.driver.rules[0]?.properties.tags).toEqual([
      'security',
      'MITRE ATT&CK/T1078.004',
      'cis-aws-foundations-3.0/4.3',
      'identity',
    ]);
    expect(run.taxonomies).toBeUndefined();
  });
});
