import { describe, expect, test } from '@jest/globals';

import { deriveLookupAttribute, describeLookupAttribute, type RuleLookupAttribute } from '../../../src/compiler/derive-lookup-attribute.js';
import { compileTexts } from '../../support/compile.js';

const rule = (id: string, when: string): string =>
  `id: ${id}\ntitle: ${id}\nseverity: low\ndescription: d\nremediation: r\nmessage: m\nwhen: ${when}\n`;

function attributeOf(...conditions: readonly string[]): RuleLookupAttribute | undefined {
  return deriveLookupAttribute(compileTexts(conditions.map((when, i) => rule(`rule-${i}`, when))));
}

describe('the attribute', () => {
  test.each<{ name: string; rules: readonly string[]; expected: RuleLookupAttribute | undefined }>([
    { name: 'one event name', rules: ['{ eventName: ConsoleLogin }'], expected: { key: 'EventName', value: 'ConsoleLogin' } },
    {
      name: 'one event name of several rules',
      rules: ['{ eventName: ConsoleLogin, errorCode: A }', '{ eventName: ConsoleLogin, errorCode: B }'],
      expected: { key: 'EventName', value: 'ConsoleLogin' },
    },
    {
      name: 'two event names of one source',
      rules: ['{ eventName: [StopLogging, DeleteTrail], eventSource: cloudtrail.amazonaws.com }'],
      expected: { key: 'EventSource', value: 'cloudtrail.amazonaws.com' },
    },
    {
      name: 'what changes something',
      rules: ['{ readOnly: false }', '{ eventName: X, readOnly: false }'],
      expected: { key: 'ReadOnly', value: 'false' },
    },
    { name: 'a read-only that is neither', rules: ['{ readOnly: maybe }'], expected: undefined },
    { name: 'either of two sources', rules: ['{ eventSource: a.amazonaws.com }', '{ eventSource: b.amazonaws.com }'], expected: undefined },
    { name: 'a service, which may be written in several ways', rules: ['{ api.service: iam }'], expected: undefined },
    { name: 'a rule that matches anything', rules: ['{ eventName: ConsoleLogin }', '{ errorCode: X }'], expected: undefined },
    { name: 'a negation', rules: ['{ not: { eventName: ConsoleLogin } }'], expected: undefined },
    { name: 'letters of either case', rules: ['{ eventName: { equals: ConsoleLogin, ignoreCase: true } }'], expected: undefined },
  ])('of $name', ({ rules, expected }) => {
    expect(attributeOf(...rules)).toEqual(expected);
  });

  test('of no rule is none', () => {
    expect(deriveLookupAttribute({ rules: [], fields: {} })).toBeUndefined();
  });

  test('is told', () => {
    expect(describeLookupAttribute({ key: 'EventName', value: 'ConsoleLogin' })).toBe(
      'Event history was asked for events of EventName ConsoleLogin alone, because no rule can match another: others are not in the counts.',
    );
  });
});
