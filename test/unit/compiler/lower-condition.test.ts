import { describe, expect, test } from '@jest/globals';

import { lowerCondition } from '../../../src/compiler/lower-condition.js';
import { type BoundText } from '../../../src/compiler/parameter-values.js';
import { type Comparand, type Condition, type Test, type TextOperator } from '../../../src/ir/condition.js';
import { type Operand } from '../../../src/ir/expression.js';
import { type ConditionSyntax } from '../../../src/language/native/syntax.js';
import { condition, numberAs, path, place, type WrittenMapping } from './builders.js';

const BINDINGS = new Map<string, readonly BoundText[]>([
  ['two', [{ text: 'X' }, { text: 'Y' }]],
  ['none', []],
  ['number', [{ text: '1e1', canonical: '10' }]],
]);

function operand(label: string, root: 'record' | 'element' = 'record'): Operand {
  const keys = label
    .replace(/^\$\./, '')
    .split('.')
    .filter((key) => key !== '');
  return { label, expression: { kind: 'path', root, steps: keys.map((key) => ({ kind: 'key', key })) } };
}

function texts(...each: readonly string[]): readonly Comparand[] {
  return each.map((text) => ({ kind: 'text', text }));
}

function compare(operator: TextOperator, comparands: readonly Comparand[], ignoreCase = false): Test {
  return { kind: 'compare', operator, ignoreCase, comparands };
}

function holds(label: string, ...tests: readonly Test[]): Condition {
  return { kind: 'test', operand: operand(label), tests };
}

function equals(label: string, ...each: readonly string[]): Condition {
  return holds(label, compare('equals', texts(...each)));
}

function not(inner: Condition): Condition {
  return { kind: 'not', condition: inner };
}

const NEVER: Condition = { kind: 'constant', holds: false };
const ALWAYS: Condition = { kind: 'constant', holds: true };
const exists: Condition = { kind: 'exists', operand: operand('a') };

const LOWERED: readonly { name: string; written: WrittenMapping; expected: Condition }[] = [
  { name: 'a scalar is equality', written: { a: 'x' }, expected: equals('a', 'x') },
  { name: 'a boolean is its text', written: { a: true }, expected: equals('a', 'true') },
  { name: 'a list of scalars is one test', written: { a: ['x', 'y'] }, expected: equals('a', 'x', 'y') },
  { name: 'one text twice is one comparand', written: { a: ['x', 'x'] }, expected: equals('a', 'x') },
  {
    name: 'a mapping in a list stands alone',
    written: { a: ['x', { startsWith: 'y' }, 'z'] },
    expected: { kind: 'any', conditions: [equals('a', 'x', 'z'), holds('a', compare('startsWith', texts('y')))] },
  },
  {
    name: 'the entries of a mapping hold together',
    written: { a: 'x', b: 'y' },
    expected: { kind: 'all', conditions: [equals('a', 'x'), equals('b', 'y')] },
  },
  {
    name: 'the operators of a mapping are tests of one value',
    written: { a: { startsWith: 'x', endsWith: ['y', 'z'] } },
    expected: holds('a', compare('startsWith', texts('x')), compare('endsWith', texts('y', 'z'))),
  },
  { name: 'in is equality', written: { a: { in: ['x', 'y'] } }, expected: equals('a', 'x', 'y') },
  { name: 'in of nothing never holds', written: { a: { in: [] } }, expected: NEVER },
  { name: 'not in of nothing always holds', written: { a: { not: { in: [] } } }, expected: ALWAYS },
  { name: 'a part that never holds makes the whole never hold', written: { a: { in: [] }, b: 'y' }, expected: NEVER },
  { name: 'a part that always holds drops out', written: { a: { not: { in: [] } }, b: 'y' }, expected: equals('b', 'y') },
  { name: 'not is about the whole path', written: { a: { not: ['x', 'y'] } }, expected: not(equals('a', 'x', 'y')) },
  {
    name: 'not stands beside the tests of one value',
    written: { a: { startsWith: 'x', not: 'xy' } },
    expected: { kind: 'all', conditions: [holds('a', compare('startsWith', texts('x'))), not(equals('a', 'xy'))] },
  },
  { name: 'not of not is nothing', written: { not: { a: { not: 'x' } } }, expected: equals('a', 'x') },
  { name: 'exists', written: { a: { exists: true } }, expected: exists },
  { name: 'exists: false', written: { a: { exists: false } }, expected: not(exists) },
  { name: 'empty is a test of one value', written: { a: { empty: false } }, expected: holds('a', { kind: 'empty', expected: false }) },
  {
    name: 'ignoreCase is for every text test of its mapping',
    written: { a: { contains: 'x', matches: 'y', ignoreCase: true } },
    expected: holds('a', compare('contains', texts('x'), true), {
      kind: 'pattern',
      operator: 'matches',
      ignoreCase: true,
      patterns: ['y'],
    }),
  },
  {
    name: 'ignoreCase reaches into not',
    written: { a: { not: 'x', ignoreCase: true } },
    expected: not(holds('a', compare('equals', texts('x'), true))),
  },
  {
    name: 'a mapping inside not may say otherwise',
    written: { a: { not: { equals: 'x', ignoreCase: false }, ignoreCase: true } },
    expected: not(equals('a', 'x')),
  },
  {
    name: 'containsAll, like and cidr have tests of their own',
    written: { a: { containsAll: ['x', 'y'], like: ['x*', 'y?'], cidr: '10.0.0.0/8' } },
    expected: holds(
      'a',
      { kind: 'containsAll', ignoreCase: false, comparands: texts('x', 'y') },
      { kind: 'pattern', operator: 'like', ignoreCase: false, patterns: ['x*', 'y?'] },
      { kind: 'cidr', networks: ['10.0.0.0/8'] },
    ),
  },
  { name: 'a parameter becomes its values', written: { a: { param: 'two' } }, expected: equals('a', 'X', 'Y') },
  { name: 'a parameter in a list spreads', written: { a: ['x', { param: 'two' }] }, expected: equals('a', 'x', 'X', 'Y') },
  {
    name: 'a parameter spreads beside any operator',
    written: { a: { startsWith: { param: 'two' } } },
    expected: holds('a', compare('startsWith', texts('X', 'Y'))),
  },
  { name: 'an empty parameter never holds', written: { a: { contains: { param: 'none' } } }, expected: NEVER },
  { name: 'an empty parameter excludes nothing', written: { a: { not: { in: { param: 'none' } } } }, expected: ALWAYS },
  {
    name: 'a number given to a parameter equals in both spellings',
    written: { a: { param: 'number' } },
    expected: equals('a', '1e1', '10'),
  },
  {
    name: 'a number is ordered by its source alone',
    written: { a: { gt: { param: 'number' } } },
    expected: holds('a', compare('gt', texts('1e1'))),
  },
  {
    name: 'a field reference is a comparand',
    written: { a: { equals: { field: 'b', prefix: '<', suffix: '>' } } },
    expected: holds('a', compare('equals', [{ kind: 'field', operand: operand('b'), prefix: '<', suffix: '>' }])),
  },
  {
    name: 'differs is about the whole path',
    written: { a: { differs: { field: 'b' } } },
    expected: { kind: 'differs', operand: operand('a'), other: { kind: 'field', operand: operand('b'), prefix: '', suffix: '' } },
  },
  {
    name: 'differs from every text of a parameter',
    written: { a: { differs: { param: 'two' } } },
    expected: {
      kind: 'all',
      conditions: texts('X', 'Y').map((other) => ({ kind: 'differs', operand: operand('a'), other })),
    },
  },
  {
    name: 'differs with ignoreCase says so in parts',
    written: { a: { differs: { field: 'b' }, ignoreCase: true } },
    expected: {
      kind: 'all',
      conditions: [
        holds('a', compare('startsWith', texts(''))),
        holds('b', compare('startsWith', texts(''))),
        not(holds('a', compare('equals', [{ kind: 'field', operand: operand('b'), prefix: '', suffix: '' }], true))),
      ],
    },
  },
  {
    name: 'a quantifier holds its condition on elements, and $. leads back to the top',
    written: { a: { some: { '.': 'x', b: 'y', '$.c': 'z' } } },
    expected: {
      kind: 'quantified',
      quantifier: 'some',
      operand: operand('a'),
      condition: {
        kind: 'all',
        conditions: [
          { kind: 'test', operand: { ...operand('', 'element'), label: '.' }, tests: [compare('equals', texts('x'))] },
          { kind: 'test', operand: operand('b', 'element'), tests: [compare('equals', texts('y'))] },
          equals('$.c', 'z'),
        ],
      },
    },
  },
  { name: 'every element of what never holds never holds', written: { a: { every: { b: { in: [] } } } }, expected: NEVER },
  { name: 'none of what never holds always holds', written: { a: { none: { b: { in: [] } } } }, expected: ALWAYS },
  {
    name: 'nested all and any are flat',
    written: { all: [{ a: 'x' }, { all: [{ b: 'y' }] }], any: [{ any: [{ c: 'z' }, { d: 'w' }] }, { e: 'v' }] },
    expected: {
      kind: 'all',
      conditions: [equals('a', 'x'), equals('b', 'y'), { kind: 'any', conditions: [equals('c', 'z'), equals('d', 'w'), equals('e', 'v')] }],
    },
  },
  {
    name: 'a derived field goes by its name',
    written: { 'identity.kind': 'root' },
    expected: {
      kind: 'test',
      operand: { label: 'identity.kind', expression: { kind: 'field', name: 'identity.kind' } },
      tests: [compare('equals', texts('root'))],
    },
  },
];

describe('lowerCondition', () => {
  test.each(LOWERED)('$name', ({ written, expected }) => {
    expect(lowerCondition(condition(written), BINDINGS)).toStrictEqual(expected);
  });

  test('an unquoted number equals in both spellings', () => {
    const syntax: ConditionSyntax = { kind: 'field', path: path('a'), value: numberAs('243.0'), place: place() };
    expect(lowerCondition(syntax, BINDINGS)).toStrictEqual(equals('a', '243.0', '243'));
  });

  test('inside an element, a path like a derived field is a path of the element', () => {
    const lowered = lowerCondition(condition({ resources: { some: { 'identity.kind': 'x' } } }), BINDINGS);
    expect(lowered).toMatchObject({ condition: { operand: operand('identity.kind', 'element') } });
  });
});
