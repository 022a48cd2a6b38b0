import { describe, expect, test } from '@jest/globals';
import { didYouMean, nearest } from '../../../src/diagnostics/nearest.js';

describe('nearest', () => {
  const keys = ['severity', 'startsWith', 'endsWith', 'groupBy', 'gte', 'lte', 'gt'];
  test.each<{ name: string; word: string; expected: string | undefined }>([
    { name: 'a letter left out', word: 'severty', expected: 'severity' },
    { name: 'a letter too many', word: 'severityy', expected: 'severity' },
    { name: 'two letters swapped', word: 'sevreity', expected: 'severity' },
    { name: 'another spelling of the same words', word: 'group_by', expected: 'groupBy' },
    { name: 'another case', word: 'STARTSWITH', expected: 'startsWith' },
    { name: 'a word that two candidates are equally near to', word: 'xte', expected: undefined },
    { name: 'a word that is far from all', word: 'description', expected: undefined },
    { name: 'a word too short to be sure', word: 'ge', expected: undefined },
    { name: 'three slips', word: 'svrty', expected: undefined },
  ])('of $name', ({ word, expected }) => {
    expect(nearest(word, keys)).toBe(expected);
  });

  test('counts a candidate that is listed twice once', () => {
    expect(nearest('severty', ['severity', 'severity'])).toBe('severity');
  });
});

describe('didYouMean', () => {
  test('is a question about the nearest word, or nothing', () => {
    expect(didYouMean('severty', ['severity'])).toBe('did you mean "severity"?');
    expect(didYouMean('colour', ['severity'])).toBeUndefined();
  });
});
