import { describe, expect, test } from '@jest/globals';

import { hasRawTest } from '../../../src/compiler/raw-test.js';
import { type EventRule } from '../../../src/ir/rule-set.js';
import { compileRules } from '../../../src/pipeline/compile-rules.js';
import { compileTexts } from '../../support/compile.js';

const ruleOf = (when: string): EventRule => {
  const [rule] = compileTexts([`id: r\ntitle: T\nseverity: low\ndescription: D.\nmessage: M\nwhen: ${when}\n`]).rules;
  if (rule === undefined) throw new Error('no rule');
  return rule;
};

describe('a rule has a raw test', () => {
  test('if it is built in', async () => {
    const { ruleSet } = await compileRules();
    expect(ruleSet?.rules.filter((rule) => !hasRawTest(rule)).map(({ info }) => info.id)).toEqual([]);
  });

  test.each<{ when: string; expected: boolean }>([
    { when: '{ eventName: StopLogging }', expected: true },
    { when: '{ eventSource: { startsWith: iam } }', expected: true },
    { when: '{ userIdentity.sessionContext.attributes.mfaAuthenticated: "false" }', expected: true },
    { when: '{ recipientAccountId: { differs: { field: userIdentity.accountId } } }', expected: true },
    { when: '{ errorCode: { exists: false } }', expected: true },
    { when: '{ identity.kind: root }', expected: true },
    { when: '{ "**.a": x, awsRegion: us-east-1 }', expected: true },
    { when: '{ "**.a": x }', expected: false },
    { when: '{ "requestParameters.*": x }', expected: false },
    { when: '{ any: [{ "**.a": x }, { awsRegion: us-east-1 }] }', expected: false },
    { when: '{ not: { all: [{ awsRegion: us-east-1 }, { "**.a": x }] } }', expected: false },
    { when: '{ not: { any: [{ awsRegion: us-east-1 }, { "**.a": x }] } }', expected: true },
    { when: '{ eventTime: { startsWith: "2026" } }', expected: false },
  ])('$when: $expected', ({ when, expected }) => {
    expect(hasRawTest(ruleOf(when))).toBe(expected);
  });
});
