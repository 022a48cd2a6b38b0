import { expect, test } from '@jest/globals';

import { compile } from '../../../src/compiler/compile.js';
import { readRule } from '../../../src/language/native/read-rule.js';

const TEXT = `id: Bad_Rule
title: T
severity: high
description: D
attack: [T1, T1078]
parameters:
  unused: { type: texts, default: [], description: x }
  ids: { type: accountIds, default: [12], description: x }
  limit: { type: number, default: ten, description: x }
when:
  eventname: A
  eventName: { equals: StopLogging, not: StopLogging }
  userAgent: { matches: "a(?=b)" }
  sourceIPAddress: { cidr: [10.0.0.0/33, "010.0.0.0/8"] }
  recipientAccountId: 012345678901
  awsRegion: { in: [] }
  userIdentity.accountId: { cidr: { param: ids } }
  requestParameters.n: { gt: { param: limit } }
  requestParameters.m: { gt: soon }
  requestParameters.z: { param: unknown }
  requestParameters.p.items.a: x
  requestParameters.p.items.b: y
  errorMessage: { like: { field: eventName } }
  identity.kind: Root
  additionalEventData.x: { contains: Zürich, ignoreCase: true }
  any:
    - responseElements.x: A
    - responseElements.x: { not: A }
message: "{eventNam} did {identity.mane}"
groupBy: [recipientaccountid]
`;

test('every problem of a rule is reported at once, each at its own place', () => {
  const { rule, diagnostics } = readRule('rule.yaml', TEXT);
  expect(diagnostics).toStrictEqual([]);
  const found = rule === undefined ? [] : compile([rule], { parameters: [] }).diagnostics;
  expect(found.map(({ code, place }) => `${code} ${place.line}:${place.column}+${place.length}`)).toStrictEqual([
    'CTA1202 1:5+8',
    'CTA1203 5:10+2',
    'CTA1205 7:3+6',
    'CTA1206 8:38+2',
    'CTA1206 9:35+3',
    'CTA2001 11:3+9',
    'CTA2003 12:3+9',
    'CTA1208 13:27+3',
    'CTA1209 14:29+11',
    'CTA1209 14:42+13',
    'CTA2002 15:23+12',
    'CTA2003 16:3+9',
    'CTA1207 17:44+3',
    'CTA1210 19:30+4',
    'CTA1204 20:33+7',
    'CTA2005 22:3+27',
    'CTA1211 23:25+20',
    'CTA2007 24:18+4',
    'CTA2006 25:38+6',
    'CTA2004 28:7+18',
    'CTA2001 29:12+8',
    'CTA2001 29:27+13',
    'CTA2001 30:11+18',
  ]);
});
