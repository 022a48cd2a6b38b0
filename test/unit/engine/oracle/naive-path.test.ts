import { describe, expect, test } from '@jest/globals';

import { naiveValues } from '../../../../src/engine/oracle/naive-path.js';
import { type PathExpression, type Step } from '../../../../src/ir/expression.js';
import { type JsonValue } from '../../../../src/model/json.js';

const anyKey: Step = { kind: 'anyKey' };
const anyDepth: Step = { kind: 'anyDepth' };
const key = (name: string): Step => ({ kind: 'key', key: name });
const path = (...steps: readonly Step[]): PathExpression => ({ kind: 'path', root: 'record', steps });

/** `{"x":{"x":…"end"}}`, or the same of arrays, built from the inside because recursion would overflow. */
function nested(levels: number, wrap: (value: JsonValue) => JsonValue): JsonValue {
  let value: JsonValue = 'end';
  for (let i = 0; i < levels; i++) value = wrap(value);
  return value;
}

const PATHS: readonly { name: string; expression: PathExpression; record: JsonValue; expected: JsonValue[] }[] = [
  { name: 'a key', expression: path(key('a')), record: { a: 1 }, expected: [1] },
  { name: 'a missing key', expression: path(key('b')), record: { a: 1 }, expected: [] },
  { name: 'a null', expression: path(key('a')), record: { a: null }, expected: [] },
  { name: 'an object at the end', expression: path(key('a')), record: { a: { b: 1 } }, expected: [{ b: 1 }] },
  { name: 'an empty array at the end', expression: path(key('a')), record: { a: [] }, expected: [[]] },
  { name: 'arrays at the end', expression: path(key('a')), record: { a: [1, [null, [2, []]], {}] }, expected: [1, 2, [], {}] },
  { name: 'arrays on the way', expression: path(key('a'), key('b')), record: { a: [{ b: 1 }, 2, [{ b: [3] }]] }, expected: [1, 3] },
  { name: 'an inherited key', expression: path(key('constructor')), record: {}, expected: [] },
  { name: 'a key of a text', expression: path(key('a'), key('length')), record: { a: 'abc' }, expected: [] },
  { name: 'any key', expression: path(anyKey), record: { a: 1, b: [2, null], c: {} }, expected: [1, 2, {}] },
  { name: 'any key of a scalar', expression: path(key('a'), anyKey), record: { a: 1 }, expected: [] },
  { name: 'any depth of a scalar', expression: path(key('a'), anyDepth), record: { a: 1 }, expected: [1] },
  {
    name: 'any depth of an object',
    expression: path(key('a'), anyDepth),
    record: { a: { b: [1, { c: 2 }] } },
    expected: [{ b: [1, { c: 2 }] }, 1, { c: 2 }, 2],
  },
  { name: 'a key at any depth', expression: path(anyDepth, key('a')), record: { a: [1], b: { a: 2 } }, expected: [1, 2] },
  { name: 'no steps', expression: path(), record: { a: 1 }, expected: [{ a: 1 }] },
];

describe('naiveValues', () => {
  test.each(PATHS)('of $name', ({ expression, record, expected }) => {
    expect(naiveValues(expression, record, undefined)).toEqual(expected);
  });

  test.each<{ name: string; steps: readonly Step[]; element: JsonValue | undefined; expected: JsonValue[] }>([
    { name: 'the element itself', steps: [], element: 'x', expected: ['x'] },
    { name: 'a key of it', steps: [key('a')], element: { a: 1 }, expected: [1] },
    { name: 'no element', steps: [], element: undefined, expected: [] },
  ])('of an element path to $name', ({ steps, element, expected }) => {
    expect(naiveValues({ kind: 'path', root: 'element', steps }, { a: 'of the record' }, element)).toEqual(expected);
  });

  test('goes 20,000 arrays deep', () => {
    const record = { a: nested(20_000, (value) => [value]) };
    expect(naiveValues(path(key('a')), record, undefined)).toEqual(['end']);
  });

  test('takes elements from an array too long for the arguments of a call', () => {
    const elements = Array.from({ length: 300_000 }, () => 1);
    expect(naiveValues(path(key('a')), { a: elements }, undefined)).toHaveLength(300_000);
  });

  test('looks at 10,000 nodes at any depth, and says when there are more', () => {
    const heard: number[] = [];
    const record = nested(20_000, (value) => ({ x: value }));
    const values = naiveValues(path(anyDepth), record, undefined, () => heard.push(1));
    expect(values).toHaveLength(10_000);
    expect(heard).toEqual([1]);
  });

  test('looks at exactly 10,000 nodes without a word', () => {
    const heard: number[] = [];
    const record = nested(9_999, (value) => ({ x: value }));
    expect(naiveValues(path(anyDepth), record, undefined, () => heard.push(1)).at(-1)).toBe('end');
    expect(heard).toEqual([]);
  });
});
