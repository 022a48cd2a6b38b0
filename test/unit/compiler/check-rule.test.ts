import { describe, expect, test } from '@jest/globals';

import { checkAccountIds } from '../../../src/compiler/check-account-ids.js';
import { checkComparisons } from '../../../src/compiler/check-comparisons.js';
import { checkParameters, checkParameterValues } from '../../../src/compiler/check-parameters.js';
import { checkRuleIds } from '../../../src/compiler/check-rule-ids.js';
import { type ParameterValue } from '../../../src/compiler/parameter-values.js';
import { type Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import { type ParameterSyntax, type ParameterType } from '../../../src/language/native/syntax.js';
import { condition, numberAs, parameter, path, place, rule, scalar, type WrittenMapping } from './builders.js';

function lines(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message, hint }) => `${code} ${message}${hint === undefined ? '' : ` (${hint})`}`);
}

describe('checkRuleIds', () => {
  const input = { parameters: [] };

  test('an id that is taken points to the first', () => {
    const [first, second] = [rule({ id: 'same' }), rule({ id: 'same' })];
    expect(lines(checkRuleIds([first, second], input))).toStrictEqual([
      `CTA1201 rule id "same" is taken (the first is at rule.yaml:1:${first.id.place.column})`,
    ]);
    expect(checkRuleIds([first, second], input)[0]?.place).toBe(second.id.place);
  });

  test.each([
    ['RootUser', ' (write "root-user")'],
    ['root_user', ' (write "root-user")'],
    ['Root user!', ' (write "root-user")'],
    ['ü', ''],
  ])('%s is not in kebab-case', (id, hint) => {
    expect(lines(checkRuleIds([rule({ id })], input))).toStrictEqual([`CTA1202 rule id "${id}" is not in kebab-case${hint}`]);
  });

  test.each(['root', 'root-user-2', '4-1-unauthorized'])('%s is an id', (id) => {
    expect(checkRuleIds([rule({ id })], input)).toStrictEqual([]);
  });

  test('ATT&CK techniques look like T1078 or T1078.004', () => {
    const found = lines(checkRuleIds([rule({ attack: ['T1078', 'T1078.004', 't1078', 'T1078.4', 'TA0001'] })], input));
    expect(found.map((line) => line.slice(0, 17))).toStrictEqual(['CTA1203 "t1078" i', 'CTA1203 "T1078.4"', 'CTA1203 "TA0001" ']);
  });
});

const BROKEN_COMPARISONS: readonly { when: WrittenMapping; expected: string }[] = [
  { when: { userAgent: { matches: 'a(b' } }, expected: 'CTA1208 RE2 refuses the pattern: missing closing ): `a(b`' },
  { when: { userAgent: { matches: '(?=x)' } }, expected: 'CTA1208 RE2 refuses the pattern: invalid or unsupported Perl syntax: `(?=`' },
  { when: { sourceIPAddress: { cidr: '10.0.0.0/33' } }, expected: 'CTA1209 "10.0.0.0/33" is no network' },
  {
    when: { sourceIPAddress: { cidr: '010.0.0.0/8' } },
    expected: 'CTA1209 "010.0.0.0/8" is no network (write 10.0.0.0/8; leading zeros are octal to some readers)',
  },
  { when: { x: { gt: 'ten' } }, expected: 'CTA1210 gt compares decimal numbers or RFC 3339 times with a zone, and "ten" is neither' },
  {
    when: { eventTime: { lt: '2024-01-01T00:00:00' } },
    expected:
      'CTA1210 lt compares decimal numbers or RFC 3339 times with a zone, and "2024-01-01T00:00:00" is neither (write 2024-01-01T00:00:00Z, if that is UTC)',
  },
  {
    when: { userAgent: { like: { field: 'eventName' } } },
    expected:
      'CTA1211 like takes patterns that are known before any event is read, and eventName is text that whoever made the call could choose',
  },
  {
    when: { sourceIPAddress: { not: { cidr: { field: 'requestParameters.x' } } } },
    expected:
      'CTA1211 cidr takes networks that are known before any event is read, and requestParameters.x is text that whoever made the call could choose',
  },
  { when: { x: { startsWith: [] } }, expected: 'CTA1212 startsWith has an empty list; only in: [] has a meaning, and never holds' },
  {
    when: { userAgent: { contains: 'Zürich', ignoreCase: true } },
    expected: 'CTA2006 ignoreCase folds A to Z alone; the other letters of "Zürich" must match as they are',
  },
];

const RIGHT_COMPARISONS: readonly { when: WrittenMapping }[] = [
  { when: { userAgent: { matches: ['^a.*b$', '(?i)x'] } } },
  { when: { sourceIPAddress: { cidr: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1'] } } },
  { when: { x: { gt: '-1.5', lte: '2024-01-01T00:00:00+01:00' } } },
  { when: { x: { in: [] } } },
  { when: { x: { equals: { field: 'y' }, gt: { field: 'z' } } } },
  { when: { userAgent: { contains: 'Zürich' } } },
  { when: { x: { matches: { param: 'p' } } } },
];

describe('checkComparisons', () => {
  test.each(BROKEN_COMPARISONS)('reports $expected', ({ when, expected }) => {
    expect(lines(checkComparisons(rule({ when })))).toStrictEqual([expected]);
  });

  test.each(RIGHT_COMPARISONS)('accepts $when', ({ when }) => {
    expect(checkComparisons(rule({ when }))).toStrictEqual([]);
  });

  test('points to the part of the pattern that RE2 names', () => {
    const found = checkComparisons(rule({ when: { userAgent: { matches: 'ab(?=x)' } } }));
    const whole = checkComparisons(rule({ when: { userAgent: { matches: '(?=x)(?=y)' } } }));
    expect(found[0]?.place).toMatchObject({ length: 3 });
    expect(whole[0]?.place).toMatchObject({ length: '(?=x)(?=y)'.length + 2 });
  });

  test('reports a broken value in every place where one can stand', () => {
    const bad = { cidr: 'x' };
    const found = checkComparisons(
      rule({ when: { a: [bad], not: { b: { not: bad } }, any: [{ c: { some: { d: bad } } }] }, unless: [{ e: bad }] }),
    );
    expect(found.map(({ code }) => code)).toStrictEqual(['CTA1209', 'CTA1209', 'CTA1209', 'CTA1209']);
  });
});

describe('checkAccountIds', () => {
  test.each(['123456789012', '012345678901', '123456789012.0'])('%s without quotes is a number', (text) => {
    const when = {
      ...condition({}),
      conditions: [{ kind: 'field' as const, path: path('recipientAccountId'), value: numberAs(text), place: place() }],
    };
    expect(lines(checkAccountIds(rule({ when })))).toStrictEqual([
      `CTA2002 the account ID ${text} is written as a number (write "${text}", in quotes)`,
    ]);
  });

  test('a default of a parameter is looked at too', () => {
    expect(checkAccountIds(rule({ parameters: [parameter('p', 'accountIds', 123456789012)] }))).toHaveLength(1);
  });

  test('quoted IDs and other numbers are left alone', () => {
    expect(checkAccountIds(rule({ when: { recipientAccountId: ['123456789012', 12345678901, 22] } }))).toStrictEqual([]);
  });
});

const DEFAULTS: readonly { type: ParameterType; bad: string | number | boolean; good: string | number | boolean }[] = [
  { type: 'number', bad: 'ten', good: 10 },
  { type: 'boolean', bad: 'yes', good: true },
  { type: 'timespan', bad: '1 hour', good: '15m' },
  { type: 'severity', bad: 'urgent', good: 'high' },
  { type: 'accountIds', bad: '1234', good: '123456789012' },
  { type: 'regions', bad: 'Frankfurt', good: 'us-gov-west-1' },
  { type: 'arns', bad: 'role/x', good: 'arn:aws:iam::123456789012:role/x' },
];

const WRONG_TYPES: readonly { type: ParameterType; operator: string; value: string | number }[] = [
  { type: 'accountIds', operator: 'cidr', value: '123456789012' },
  { type: 'networks', operator: 'equals', value: '10.0.0.0/8' },
  { type: 'number', operator: 'startsWith', value: 1 },
  { type: 'regions', operator: 'gt', value: 'eu-west-1' },
];

describe('checkParameters', () => {
  const used = (type: ParameterType, operator: string, ...defaults: readonly (string | number | boolean)[]): readonly string[] =>
    lines(checkParameters(rule({ parameters: [parameter('p', type, ...defaults)], when: { x: { [operator]: { param: 'p' } } } })));

  test('a parameter that is not declared', () => {
    const found = checkParameters(
      rule({ parameters: [parameter('exempt', 'texts')], when: { x: { param: 'exmpt' }, y: { param: 'exempt' } } }),
    );
    expect(lines(found)).toStrictEqual(['CTA1204 unknown parameter "exmpt" (did you mean "exempt"?)']);
  });

  test('a parameter that is never used', () => {
    expect(lines(checkParameters(rule({ parameters: [parameter('exempt', 'texts')] })))).toStrictEqual([
      'CTA1205 parameter "exempt" is never used',
    ]);
  });

  test.each(DEFAULTS)('a default of type $type', ({ type, bad, good }) => {
    expect(used(type, 'equals', bad)).toStrictEqual([expect.stringContaining(`CTA1206 "${String(bad)}" is not`)]);
    expect(used(type, 'equals', good)).toStrictEqual([]);
  });

  test('a default of type networks', () => {
    expect(used('networks', 'cidr', 'office')).toStrictEqual([
      'CTA1206 "office" is not a network such as 10.0.0.0/8, as a default of type networks must be',
    ]);
    expect(used('networks', 'cidr', '10.0.0.0/8')).toStrictEqual([]);
  });

  test('a scalar type takes one default', () => {
    expect(used('text', 'equals')).toStrictEqual(['CTA1206 parameter "p" of type text takes one value, and none is given']);
    expect(used('number', 'equals', 1, 2)).toStrictEqual(['CTA1206 parameter "p" of type number takes one value, and 2 are given']);
  });

  test.each(WRONG_TYPES)('$operator can not take $type', ({ type, operator, value }) => {
    expect(used(type, operator, value)[0]).toBe(`CTA1207 ${operator} can't take the parameter "p" of type ${type}`);
  });

  test('text beside matches, cidr and gt must be what these take', () => {
    expect(used('texts', 'matches', 'a(')).toStrictEqual([expect.stringContaining('CTA1208')]);
    expect(used('texts', 'cidr', 'a')).toStrictEqual([expect.stringContaining('CTA1209')]);
    expect(used('text', 'gt', 'a')).toStrictEqual([expect.stringContaining('CTA1210')]);
  });

  test('uses inside quantifiers, negations and exceptions count', () => {
    const parameters: readonly ParameterSyntax[] = ['a', 'b', 'c'].map((name) => parameter(name, 'texts'));
    const found = checkParameters(
      rule({
        parameters,
        when: { x: { some: { y: { not: { param: 'a' } } } } },
        unless: [{ z: ['q', { param: 'b' }] }, { any: [{ w: { in: { param: 'c' } } }] }],
      }),
    );
    expect(found).toStrictEqual([]);
  });
});

const GIVEN_VALUES: readonly { name: string; value: Partial<ParameterValue>; expected: readonly string[] }[] = [
  { name: 'a right value', value: {}, expected: [] },
  { name: 'no value at all for a list', value: { values: [] }, expected: [] },
  { name: 'a rule that is not compiled', value: { ruleId: 'elsewhere' }, expected: [] },
  {
    name: 'a rule that is none',
    value: { ruleId: 'elsewere' },
    expected: ['CTA1213 a value is given for the unknown rule "elsewere" (did you mean "elsewhere"?)'],
  },
  {
    name: 'a parameter that the rule has not',
    value: { name: 'exmpt' },
    expected: ['CTA1204 rule "one" has no parameter "exmpt" (did you mean "exempt"?)'],
  },
  {
    name: 'a value of another type',
    value: { values: ['123456789012', 'x'] },
    expected: ['CTA1206 "x" is not an account ID of 12 digits, as a value of "exempt" of type accountIds must be'],
  },
];

describe('checkParameterValues', () => {
  const rules = [rule({ id: 'one', parameters: [parameter('exempt', 'accountIds')], when: { x: { param: 'exempt' } } })];
  const check = (value: Partial<ParameterValue>): readonly Diagnostic[] =>
    checkParameterValues(rules, {
      parameters: [{ ruleId: 'one', name: 'exempt', values: ['123456789012'], origin: 'flag', ...value }],
      otherRuleIds: ['elsewhere'],
    });

  test.each(GIVEN_VALUES)('$name', ({ value, expected }) => {
    expect(lines(check(value))).toStrictEqual(expected);
  });

  test('points to where the value is written, or to the command line', () => {
    const written = scalar('x').place;
    expect(check({ values: ['x'], origin: 'policy', place: written })[0]?.place).toBe(written);
    expect(check({ values: ['x'] })[0]?.place.file).toBe('command line');
  });
});
