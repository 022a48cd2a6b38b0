import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { checkFieldValues } from '../../../src/compiler/check-field-values.js';
import { checkPaths } from '../../../src/compiler/check-paths.js';
import { checkSiblingPaths } from '../../../src/compiler/check-sibling-paths.js';
import { findPath } from '../../../src/compiler/find-path.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/model/json.js';
import { path, rule, type WrittenMapping } from './builders.js';

const UNKNOWN_PATHS: readonly { written: string; hint?: string }[] = [
  { written: 'eventname', hint: 'did you mean "eventName"?' },
  {
    written: 'userIdentity.sessionContext.atributes.mfaAuthenticated',
    hint: 'did you mean "userIdentity.sessionContext.attributes.mfaAuthenticated"?',
  },
  { written: 'useridentity.type', hint: 'did you mean "userIdentity.type"?' },
  { written: 'identity.knid', hint: 'did you mean "identity.kind"?' },
  { written: 'identity.Name', hint: 'did you mean "identity.name"?' },
  { written: 'userIdentity.foo.bar' },
  { written: 'eventName.text' },
  { written: 'entirelyUnknown' },
  { written: 'resources.arns', hint: 'did you mean "resource.arn"?' },
];

describe('checkPaths', () => {
  test.each(UNKNOWN_PATHS)('warns of $written', ({ written, hint }) => {
    const found = checkPaths(rule({ when: { [written]: 'x' } }));
    expect(found.map(({ code, message }) => `${code} ${message}`)).toStrictEqual([`CTA2001 no CloudTrail record has "${written}"`]);
    expect(found[0]?.hint).toBe(hint);
  });

  test.each([
    'eventName',
    'requestParameters.any.thing',
    'responseElements',
    '**.bucketName',
    '*.accountId',
    'userIdentity.*.accountId',
    'resources.ARN',
    'resources.arn',
    'identity.kind',
    'api',
    'userAgent.text',
    'additionalEventData.MFAUsed',
    'eventContext.tagContext',
  ])('accepts %s', (written) => {
    expect(checkPaths(rule({ when: { [written]: { exists: true } } }))).toStrictEqual([]);
  });

  test.each<{ name: string; when: WrittenMapping; expected: readonly string[] }>([
    { name: 'an element of resources', when: { resources: { some: { ARN: 'x', type: 'y', kind: 'z' } } }, expected: ['kind'] },
    { name: 'the top from inside an element', when: { resources: { some: { '$.eventname': 'x' } } }, expected: ['$.eventname'] },
    { name: 'the element itself', when: { 'requestParameters.x': { some: { '.': 'y' } } }, expected: [] },
    { name: 'a field that is compared with', when: { eventName: { differs: { field: 'eventnames' } } }, expected: ['eventnames'] },
  ])('looks at $name', ({ when, expected }) => {
    const labels = checkPaths(rule({ when })).map(({ message }) => /"(.*)"/.exec(message)?.[1]);
    expect(labels).toStrictEqual(expected);
  });

  test('looks at messages and groupBy', () => {
    const found = checkPaths(rule({ groupBy: ['eventNames'], message: [{ kind: 'value', path: path('awsregion'), missing: '–' }] }));
    expect(found.map(({ hint }) => hint)).toStrictEqual(['did you mean "awsRegion"?', 'did you mean "eventName"?']);
  });

  test('knows every path of the example logs', () => {
    const unknown = new Set<string>();
    for (const file of readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))) {
      for (const record of recordsOf(JSON.parse(readFileSync(`examples/${file}`, 'utf8')) as JsonValue)) {
        for (const keys of keysOf(record))
          if (findPath(keys.map((key) => ({ kind: 'key', key }))).kind === 'unknown') unknown.add(keys.join('.'));
      }
    }
    expect([...unknown]).toStrictEqual([]);
  });
});

function recordsOf(log: JsonValue): readonly JsonValue[] {
  if (isJsonArray(log)) return log;
  const records = isJsonObject(log) ? log['Records'] : undefined;
  return isJsonArray(records) ? records : [log];
}

/** Every path of a value, arrays gone into. */
function keysOf(value: JsonValue, above: readonly string[] = []): readonly (readonly string[])[] {
  if (isJsonArray(value)) return value.flatMap((each) => keysOf(each, above));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => [[...above, key], ...keysOf(child ?? null, [...above, key])]);
}

const ODD_VALUES: readonly { when: WrittenMapping; message: string; hint?: string }[] = [
  {
    when: { 'identity.kind': 'Root' },
    message:
      'identity.kind is never "Root"; it is root, iam-user, assumed-role, federated-user, identity-center-user, aws-service, aws-account, anonymous, unknown',
    hint: 'did you mean "root"?',
  },
  { when: { outcome: { not: 'failed' } }, message: 'outcome is never "failed"; it is success, failure' },
  { when: { 'error.denied': 'yes' }, message: 'error.denied is never "yes"; it is true, false' },
  {
    when: { awsRegion: ['US-EAST-1'] },
    message: 'awsRegion is never "US-EAST-1": AWS writes Regions in lower case',
    hint: 'did you mean "us-east-1"?',
  },
  {
    when: { 'userIdentity.type': 'root' },
    message: 'userIdentity.type is never "root": text is compared as it is written',
    hint: 'did you mean "Root"?',
  },
  {
    when: { 'additionalEventData.MFAUsed': 'no' },
    message: 'additionalEventData.MFAUsed is never "no": text is compared as it is written',
    hint: 'did you mean "No"?',
  },
];

describe('checkFieldValues', () => {
  test.each(ODD_VALUES)('warns: $message', ({ when, message, hint }) => {
    const found = checkFieldValues(rule({ when }));
    expect(found.map((each) => `${each.code} ${each.message}`)).toStrictEqual([`CTA2007 ${message}`]);
    expect(found[0]?.hint).toBe(hint);
  });

  test.each<{ when: WrittenMapping }>([
    { when: { 'identity.kind': ['root', 'anonymous'] } },
    { when: { 'identity.kind': { equals: 'ROOT', ignoreCase: true } } },
    { when: { 'identity.kind': { startsWith: 'Root' } } },
    { when: { 'identity.name': 'Root' } },
    { when: { 'userIdentity.type': 'SomethingNew' } },
    { when: { awsRegion: { equals: 'US-EAST-1', ignoreCase: true } } },
    { when: { readOnly: true } },
  ])('accepts $when', ({ when }) => {
    expect(checkFieldValues(rule({ when }))).toStrictEqual([]);
  });
});

const ITEMS = 'requestParameters.ipPermissions.items';

const SIBLINGS: readonly { name: string; when: WrittenMapping; hint: string }[] = [
  {
    name: 'two keys of one array',
    when: { [`${ITEMS}.fromPort`]: '22', [`${ITEMS}.toPort`]: '22' },
    hint: `ask for both of one element with ${ITEMS}: { some: { … } }`,
  },
  {
    name: 'two keys, one in a nested all',
    when: { [`${ITEMS}.fromPort`]: '22', all: [{ [`${ITEMS}.toPort`]: '22' }] },
    hint: `ask for both of one element with ${ITEMS}: { some: { … } }`,
  },
  {
    name: 'two keys of resources',
    when: { 'resources.type': 'x', 'resources.ARN': 'y' },
    hint: 'ask for both of one element with resources: { some: { … } }',
  },
  {
    name: 'two derived fields of resources',
    when: { 'resource.type': 'x', 'resource.arn': 'y' },
    hint: 'ask for both with resources: { some: { … } }',
  },
  {
    name: 'two keys inside a quantifier',
    when: { x: { some: { 'a.items.b': 'x', 'a.items.c': 'y' } } },
    hint: 'ask for both of one element with a.items: { some: { … } }',
  },
];

const NO_SIBLINGS: readonly { name: string; when: WrittenMapping }[] = [
  { name: 'one key', when: { [`${ITEMS}.fromPort`]: '22' } },
  { name: 'one key twice', when: { [`${ITEMS}.fromPort`]: '22', all: [{ [`${ITEMS}.fromPort`]: '23' }] } },
  { name: 'two keys of a quantifier', when: { [ITEMS]: { some: { fromPort: '22', toPort: '22' } } } },
  { name: 'two arrays', when: { 'requestParameters.a.items.x': '1', 'requestParameters.b.items.y': '2' } },
  { name: 'alternatives', when: { any: [{ [`${ITEMS}.fromPort`]: '22' }, { [`${ITEMS}.toPort`]: '22' }] } },
  { name: 'whether a key is there', when: { [`${ITEMS}.fromPort`]: '22', [`${ITEMS}.toPort`]: { exists: true } } },
  { name: 'keys of a mapping', when: { 'userIdentity.type': 'x', 'userIdentity.arn': 'y' } },
];

describe('checkSiblingPaths', () => {
  test.each(SIBLINGS)('warns of $name', ({ when, hint }) => {
    const found = checkSiblingPaths(rule({ when }));
    expect(found.map(({ code }) => code)).toStrictEqual(['CTA2005']);
    expect(found[0]?.hint).toBe(hint);
  });

  test.each(NO_SIBLINGS)('accepts $name', ({ when }) => {
    expect(checkSiblingPaths(rule({ when }))).toStrictEqual([]);
  });
});
