import { describe, expect, test } from '@jest/globals';

import { checkLogic } from '../../../src/compiler/check-logic.js';
import { rule, type WrittenMapping } from './builders.js';

function messages(when: WrittenMapping): readonly string[] {
  return checkLogic(rule({ when })).map(({ code, message }) => `${code} ${message}`);
}

const CLASHES: readonly { name: string; when: WrittenMapping; expected: string }[] = [
  {
    name: 'a value that must equal and not equal one text',
    when: { eventName: { equals: 'A', not: 'A' } },
    expected: 'CTA2003 this can never hold: "eventName" can\'t equal "A" and not equal it',
  },
  {
    name: 'a value every choice of which is excluded',
    when: { 'requestParameters.x': ['A', 'B'], all: [{ 'requestParameters.x': { not: ['A', 'B', 'C'] } }] },
    expected: 'CTA2003 this can never hold: "requestParameters.x" can\'t equal "A" or "B" and not equal it',
  },
  {
    name: 'a value excluded in another case',
    when: { eventName: { equals: 'A', not: { equals: 'a', ignoreCase: true } } },
    expected: 'CTA2003 this can never hold: "eventName" can\'t equal "A" and not equal it',
  },
  {
    name: 'two values of a field that has one',
    when: { eventName: 'A', all: [{ eventName: ['B', 'C'] }] },
    expected: 'CTA2003 this can never hold: "eventName" has one value, which can\'t equal both "A" and "B" or "C"',
  },
  {
    name: 'two values of a derived field',
    when: { outcome: 'success', not: { outcome: { not: 'failure' } } },
    expected: 'CTA2003 this can never hold: "outcome" has one value, which can\'t equal both "success" and "failure"',
  },
  {
    name: 'a path that is missing and tested',
    when: { errorCode: { exists: false }, all: [{ errorCode: { startsWith: 'x' } }] },
    expected: 'CTA2003 this can never hold: "errorCode" can\'t be missing and have a value',
  },
  {
    name: 'a path that is missing and differs',
    when: { errorCode: { exists: false }, all: [{ errorCode: { differs: { field: 'x' } } }] },
    expected: 'CTA2003 this can never hold: "errorCode" can\'t be missing and have a value',
  },
  {
    name: 'a test and its opposite',
    when: { userAgent: { startsWith: 'x' }, not: { userAgent: { startsWith: 'x' } } },
    expected: 'CTA2003 this can never hold: "userAgent" can\'t meet one test and its opposite',
  },
  {
    name: 'an equality that another test of the value rules out',
    when: { eventName: { equals: 'StopLogging', startsWith: 'Delete' } },
    expected: 'CTA2003 this can never hold: "eventName" has nothing left that it could equal',
  },
  {
    name: 'in of nothing',
    when: { eventName: { in: [] } },
    expected: 'CTA2003 this can never hold: "eventName" has nothing left that it could equal',
  },
  {
    name: 'a clash inside a quantifier',
    when: { 'requestParameters.items': { some: { a: { equals: 'x', not: 'x' } } } },
    expected: 'CTA2003 this can never hold: "a" can\'t equal "x" and not equal it',
  },
  {
    name: 'two values of the element itself',
    when: { 'requestParameters.items': { some: { '.': 'x', all: [{ '.': 'y' }] } } },
    expected: 'CTA2003 this can never hold: "." has one value, which can\'t equal both "x" and "y"',
  },
  {
    name: 'a value or its absence',
    when: { any: [{ 'requestParameters.x': 'A' }, { 'requestParameters.x': { not: 'A' } }] },
    expected:
      'CTA2004 this always holds: for none of its parts to hold is impossible, as "requestParameters.x" can\'t equal "A" and not equal it',
  },
  {
    name: 'exclusions joined by any',
    when: { any: [{ eventName: { not: 'A' } }, { eventName: { not: 'B' } }] },
    expected:
      'CTA2004 this always holds: for none of its parts to hold is impossible, as "eventName" has one value, which can\'t equal both "A" and "B"',
  },
  {
    name: 'there or missing',
    when: { any: [{ errorCode: { exists: true } }, { errorCode: { exists: false } }] },
    expected: 'CTA2004 this always holds: for none of its parts to hold is impossible, as "errorCode" can\'t be missing and have a value',
  },
];

const DENIED: readonly { name: string; when: WrittenMapping; expected: string }[] = [
  {
    name: 'not in of nothing',
    when: { eventName: { not: { in: [] } } },
    expected: 'CTA2004 this always holds: it denies what can never hold, as "eventName" has nothing left that it could equal',
  },
  {
    name: 'none of nothing',
    when: { eventName: { not: [] } },
    expected: 'CTA2004 this always holds: it denies what can never hold, as "eventName" has nothing left that it could equal',
  },
  {
    name: 'one of nothing',
    when: { eventName: [] },
    expected: 'CTA2003 this can never hold: "eventName" has nothing left that it could equal',
  },
  {
    name: 'not a clash',
    when: { eventSource: 'S', not: { eventName: 'A', all: [{ eventName: 'B' }] } },
    expected: 'CTA2004 this always holds: it denies what can never hold, as "eventName" has one value, which can\'t equal both "A" and "B"',
  },
  {
    name: 'not what always holds',
    when: { eventSource: 'S', not: { any: [{ errorCode: { exists: true } }, { errorCode: { exists: false } }] } },
    expected: 'CTA2003 this can never hold: it denies what always holds, as "errorCode" can\'t be missing and have a value',
  },
  {
    name: 'a clash that is denied twice',
    when: { eventSource: 'S', not: { not: { eventName: 'A', all: [{ eventName: 'B' }] } } },
    expected: 'CTA2003 this can never hold: "eventName" has one value, which can\'t equal both "A" and "B"',
  },
];

const NARROWED: readonly { name: string; when: WrittenMapping; expected: string }[] = [
  {
    name: 'two beginnings of one value',
    when: { eventName: { startsWith: 'Get' }, all: [{ eventName: { startsWith: ['Put', 'Delete'] } }] },
    expected: 'CTA2003 this can never hold: "eventName" has one value, which can\'t start with both "Get" and "Put" or "Delete"',
  },
  {
    name: 'a value and another beginning',
    when: { eventName: 'PutObject', all: [{ eventName: { startsWith: 'Get' } }] },
    expected: 'CTA2003 this can never hold: "eventName" has one value, which can\'t equal "PutObject" and start with "Get"',
  },
  {
    name: 'bounds that leave no number',
    when: { 'requestParameters.x': { gt: 5, lt: 3 } },
    expected: 'CTA2003 this can never hold: "requestParameters.x" has nothing left that it could equal',
  },
  {
    name: 'bounds that leave no time',
    when: { eventTime: { gte: '2024-05-02T00:00:00Z', lt: '2024-05-02T00:00:00Z' } },
    expected: 'CTA2003 this can never hold: "eventTime" has nothing left that it could equal',
  },
  {
    name: 'all values that a field has',
    when: { outcome: ['success', 'failure'] },
    expected: 'CTA2004 this always holds: "outcome" is always one of "failure", "success"',
  },
  {
    name: 'none of the values that a field has',
    when: { outcome: { not: ['success', 'failure'] } },
    expected: 'CTA2003 this can never hold: it denies what always holds, as "outcome" is always one of "failure", "success"',
  },
  {
    name: 'exclusions that together leave no value',
    when: { outcome: { not: 'success' }, all: [{ outcome: { not: 'failure' } }] },
    expected: 'CTA2003 this can never hold: "outcome" is always one of "failure", "success"',
  },
  {
    name: 'a field that is never missing',
    when: { 'identity.kind': { exists: false } },
    expected: 'CTA2003 this can never hold: it denies what always holds, as "identity.kind" is never missing',
  },
];

const CONSISTENT: readonly { name: string; when: WrittenMapping }[] = [
  { name: 'a beginning of a beginning', when: { eventName: { startsWith: 'Get' }, all: [{ eventName: { startsWith: 'GetObject' } }] } },
  {
    name: 'two beginnings on a path with many values',
    when: { 'requestParameters.x': { startsWith: 'a' }, all: [{ 'requestParameters.x': { startsWith: 'b' } }] },
  },
  {
    name: 'one beginning in two cases',
    when: { eventName: { startsWith: 'get', ignoreCase: true }, all: [{ eventName: { startsWith: 'Get' } }] },
  },
  { name: 'bounds that meet', when: { 'requestParameters.x': { gte: 5, lte: 5 } } },
  { name: 'bounds of which one pair leaves a number', when: { 'requestParameters.x': { gt: [5, 1], lt: 3 } } },
  {
    name: 'a field that may be missing with all of its values',
    when: { 'source.kind': { not: ['public', 'private', 'aws-service', 'aws-internal', 'other'] } },
  },
  { name: 'one of two values denied', when: { outcome: { not: 'success' } } },
  {
    name: 'two values of an open path, which may be an array',
    when: { 'requestParameters.x': 'A', all: [{ 'requestParameters.x': 'B' }] },
  },
  { name: 'two values of one array of resources', when: { 'resources.type': 'A', all: [{ 'resources.type': 'B' }] } },
  { name: 'sets that share a value', when: { eventName: ['A', 'B'], all: [{ eventName: ['B', 'C'] }] } },
  { name: 'sets that share a value but for case', when: { eventName: { equals: 'A', ignoreCase: true }, all: [{ eventName: 'a' }] } },
  {
    name: 'a value excluded in one case of two',
    when: { eventName: { equals: 'A', ignoreCase: true, not: { equals: 'A', ignoreCase: false } } },
  },
  { name: 'an exclusion that leaves a choice', when: { eventName: { in: ['A', 'B'], not: 'A' } } },
  { name: 'missing and not equal', when: { errorCode: { exists: false }, all: [{ errorCode: { not: 'x' } }] } },
  { name: 'missing and no element', when: { resources: { exists: false }, all: [{ resources: { none: { type: 'x' } } }] } },
  { name: 'one exclusion or another field', when: { any: [{ eventName: { not: 'A' } }, { eventSource: { not: 'B' } }] } },
  { name: 'two prefixes of one value', when: { userAgent: { startsWith: 'x' }, not: { userAgent: { startsWith: 'y' } } } },
  { name: 'a part that depends on a parameter', when: { eventName: { equals: { param: 'p' }, not: { param: 'p' } } } },
  { name: 'in of a parameter', when: { eventName: { in: { param: 'p' } } } },
  { name: 'another value than a field', when: { eventName: 'A', all: [{ eventName: { equals: { field: 'x' } } }] } },
];

describe('checkLogic', () => {
  test.each(NARROWED)('reports $name', ({ when, expected }) => {
    expect(messages(when)).toStrictEqual([expected]);
  });

  test.each(DENIED)('reports $name', ({ when, expected }) => {
    expect(messages(when)).toStrictEqual([expected]);
  });

  test.each(CLASHES)('reports $name', ({ when, expected }) => {
    expect(messages(when)).toStrictEqual([expected]);
  });

  test.each(CONSISTENT)('accepts $name', ({ when }) => {
    expect(messages(when)).toStrictEqual([]);
  });

  test('looks at exceptions too', () => {
    const found = checkLogic(rule({ unless: [{ eventName: { in: [] } }] }));
    expect(found.map(({ code }) => code)).toStrictEqual(['CTA2003']);
  });
});
