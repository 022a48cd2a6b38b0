import { describe, expect, test } from '@jest/globals';

import { holdsNaively, type NaiveScope } from '../../../../src/engine/oracle/naive-condition.js';
import { type Comparand, type Condition, type Test } from '../../../../src/ir/condition.js';
import { type Expression, type Operand } from '../../../../src/ir/expression.js';
import { type JsonObject, type JsonValue } from '../../../../src/model/json.js';

const at = (key: string, root: 'record' | 'element' = 'record'): Operand => ({
  label: key,
  expression: { kind: 'path', root, steps: key === '.' ? [] : [{ kind: 'key', key }] },
});
const text = (value: string): Comparand => ({ kind: 'text', text: value });
const field = (key: string, root: 'record' | 'element' = 'record'): Comparand => ({
  kind: 'field',
  operand: at(key, root),
  prefix: '<',
  suffix: '>',
});
const equals = (...comparands: readonly Comparand[]): Test => ({ kind: 'compare', operator: 'equals', ignoreCase: false, comparands });
const startsWith = (...comparands: readonly Comparand[]): Test => ({
  kind: 'compare',
  operator: 'startsWith',
  ignoreCase: false,
  comparands,
});
const ask = (operand: Operand, ...tests: readonly Test[]): Condition => ({ kind: 'test', operand, tests });
const constant = (holds: boolean): Condition => ({ kind: 'constant', holds });

const CONDITIONS: readonly { name: string; condition: Condition; record: JsonObject; holds: boolean }[] = [
  { name: 'a constant', condition: constant(true), record: {}, holds: true },
  { name: 'all of nothing', condition: { kind: 'all', conditions: [] }, record: {}, holds: true },
  {
    name: 'all with one that fails',
    condition: { kind: 'all', conditions: [constant(true), constant(false)] },
    record: {},
    holds: false,
  },
  { name: 'any of nothing', condition: { kind: 'any', conditions: [] }, record: {}, holds: false },
  { name: 'any with one that holds', condition: { kind: 'any', conditions: [constant(false), constant(true)] }, record: {}, holds: true },
  { name: 'a not', condition: { kind: 'not', condition: constant(true) }, record: {}, holds: false },
  { name: 'exists of an empty array', condition: { kind: 'exists', operand: at('a') }, record: { a: [] }, holds: true },
  { name: 'exists of a null', condition: { kind: 'exists', operand: at('a') }, record: { a: [null] }, holds: false },
  {
    name: 'two tests of one value',
    condition: ask(at('a'), startsWith(text('x')), equals(text('xy'))),
    record: { a: ['xz', 'xy'] },
    holds: true,
  },
  {
    name: 'two tests of two values',
    condition: ask(at('a'), startsWith(text('x')), equals(text('y'))),
    record: { a: ['x', 'y'] },
    holds: false,
  },
  {
    name: 'a field with its prefix and suffix',
    condition: ask(at('a'), equals(field('b'))),
    record: { a: '<1>', b: [0, 1] },
    holds: true,
  },
  { name: 'a missing field', condition: ask(at('a'), equals(field('b'))), record: { a: '<>' }, holds: false },
  { name: 'an object in a comparison', condition: ask(at('a'), startsWith(text(''))), record: { a: { b: 1 } }, holds: false },
  { name: 'an object that is empty', condition: ask(at('a'), { kind: 'empty', expected: true }), record: { a: {} }, holds: true },
  { name: 'an object that is not', condition: ask(at('a'), { kind: 'empty', expected: false }), record: { a: { b: null } }, holds: true },
  { name: 'a zero that is not empty', condition: ask(at('a'), { kind: 'empty', expected: true }), record: { a: 0 }, holds: false },
];

const TESTS: readonly { name: string; test: Test; value: JsonValue; holds: boolean }[] = [
  {
    name: 'a comparison that folds both sides',
    test: { kind: 'compare', operator: 'equals', ignoreCase: true, comparands: [text('aB')] },
    value: 'Ab',
    holds: true,
  },
  {
    name: 'all the parts',
    test: { kind: 'containsAll', ignoreCase: false, comparands: [text('a'), text('b')] },
    value: 'ba',
    holds: true,
  },
  {
    name: 'some of the parts',
    test: { kind: 'containsAll', ignoreCase: false, comparands: [text('a'), text('b')] },
    value: 'a',
    holds: false,
  },
  { name: 'a glob', test: { kind: 'pattern', operator: 'like', ignoreCase: false, patterns: ['b*', 'a?'] }, value: 'ax', holds: true },
  { name: 'a folded glob', test: { kind: 'pattern', operator: 'like', ignoreCase: true, patterns: ['A*'] }, value: 'aX', holds: true },
  { name: 'a pattern', test: { kind: 'pattern', operator: 'matches', ignoreCase: false, patterns: ['x$'] }, value: 'ax', holds: true },
  {
    name: 'another pattern',
    test: { kind: 'pattern', operator: 'matches', ignoreCase: false, patterns: ['^x'] },
    value: 'ax',
    holds: false,
  },
  { name: 'a network', test: { kind: 'cidr', networks: ['::/0', '10.0.0.0/8'] }, value: '10.1.1.1', holds: true },
  { name: 'another network', test: { kind: 'cidr', networks: ['::/0'] }, value: '10.1.1.1', holds: false },
];

describe('holdsNaively', () => {
  test.each(CONDITIONS)('of $name: $holds', ({ condition, record, holds }) => {
    expect(holdsNaively(condition, { record })).toBe(holds);
  });

  test.each(TESTS)('asks $name: $holds', ({ test: asked, value, holds }) => {
    expect(holdsNaively(ask(at('a'), asked), { record: { a: value } })).toBe(holds);
  });

  test.each<{ name: string; record: JsonObject; holds: boolean }>([
    { name: 'two values', record: { a: '1', b: '2' }, holds: true },
    { name: 'an equal pair', record: { a: ['1', '<2>'], b: '2' }, holds: false },
    { name: 'one side', record: { a: '1' }, holds: false },
    { name: 'an object for a side', record: { a: '1', b: {} }, holds: false },
  ])('differs of $name: $holds', ({ record, holds }) => {
    expect(holdsNaively({ kind: 'differs', operand: at('a'), other: field('b') }, { record })).toBe(holds);
  });

  test.each<{ name: string; value: JsonValue; some: boolean; every: boolean; none: boolean }>([
    { name: 'one fitting element of two', value: ['x', 'y'], some: true, every: false, none: false },
    { name: 'fitting elements alone', value: [['x'], null, [], 'x'], some: true, every: true, none: false },
    { name: 'no fitting element', value: ['y', {}], some: false, every: false, none: true },
    { name: 'no element', value: [], some: false, every: false, none: true },
    { name: 'a single value', value: 'x', some: true, every: true, none: false },
  ])('quantifies $name', ({ value, some, every, none }) => {
    const quantified = (quantifier: 'some' | 'every' | 'none'): boolean =>
      holdsNaively(
        { kind: 'quantified', quantifier, operand: at('a'), condition: ask(at('.', 'element'), equals(text('x'))) },
        { record: { a: value } },
      );
    expect({ some: quantified('some'), every: quantified('every'), none: quantified('none') }).toEqual({ some, every, none });
  });

  test('reaches the record and the nearest element from inside a quantifier', () => {
    const inner: Condition = { kind: 'all', conditions: [ask(at('b', 'element'), equals(text('1'))), ask(at('c'), equals(text('2')))] };
    const condition: Condition = { kind: 'quantified', quantifier: 'some', operand: at('a'), condition: inner };
    expect(holdsNaively(condition, { record: { a: [{ b: 1, c: 0 }], b: 0, c: 2 } })).toBe(true);
    expect(holdsNaively(condition, { record: { a: [{ b: 0, c: 2 }], b: 1, c: 2 } })).toBe(false);
  });
});

describe('the expressions of an operand', () => {
  const scope: NaiveScope = { record: { a: ['x1', 'y2'], b: {}, c: 'z', userIdentity: { type: 'Root' } } };
  const path = (key: string): Expression => at(key).expression;
  const literal = (value: string): Expression => ({ kind: 'literal', text: value });
  const startsX: Condition = ask(at('a'), startsWith(text('x')));

  test.each<{ name: string; expression: Expression; value: string }>([
    { name: 'a literal', expression: literal('w'), value: 'w' },
    { name: 'a derived field', expression: { kind: 'field', name: 'identity.kind' }, value: 'root' },
    {
      name: 'the first part with a scalar',
      expression: { kind: 'first', of: [path('none'), path('b'), path('c'), literal('w')] },
      value: 'z',
    },
    { name: 'a part of each text', expression: { kind: 'extract', from: path('a'), pattern: '^y(.)$' }, value: '2' },
    { name: 'joined texts', expression: { kind: 'concat', parts: [path('a'), literal(':'), path('c')] }, value: 'x1:z' },
    {
      name: 'the first case that holds',
      expression: {
        kind: 'cases',
        cases: [
          { when: constant(false), then: literal('1') },
          { when: startsX, then: literal('2') },
        ],
      },
      value: '2',
    },
    { name: 'what is left', expression: { kind: 'cases', cases: [], otherwise: literal('3') }, value: '3' },
  ])('yield $name', ({ expression, value }) => {
    expect(holdsNaively(ask({ label: 'it', expression }, equals(text(value))), scope)).toBe(true);
  });

  test.each<{ name: string; expression: Expression }>([
    { name: 'no part has a scalar', expression: { kind: 'first', of: [path('none'), path('b')] } },
    { name: 'a part of a pattern is missing', expression: { kind: 'extract', from: path('a'), pattern: '^z(.)$' } },
    { name: 'a joined part is missing', expression: { kind: 'concat', parts: [path('a'), path('none')] } },
    { name: 'no case holds', expression: { kind: 'cases', cases: [{ when: constant(false), then: literal('1') }] } },
  ])('yield nothing when $name', ({ expression }) => {
    expect(holdsNaively({ kind: 'exists', operand: { label: 'it', expression } }, scope)).toBe(false);
  });
});
