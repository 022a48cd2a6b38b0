import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRule } from '../../../../src/language/native/read-rule.js';
import { type RuleSyntax } from '../../../../src/language/native/syntax.js';
import { withoutPlaces } from '../without-places.js';

const HEAD = 'id: a-rule\ntitle: A rule\nseverity: high\n';

const FULL = `# yaml-language-server: $schema=../../src/language/schemas/rule.schema.json
id: root-user-activity
title: Root user activity
severity: high
description: The account's root user called an API or signed in.
remediation: Use a role.
references: [https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html]
attack: [T1078.004]
tags: [identity]
parameters:
  exemptAccounts: { type: accountIds, default: [012345678901], description: Accounts where root use is expected }
when:
  identity.kind: root
  identity.awsService: { exists: false }
  eventType: { not: AwsServiceEvent }
unless:
  - recipientAccountId: { in: { param: exemptAccounts } }
message: Root called {eventName} in {awsRegion?no Region}
groupBy: [recipientAccountId, eventName]
falsePositives: [The tasks that only root can do]
`;

/** The rule of a text without problems. */
function ruleOf(text: string): RuleSyntax {
  const { rule, diagnostics } = readRule('rules/a.yaml', text);
  expect(diagnostics).toEqual([]);
  if (rule === undefined) throw new Error('no rule');
  return rule;
}

const path = (text: string): unknown => ({ kind: 'path', text, root: 'record', steps: [{ kind: 'key', key: text }] });
const scalar = (text: string): unknown => ({ kind: 'scalar', text, quoted: false });

describe('the head of a rule', () => {
  test('has all that the author wrote', () => {
    const rule = ruleOf(FULL);
    expect(withoutPlaces({ ...rule, when: undefined, unless: undefined, groupBy: undefined, message: undefined })).toEqual({
      kind: 'rule',
      file: 'rules/a.yaml',
      id: { value: 'root-user-activity' },
      title: { value: 'Root user activity' },
      severity: { value: 'high' },
      description: { value: "The account's root user called an API or signed in." },
      remediation: 'Use a role.',
      references: [{ value: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html' }],
      attack: [{ value: 'T1078.004' }],
      tags: [{ value: 'identity' }],
      falsePositives: ['The tasks that only root can do'],
      parameters: [
        {
          name: { value: 'exemptAccounts' },
          type: { value: 'accountIds' },
          description: 'Accounts where root use is expected',
          defaults: [scalar('012345678901')],
        },
      ],
    });
    expect(withoutPlaces(rule.groupBy)).toEqual([path('recipientAccountId'), path('eventName')]);
    expect(withoutPlaces(rule.message)).toEqual([
      { kind: 'text', text: 'Root called ' },
      { kind: 'value', path: path('eventName'), missing: '–' },
      { kind: 'text', text: ' in ' },
      { kind: 'value', path: path('awsRegion'), missing: 'no Region' },
    ]);
    expect(rule.id.place).toEqual({ file: 'rules/a.yaml', line: 2, column: 5, length: 18 });
    expect(rule.unless).toHaveLength(1);
  });

  test('may leave out all but id, title, severity and when', () => {
    const rule = ruleOf(`${HEAD}when: { eventName: a }\n`);
    expect(rule).toMatchObject({ remediation: '', references: [], parameters: [], unless: [], message: [], groupBy: undefined });
    expect(rule.description.value).toBe('A rule');
  });

  test('says where in a folded message a path stands', () => {
    const { message } = ruleOf(`${HEAD}when: { eventName: a }\nmessage: >-\n  Called\n  {eventName} by {identity.name}\n`);
    const places = message.flatMap((part) => (part.kind === 'value' ? [part.path.place] : []));
    expect(places.map(({ line, column, length }) => [line, column, length])).toEqual([
      [7, 4, 9],
      [7, 19, 13],
    ]);
  });
});

describe('a broken rule', () => {
  test('keeps what is whole, and says that it is partial', () => {
    const { rule } = readRule('a.yaml', `${HEAD}when:\n  eventName: { startWith: a }\n  eventSource: b\n`);
    expect(rule?.partial).toBe(true);
    expect(withoutPlaces(rule?.when)).toEqual({
      kind: 'all',
      conditions: [{ kind: 'field', path: path('eventSource'), value: scalar('b') }],
    });
  });

  test('loses the parameters that only its broken parts use', () => {
    const parameter = '{ type: texts, default: [], description: d }';
    const parameters = `parameters:\n  lost: ${parameter}\n  unused: ${parameter}\n  both: ${parameter}\n`;
    const when = 'when:\n  a: { startWith: [{ param: lost }, { param: both }] }\n  b: { param: both }\n';
    const { rule } = readRule('a.yaml', HEAD + parameters + when);
    expect(rule?.parameters.map(({ name }) => name.value)).toEqual(['unused', 'both']);
  });

  test('has a name even if it says none', () => {
    expect(readRule('rules/My Rule.yaml', 'when: { a: b }\n').rule?.id.value).toBe('my-rule');
  });

  test('is none when the file is no mapping', () => {
    expect(readRule('a.yaml', '- a\n').rule).toBeUndefined();
  });
});

/** What authors mistype, and what YAML makes much of. */
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ': ',
  ' #',
  '"',
  "'",
  '*',
  '&a ',
  '*a',
  '~',
  '\n',
  '\n  ',
  '- ',
  '!x ',
  '|',
  '>',
  ',',
  ' ',
  '\t',
  '$.',
  '..',
  '<<: ',
  '? ',
  '%',
  '@',
  'all: ',
  'exists: ',
  '__proto__: ',
  '---\n',
];

describe('an edited rule', () => {
  test('never makes the reader throw', () => {
    const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(6), piece: fc.constantFrom('', ...PIECES) });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const text = edits.reduce((edited, { at, drop, piece }) => {
          const start = Math.floor(at * edited.length);
          return edited.slice(0, start) + piece + edited.slice(start + drop);
        }, FULL);
        const { rule, diagnostics } = readRule('a.yaml', text);
        return rule !== undefined || diagnostics.length > 0;
      }),
      { numRuns: 300 },
    );
  });
});
