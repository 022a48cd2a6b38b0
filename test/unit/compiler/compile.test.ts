import { describe, expect, test } from '@jest/globals';

import { compile } from '../../../src/compiler/compile.js';
import { type ParameterValue } from '../../../src/compiler/parameter-values.js';
import { type RuleSet } from '../../../src/ir/rule-set.js';
import { type RuleSyntax } from '../../../src/language/native/syntax.js';
import { parameter, path, rule } from './builders.js';

function ruleSetOf(rules: readonly RuleSyntax[], parameters: readonly ParameterValue[] = []): RuleSet {
  const { ruleSet, diagnostics } = compile(rules, { parameters });
  expect(diagnostics).toStrictEqual([]);
  if (ruleSet === undefined) throw new Error('no rule set, and no diagnostic');
  return ruleSet;
}

function isFrozenDeeply(tree: unknown): boolean {
  return typeof tree !== 'object' || tree === null || (Object.isFrozen(tree) && Object.values(tree).every(isFrozenDeeply));
}

const EXEMPT = parameter('exempt', 'accountIds', '111111111111');
const WITH_PARAMETER = rule({ parameters: [EXEMPT], unless: [{ recipientAccountId: { in: { param: 'exempt' } } }] });

const PRECEDENCE: readonly { name: string; given: readonly ParameterValue[]; expected: readonly string[] }[] = [
  { name: 'the default', given: [], expected: ['111111111111'] },
  {
    name: 'the policy over the default',
    given: [{ ruleId: 'a-rule', name: 'exempt', values: ['222222222222'], origin: 'policy' }],
    expected: ['222222222222'],
  },
  {
    name: 'the flag over the project file over the policy, in any order',
    given: [
      { ruleId: 'a-rule', name: 'exempt', values: ['222222222222'], origin: 'policy' },
      { ruleId: 'a-rule', name: 'exempt', values: ['444444444444'], origin: 'flag' },
      { ruleId: 'a-rule', name: 'exempt', values: ['333333333333'], origin: 'project' },
    ],
    expected: ['444444444444'],
  },
];

describe('compile', () => {
  test('puts rules in order of their ids', () => {
    const ids = ruleSetOf([rule({ id: 'b' }), rule({ id: 'c' }), rule({ id: 'a' })]).rules.map(({ info }) => info.id);
    expect(ids).toStrictEqual(['a', 'b', 'c']);
  });

  test('gives what is frozen and survives a round trip through JSON', () => {
    const ruleSet = ruleSetOf([rule({ when: { 'identity.kind': 'root', api: { some: { '.': 'iam:CreateUser' } } } })]);
    expect(isFrozenDeeply(ruleSet)).toBe(true);
    expect(JSON.parse(JSON.stringify(ruleSet))).toStrictEqual(ruleSet);
  });

  test('takes the derived fields that rules use, and those that these use', () => {
    const ruleSet = ruleSetOf([
      rule({
        when: { 'error.message': 'x' },
        groupBy: ['api'],
        message: [{ kind: 'value', path: path('identity.account'), missing: '–' }],
      }),
    ]);
    expect(Object.keys(ruleSet.fields)).toStrictEqual(['api', 'api.name', 'api.service', 'error.message', 'identity.account', 'outcome']);
  });

  test('takes no derived field that nobody uses', () => {
    expect(ruleSetOf([rule({ groupBy: ['awsRegion'], message: [{ kind: 'text', text: 'x' }] })]).fields).toStrictEqual({});
  });
});

describe('a compiled rule', () => {
  test('keeps what reports say of a rule', () => {
    expect(ruleSetOf([rule({ attack: ['T1078.004'] })]).rules[0]?.info).toStrictEqual({
      id: 'a-rule',
      title: 'A rule',
      severity: 'high',
      description: 'What it shows.',
      remediation: 'What to do.',
      references: ['https://example.com/'],
      attack: ['T1078.004'],
      tags: ['test'],
      falsePositives: [],
    });
  });

  test('says who did what where the author wrote no message', () => {
    const parts = ruleSetOf([rule()]).rules[0]?.message.map((part) =>
      part.kind === 'text' ? part.text : `{${part.operand.label}?${part.missing}}`,
    );
    expect(parts?.join('')).toBe('A rule: {eventName?–} by {identity.name?–}');
  });

  test('groups by account and name where the author grouped by nothing', () => {
    expect(ruleSetOf([rule()]).rules[0]?.groupBy.map(({ label }) => label)).toStrictEqual(['identity.account', 'identity.name']);
  });

  test("works out the index, the reads and the request's absence", () => {
    const compiled = ruleSetOf([rule({ when: { eventName: 'A', 'requestParameters.x': { exists: false } }, unless: [{ userAgent: 'u' }] })])
      .rules[0];
    expect(compiled?.index).toStrictEqual({ eventNames: ['A'] });
    expect(compiled?.reads.map(({ label }) => label)).toStrictEqual(['eventName', 'requestParameters.x', 'userAgent']);
    expect(compiled?.readsAbsentRequest).toBe(true);
  });
});

describe('compile with parameters', () => {
  test.each(PRECEDENCE)('takes $name for a parameter', ({ given, expected }) => {
    expect(ruleSetOf([WITH_PARAMETER], given).rules[0]?.unless).toMatchObject([
      { tests: [{ comparands: expected.map((text) => ({ kind: 'text', text })) }] },
    ]);
  });

  test('an empty list for a parameter leaves an exception that never holds', () => {
    const given: ParameterValue = { ruleId: 'a-rule', name: 'exempt', values: [], origin: 'flag' };
    expect(ruleSetOf([WITH_PARAMETER], [given]).rules[0]?.unless).toStrictEqual([{ kind: 'constant', holds: false }]);
  });
});

describe('compile with problems', () => {
  test('gives no rule set with an error, and every diagnostic of every rule in the order of the text', () => {
    const first = rule({ id: 'Not_Kebab', when: { eventname: 'A' } });
    const second = rule({ id: 'other', when: { sourceIPAddress: { cidr: '10.0.0.0/99' } } });
    const { ruleSet, diagnostics } = compile([second, first], { parameters: [] });
    expect(ruleSet).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toStrictEqual(['CTA1202', 'CTA2001', 'CTA1209']);
  });

  test('gives a rule set with warnings', () => {
    const { ruleSet, diagnostics } = compile([rule({ when: { eventname: 'A' } })], { parameters: [] });
    expect(ruleSet?.rules).toHaveLength(1);
    expect(diagnostics.map(({ code, level }) => [code, level])).toStrictEqual([['CTA2001', 'warning']]);
  });
});
