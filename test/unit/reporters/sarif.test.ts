import { describe, expect, test } from '@jest/globals';
import { SARIF_PROFILES } from '../../../src/reporters/reporter.js';
import { cleanReport, hostileReport, problem, ruleInfo, scanReport } from './fixtures.js';
import { oasisValidator } from './schemas.js';
import { REPORTS, resultOf, runOf, sarifText } from './sarif-run.js';

describe('The SARIF report', () => {
  const validate = oasisValidator();

  test.each(REPORTS.flatMap(({ name, report }) => SARIF_PROFILES.map((profile) => ({ name, report, profile }))))(
    'of $name keeps to the OASIS schema in the profile $profile',
    ({ report, profile }) => {
      expect(validate(JSON.parse(sarifText(report, profile)))).toEqual([]);
    },
  );

  test.each(SARIF_PROFILES)('is the same text for the same report in the profile %s', (profile) => {
    expect(sarifText(hostileReport(), profile)).toBe(sarifText(hostileReport(), profile));
  });

  test('can fail the schema', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).not.toEqual([]);
  });

  test.each(SARIF_PROFILES)('in the profile %s points each result to its rule', (profile) => {
    const rules = [ruleInfo({ id: 'a-rule' }), ruleInfo()];
    const { results, tool } = runOf(scanReport({ rules }), profile);
    expect(results.map(({ ruleId, ruleIndex }) => [ruleId, tool.driver.rules[ruleIndex]?.id])).toEqual([
      ['root-user-activity', 'root-user-activity'],
    ]);
  });

  test.each(SARIF_PROFILES)('in the profile %s says that an incomplete run did not succeed, and why', (profile) => {
    const { invocations, tool } = runOf(cleanReport({ complete: false, verdict: 'incomplete', problems: [problem] }), profile);
    const [invocation] = invocations;
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications).toEqual([
      {
        descriptor: { id: 'CTA4021', index: 0 },
        level: 'error',
        message: { text: 'The JSON text ends inside a record.' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'logs/cut.json' }, region: { byteOffset: 843, byteLength: 0 } } }],
      },
    ]);
    expect(tool.driver.notifications?.map(({ id }) => id)).toEqual(['CTA4021']);
  });
});

describe('The text of a SARIF message', () => {
  test.each(SARIF_PROFILES)('in the profile %s is no link, no placeholder and no control of a terminal', (profile) => {
    const { message } = resultOf(hostileReport(), profile);
    expect(message.text).toContain('\\[click\\](1)');
    expect(message.text).toContain('{{0}}');
    expect(message.text).toContain('\\\\u001b\\[31mred\\\\u0007');
    expect(message.text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  });

  test.each(SARIF_PROFILES)('of a problem in the profile %s is as safe', (profile) => {
    const [notification] = runOf(hostileReport(), profile).invocations[0]?.toolExecutionNotifications ?? [];
    expect(notification?.message.text).toContain('\\[click\\](1)');
    expect(notification?.message.text).not.toMatch(/\p{C}/u);
  });
});
