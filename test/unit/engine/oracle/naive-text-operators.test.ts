import { describe, expect, test } from '@jest/globals';

import { compareNaively, foldNaively, likeNaively } from '../../../../src/engine/oracle/naive-text-operators.js';
import { type TextOperator } from '../../../../src/ir/condition.js';

describe('compareNaively', () => {
  test.each<[text: string, operator: TextOperator, other: string, holds: boolean]>([
    ['a', 'equals', 'a', true],
    ['a', 'equals', 'A', false],
    ['abc', 'startsWith', 'ab', true],
    ['ab', 'startsWith', 'abc', false],
    ['abc', 'endsWith', 'bc', true],
    ['bc', 'endsWith', 'abc', false],
    ['abc', 'contains', 'b', true],
    ['abc', 'contains', '', true],
    ['abc', 'contains', 'd', false],
    ['10', 'gt', '9', true],
    ['9', 'gt', '10', false],
    ['10.50', 'gte', '10.5', true],
    ['010', 'lte', '10', true],
    ['+1', 'gte', '1', true],
    ['-1', 'lt', '0', true],
    ['-10', 'lt', '-9', true],
    ['-0.0', 'lt', '0', false],
    ['-0.0', 'gte', '0', true],
    ['0.05', 'lt', '0.5', true],
    ['9007199254740993', 'gt', '9007199254740992', true],
    ['1e3', 'gt', '1', false],
    ['.5', 'gt', '0', false],
    ['5.', 'gt', '0', false],
    ['', 'lte', '0', false],
    ['2024-01-01T00:00:00Z', 'lt', '2024-01-01T00:00:00-01:00', true],
    ['2024-01-01T00:00:00Z', 'gte', '2024-01-01T01:00:00+01:00', true],
    ['2024-01-01T00:00:00', 'lte', '2024-01-01T01:00:00Z', false],
    ['1', 'lt', '2024-01-01T00:00:00Z', false],
  ])('%j %s %j: %s', (text, operator, other, holds) => {
    expect(compareNaively(operator, text, other)).toBe(holds);
  });

  test('takes linear time for many zeros', () => {
    expect(compareNaively('gt', `0.${'0'.repeat(200_000)}1`, '0')).toBe(true);
  });
});

describe('foldNaively', () => {
  test('makes A to Z small and nothing else', () => {
    expect(foldNaively('AZaz09É\u212a')).toBe('azaz09É\u212a');
  });
});

describe('likeNaively', () => {
  test.each<[text: string, glob: string, fits: boolean]>([
    ['', '', true],
    ['a', '', false],
    ['', '*', true],
    ['', '?', false],
    ['abc', 'a*c', true],
    ['ac', 'a*c', true],
    ['acb', 'a*c', false],
    ['a\nc', 'a*c', true],
    ['a\nc', 'a?c', true],
    ['a😀c', 'a?c', true],
    ['a\ud83dc', 'a?c', true],
    ['aab', '*ab', true],
    ['abcbcd', '*bcd', true],
    ['a*', 'a\\*', true],
    ['ab', 'a\\*', false],
    ['a\\', 'a\\', true],
    ['a\\b', 'a\\\\b', true],
    ['ab', 'a**b', true],
    ['a.b', 'a.b', true],
    ['axb', 'a.b', false],
  ])('%j like %j: %s', (text, glob, fits) => {
    expect(likeNaively(text, glob)).toBe(fits);
  });
});
