import { describe, expect, test } from '@jest/globals';

import { deriveGuard } from '../../../src/compiler/derive-guard.js';
import { describeCondition } from '../../../src/engine/describe-condition.js';
import { compileTexts } from '../../support/compile.js';

function guardOf(when: string): string | undefined {
  const rule = `id: a-rule\ntitle: A rule\nseverity: low\ndescription: A rule.\nwhen: ${when}\n`;
  const condition = compileTexts([rule]).rules[0]?.when;
  const guard = condition && deriveGuard(condition);
  return guard && describeCondition(guard).replaceAll('guard ', '· ');
}

describe('the guard', () => {
  test.each<{ name: string; when: string; expected: string | undefined }>([
    { name: 'a recorded path is the path itself', when: '{ eventName: A }', expected: 'eventName equals A' },
    { name: 'a negated recorded path too', when: '{ eventName: { not: A } }', expected: 'not eventName equals A' },
    {
      name: 'a field of few values is what the value asks for',
      when: '{ identity.kind: root }',
      expected: 'userIdentity.type equals Root',
    },
    { name: 'a value that is left over narrows nothing', when: '{ identity.kind: unknown }', expected: undefined },
    { name: 'a value that the field never has lets nothing pass', when: '{ outcome: neither }', expected: 'never' },
    { name: 'a negated field narrows nothing', when: '{ identity.kind: { not: root } }', expected: undefined },
    { name: 'a part of a text is that there is a text to take it from', when: '{ userAgent.text: x }', expected: '· exists or · equals x' },
    {
      name: 'parts that narrow nothing are left out',
      when: '{ eventName: A, identity.kind: { not: root } }',
      expected: 'eventName equals A',
    },
    { name: 'an alternative that narrows nothing', when: '{ any: [{ eventName: A }, { identity.kind: unknown }] }', expected: undefined },
    {
      name: 'a comparison with another field',
      when: '{ eventName: { field: eventSource } }',
      expected: 'eventName exists',
    },
  ])('of $name', ({ when, expected }) => {
    expect(guardOf(when)).toBe(expected);
  });
});
