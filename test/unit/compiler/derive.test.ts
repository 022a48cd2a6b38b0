import { describe, expect, test } from '@jest/globals';

import { deriveReadsAbsentRequest } from '../../../src/compiler/derive-absent-request.js';
import { deriveEventIndex } from '../../../src/compiler/derive-event-index.js';
import { deriveKeys } from '../../../src/compiler/derive-keys.js';
import { deriveReads } from '../../../src/compiler/derive-reads.js';
import { lowerCondition } from '../../../src/compiler/lower-condition.js';
import { type Condition } from '../../../src/ir/condition.js';
import { type Operand } from '../../../src/ir/expression.js';
import { type EventIndex } from '../../../src/ir/rule-set.js';
import { eventRule } from '../engine/event-rule.js';
import { condition, type WrittenMapping } from './builders.js';

function lowered(written: WrittenMapping): Condition {
  return lowerCondition(condition(written), new Map());
}

describe('deriveEventIndex', () => {
  test.each<{ name: string; written: WrittenMapping; expected: EventIndex }>([
    { name: 'an event name', written: { eventName: 'A' }, expected: { eventNames: ['A'] } },
    { name: 'a list of names, sorted', written: { eventName: ['B', 'A'] }, expected: { eventNames: ['A', 'B'] } },
    { name: 'a source', written: { eventSource: 's', x: 'y' }, expected: { eventSources: ['s'] } },
    {
      name: 'name and source',
      written: { eventName: 'A', eventSource: { in: ['s', 't'] } },
      expected: { eventNames: ['A'], eventSources: ['s', 't'] },
    },
    { name: 'another field', written: { awsRegion: 'A' }, expected: {} },
    { name: 'any of names', written: { any: [{ eventName: 'A' }, { eventName: 'B', x: 'y' }] }, expected: { eventNames: ['A', 'B'] } },
    { name: 'any with a part that takes every name', written: { any: [{ eventName: 'A' }, { x: 'y' }] }, expected: {} },
    { name: 'any of which one never holds', written: { any: [{ eventName: 'A' }, { x: { in: [] } }] }, expected: { eventNames: ['A'] } },
    {
      name: 'the narrowest of several parts',
      written: { eventName: ['A', 'B'], all: [{ eventName: 'B' }] },
      expected: { eventNames: ['B'] },
    },
    {
      name: 'two parts that only an array of names can meet',
      written: { all: [{ eventName: 'A' }, { eventName: 'B' }] },
      expected: { eventNames: ['A'] },
    },
    { name: 'two tests of one value', written: { eventName: { in: ['A', 'B'], equals: 'B' } }, expected: { eventNames: ['B'] } },
    {
      name: 'equality beside another test',
      written: { eventName: { in: ['A', 'B'], startsWith: 'A' } },
      expected: { eventNames: ['A', 'B'] },
    },
    { name: 'a prefix alone', written: { eventName: { startsWith: 'A' } }, expected: {} },
    { name: 'a name in any case', written: { eventName: { equals: 'A', ignoreCase: true } }, expected: {} },
    { name: 'a name that equals another field', written: { eventName: ['A', { field: 'b' }] }, expected: {} },
    { name: 'a negated name', written: { eventName: { not: 'A' } }, expected: {} },
    { name: 'a negated condition', written: { not: { eventName: 'A' } }, expected: {} },
    { name: 'some element and the top', written: { x: { some: { '$.eventName': 'A' } } }, expected: { eventNames: ['A'] } },
    { name: 'every element and the top', written: { x: { every: { '$.eventName': 'A' } } }, expected: { eventNames: ['A'] } },
    { name: 'no element and the top', written: { x: { none: { '$.eventName': 'A' } } }, expected: {} },
    { name: 'a key of an element with the same name', written: { x: { some: { eventName: 'A' } } }, expected: {} },
    { name: 'a deeper key with the same name', written: { 'x.eventName': 'A' }, expected: {} },
    {
      name: 'a service',
      written: { 'api.service': 'iam' },
      expected: { eventSources: ['iam', 'iam.amazonaws.com', 'iam.amazonaws.com.cn'] },
    },
    { name: 'a condition that never holds', written: { x: { in: [] } }, expected: { eventNames: [], eventSources: [] } },
  ])('of $name', ({ written, expected }) => {
    expect(deriveEventIndex(lowered(written))).toStrictEqual(expected);
  });
});

describe('deriveReads', () => {
  test.each<{ name: string; written: WrittenMapping; expected: readonly string[] }>([
    { name: 'each path once', written: { a: 'x', b: 'y', all: [{ a: 'z' }] }, expected: ['a', 'b'] },
    { name: 'what a path is compared with', written: { a: { equals: { field: 'b' } } }, expected: ['a', 'b'] },
    { name: 'both sides of differs', written: { a: { differs: { field: 'b' } } }, expected: ['a', 'b'] },
    { name: 'paths under not and exists', written: { a: { exists: false }, not: { b: 'x' } }, expected: ['a', 'b'] },
    {
      name: 'an array as a whole, and the top from inside it',
      written: { a: { some: { b: 'x', '$.c': 'y', d: { every: { e: 'z' } } } } },
      expected: ['a', '$.c'],
    },
    { name: 'derived fields by name', written: { outcome: 'failure' }, expected: ['outcome'] },
    { name: 'nothing that was folded away', written: { a: 'x', b: { not: { in: [] } } }, expected: ['a'] },
  ])('lists $name', ({ written, expected }) => {
    expect(deriveReads([lowered(written)]).map(({ label }) => label)).toStrictEqual(expected);
  });

  test('lists what exceptions read too', () => {
    expect(deriveReads([lowered({ a: 'x' }), lowered({ b: 'y', a: 'z' })]).map(({ label }) => label)).toStrictEqual(['a', 'b']);
  });
});

describe('deriveKeys', () => {
  const path = (label: string): Operand => ({
    label,
    expression: { kind: 'path', root: 'record', steps: label.split('.').map((key) => ({ kind: 'key', key })) },
  });
  const keysOf = (parts: Partial<Parameters<typeof deriveKeys>[0]>): readonly string[] | undefined =>
    deriveKeys({ ...eventRule({}), groupBy: [], message: [], ...parts });

  test.each<{ name: string; parts: Parameters<typeof keysOf>[0]; expected: readonly string[] | undefined }>([
    { name: 'where paths begin, each once', parts: { when: lowered({ 'b.c': 'x', a: 'y', 'b.d': 'z' }) }, expected: ['a', 'b'] },
    { name: 'what a path is compared with', parts: { when: lowered({ a: { equals: { field: 'b.c' } } }) }, expected: ['a', 'b'] },
    { name: 'what exceptions read', parts: { unless: [lowered({ a: 'x' })] }, expected: ['a'] },
    { name: 'what makes the groups', parts: { groupBy: [path('a.b')] }, expected: ['a'] },
    { name: 'what the message shows', parts: { message: [{ kind: 'value', operand: path('a.b'), missing: '' }] }, expected: ['a'] },
    {
      name: 'an array, and the top from inside it',
      parts: { when: lowered({ 'a.b': { some: { x: 'x', '$.c': 'y' } } }) },
      expected: ['a', 'c'],
    },
    {
      name: 'what derived fields read',
      parts: { when: lowered({ outcome: 'failure' }) },
      expected: ['errorCode', 'errorMessage', 'responseElements'],
    },
    {
      name: 'what derived fields read that others read',
      parts: { groupBy: [{ label: 'identity.account', expression: { kind: 'field', name: 'identity.account' } }] },
      expected: ['userIdentity'],
    },
    { name: 'what the note on a missing request reads', parts: { readsAbsentRequest: true }, expected: ['errorCode', 'requestParameters'] },
    { name: 'any, for a path that begins with any key', parts: { when: lowered({ 'x.y': 'z', '*.a': 'x' }) }, expected: undefined },
    { name: 'any, for a path that begins at any depth', parts: { when: lowered({ '**.a': 'x' }) }, expected: undefined },
  ])('lists $name', ({ parts, expected }) => {
    expect(keysOf(parts)).toStrictEqual(expected);
  });
});

describe('deriveReadsAbsentRequest', () => {
  test.each<{ name: string; when?: WrittenMapping; unless?: readonly WrittenMapping[]; expected: boolean }>([
    { name: 'a positive part', when: { 'requestParameters.a': 'x' }, expected: false },
    { name: 'a part that must be missing', when: { 'requestParameters.a': { exists: false } }, expected: true },
    { name: 'a negated value', when: { 'requestParameters.a': { not: 'x' } }, expected: true },
    { name: 'a negated condition', when: { not: { 'requestParameters.a': 'x' } }, expected: true },
    { name: 'a value negated twice', when: { not: { 'requestParameters.a': { not: 'x' } } }, expected: false },
    { name: 'no element of the request', when: { 'requestParameters.a': { none: { b: 'x' } } }, expected: true },
    { name: 'some element of the request', when: { 'requestParameters.a': { some: { b: 'x' } } }, expected: false },
    { name: 'a negated wildcard', when: { '**.a': { not: 'x' } }, expected: true },
    { name: 'a negated derived field that reads the request', when: { 'target.userName': { not: 'x' } }, expected: true },
    { name: 'another negated field', when: { userAgent: { not: 'x' } }, expected: false },
    { name: 'an exception that reads the request', unless: [{ 'requestParameters.a': 'x' }], expected: true },
    { name: 'an exception for a missing part', unless: [{ 'requestParameters.a': { exists: false } }], expected: false },
  ])('of $name is $expected', ({ when = { eventName: 'A' }, unless = [], expected }) => {
    expect(deriveReadsAbsentRequest(lowered(when), unless.map(lowered))).toBe(expected);
  });
});
