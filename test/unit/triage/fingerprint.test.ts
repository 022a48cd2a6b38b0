import { describe, expect, test } from '@jest/globals';
import { type GroupValue } from '../../../src/model/finding.js';
import { fingerprint } from '../../../src/triage/fingerprint.js';

const group = (...values: readonly (readonly [string, ...string[]])[]): GroupValue[] =>
  values.map(([field, ...texts]) => ({ field, values: texts }));

describe('fingerprint', () => {
  test('is published: the same input gives this text in every version', () => {
    expect(fingerprint('root-user-activity', group(['recipientAccountId', '111122223333'], ['eventName', 'ConsoleLogin']))).toBe(
      '1270cc3b6d89bed9dce6ca7417b8597e180255f7ce624cad3785a0cb6636c0df',
    );
  });

  test.each<{ name: string; left: GroupValue[]; right: GroupValue[] }>([
    { name: 'the order of groupBy', left: group(['a', '1'], ['b', '2']), right: group(['b', '2'], ['a', '1']) },
    { name: 'the order of several values', left: group(['a', '1', '2']), right: group(['a', '2', '1']) },
    { name: 'a value given twice', left: group(['a', '1', '1']), right: group(['a', '1']) },
  ])('does not depend on $name', ({ left, right }) => {
    expect(fingerprint('rule', left)).toBe(fingerprint('rule', right));
  });

  test.each<{ name: string; left: GroupValue[]; right: GroupValue[] }>([
    { name: 'a missing value and an empty one', left: group(['a']), right: group(['a', '']) },
    { name: 'a missing value and the text null', left: group(['a']), right: group(['a', 'null']) },
    { name: 'one value and the same two joined', left: group(['a', 'x', 'y']), right: group(['a', 'x,y']) },
    { name: 'a quote in a value', left: group(['a', 'x","y']), right: group(['a', 'x', 'y']) },
    { name: 'the same value of another field', left: group(['a', 'x']), right: group(['b', 'x']) },
    { name: 'a value moved to the next field', left: group(['a', 'x'], ['b']), right: group(['a'], ['b', 'x']) },
    { name: 'a lone surrogate and its escape', left: group(['a', '\ud800']), right: group(['a', '\\ud800']) },
    { name: 'two lone surrogates', left: group(['a', '\ud800']), right: group(['a', '\ud801']) },
    { name: 'composed and decomposed letters', left: group(['a', 'é']), right: group(['a', 'e\u0301']) },
  ])('tells apart $name', ({ left, right }) => {
    expect(fingerprint('rule', left)).not.toBe(fingerprint('rule', right));
  });

  test('tells rules apart', () => {
    expect(fingerprint('one', group(['a', 'x']))).not.toBe(fingerprint('two', group(['a', 'x'])));
  });
});
