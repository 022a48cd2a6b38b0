import { describe, expect, test } from '@jest/globals';
import { readRule } from '../../../../src/language/native/read-rule.js';
import { withoutPlaces } from '../without-places.js';

const HEAD = 'id: a-rule\ntitle: A rule\nseverity: high\n';

/** The conditions of a `when`, without places. */
function conditionsOf(when: string): unknown {
  const { rule, diagnostics } = readRule('a.yaml', `${HEAD}when:\n${when.replace(/^/gm, '  ')}\n`);
  expect(diagnostics).toEqual([]);
  return rule?.when.kind === 'all' ? withoutPlaces(rule.when.conditions) : undefined;
}

const path = (text: string, ...keys: readonly string[]): unknown => ({
  kind: 'path',
  text,
  root: 'record',
  steps: keys.map((key) => ({ kind: 'key', key })),
});
const scalar = (text: string, quoted = false): unknown => ({ kind: 'scalar', text, quoted });
const field = (name: string, value: unknown): unknown => ({ kind: 'field', path: path(name, name), value });
const operators = (...list: readonly unknown[]): unknown => ({ kind: 'operators', operators: list });
const compare = (operator: string, ...comparands: readonly unknown[]): unknown => ({ kind: 'compare', operator, comparands });

interface Case {
  readonly name: string;
  readonly when: string;
  readonly expected: unknown;
}

const VALUES: readonly Case[] = [
  { name: 'a text', when: 'eventName: a', expected: field('eventName', scalar('a')) },
  { name: 'a leading zero', when: 'a: 012', expected: field('a', scalar('012')) },
  { name: 'an exponent', when: 'a: 1e3', expected: field('a', scalar('1e3')) },
  { name: 'No', when: 'a: No', expected: field('a', scalar('No')) },
  { name: 'a plain True', when: 'a: True', expected: field('a', scalar('true')) },
  { name: 'a quoted True', when: 'a: "True"', expected: field('a', scalar('True', true)) },
  { name: 'a plain number', when: 'a: 243', expected: field('a', scalar('243')) },
  {
    name: 'a number that JavaScript writes otherwise',
    when: 'a: 243.0',
    expected: field('a', { kind: 'scalar', text: '243.0', canonical: '243', quoted: false }),
  },
  { name: 'the same number in quotes', when: "a: '243.0'", expected: field('a', scalar('243.0', true)) },
  { name: 'an empty text', when: 'a: ""', expected: field('a', scalar('', true)) },
  {
    name: 'a list of values and operators',
    when: 'a: [x, { startsWith: y }]',
    expected: field('a', { kind: 'list', values: [scalar('x'), operators(compare('startsWith', scalar('y')))] }),
  },
  { name: 'an empty list', when: 'a: []', expected: field('a', { kind: 'list', values: [] }) },
  { name: 'a parameter', when: 'a: { param: p }', expected: field('a', { kind: 'parameter', name: 'p' }) },
  {
    name: 'another field',
    when: 'a: { field: b.c, prefix: x }',
    expected: field('a', { kind: 'field', path: path('b.c', 'b', 'c'), prefix: 'x', suffix: '' }),
  },
];

describe('a value', () => {
  test.each(VALUES)('may be $name', ({ when, expected }) => {
    expect(conditionsOf(when)).toEqual([expected]);
  });
});

const OPERATORS: readonly Case[] = [
  {
    name: 'with one value and with several',
    when: 'a: { startsWith: x, endsWith: [y, z], ignoreCase: true }',
    expected: operators(compare('startsWith', scalar('x')), compare('endsWith', scalar('y'), scalar('z')), {
      kind: 'ignoreCase',
      expected: true,
    }),
  },
  { name: 'in nothing', when: 'a: { in: [] }', expected: operators(compare('in')) },
  { name: 'exists', when: 'a: { exists: FALSE }', expected: operators({ kind: 'exists', expected: false }) },
  {
    name: 'not a list',
    when: 'a: { not: [x, { like: "y*" }] }',
    expected: operators({ kind: 'not', value: { kind: 'list', values: [scalar('x'), operators(compare('like', scalar('y*', true)))] } }),
  },
  {
    name: 'differs',
    when: 'a: { differs: { field: b } }',
    expected: operators(compare('differs', { kind: 'field', path: path('b', 'b'), prefix: '', suffix: '' })),
  },
  {
    name: 'a quantifier, whose paths start from the element',
    when: 'a: { some: { .: x, b: y, $.c: { field: d } } }',
    expected: operators({
      kind: 'quantified',
      quantifier: 'some',
      condition: {
        kind: 'all',
        conditions: [
          { kind: 'field', path: { kind: 'path', text: '.', root: 'element', steps: [] }, value: scalar('x') },
          { kind: 'field', path: { kind: 'path', text: 'b', root: 'element', steps: [{ kind: 'key', key: 'b' }] }, value: scalar('y') },
          {
            kind: 'field',
            path: { kind: 'path', text: '$.c', root: 'record', steps: [{ kind: 'key', key: 'c' }] },
            value: {
              kind: 'field',
              path: { kind: 'path', text: 'd', root: 'element', steps: [{ kind: 'key', key: 'd' }] },
              prefix: '',
              suffix: '',
            },
          },
        ],
      },
    }),
  },
];

describe('an operator', () => {
  test.each(OPERATORS)('$name', ({ when, expected }) => {
    expect(conditionsOf(when)).toEqual([field('a', expected)]);
  });
});

describe('conditions', () => {
  test('nest with all, any and not', () => {
    expect(conditionsOf('all:\n  - a: x\nany:\n  - { b: y, c: z }\nnot: { d: w }')).toEqual([
      { kind: 'all', conditions: [{ kind: 'all', conditions: [field('a', scalar('x'))] }] },
      { kind: 'any', conditions: [{ kind: 'all', conditions: [field('b', scalar('y')), field('c', scalar('z'))] }] },
      { kind: 'not', condition: { kind: 'all', conditions: [field('d', scalar('w'))] } },
    ]);
  });

  test('may be about fields that are named like their parts', () => {
    expect(conditionsOf(`'"any"': x`)).toEqual([{ kind: 'field', path: path('"any"', 'any'), value: scalar('x') }]);
  });

  test('may be about a key that every object has', () => {
    expect(conditionsOf('__proto__: x\nconstructor: y')).toEqual([field('__proto__', scalar('x')), field('constructor', scalar('y'))]);
  });
});
