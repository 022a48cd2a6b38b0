import { describe, expect, test } from '@jest/globals';

import { EventIndex } from '../../../src/engine/event-index.js';
import { type EventIndex as Index, type EventRule } from '../../../src/ir/rule-set.js';
import { type JsonObject } from '../../../src/model/json.js';
import { eventRule } from './event-rule.js';

const rule = (id: string, index: Index): { readonly rule: EventRule } => ({ rule: { ...eventRule({ id }), index } });

const index = new EventIndex([
  rule('named', { eventNames: ['StopLogging'] }),
  rule('sourced', { eventSources: ['iam.amazonaws.com'] }),
  rule('both', { eventNames: ['StopLogging', 'DeleteTrail'], eventSources: ['cloudtrail.amazonaws.com'] }),
  rule('open', {}),
]);

describe('candidates', () => {
  test.each<{ name: string; record: JsonObject; expected: string[] }>([
    {
      name: 'name and source',
      record: { eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' },
      expected: ['named', 'both', 'open'],
    },
    { name: 'the name alone', record: { eventName: 'StopLogging', eventSource: 'x' }, expected: ['named', 'open'] },
    { name: 'the source alone', record: { eventName: 'GetUser', eventSource: 'iam.amazonaws.com' }, expected: ['sourced', 'open'] },
    { name: 'nothing that a rule names', record: { eventName: 'GetUser', eventSource: 'x' }, expected: ['open'] },
    { name: 'no name at all', record: { eventSource: 'iam.amazonaws.com' }, expected: ['sourced', 'open'] },
    { name: 'a name that is a number', record: { eventName: 5, eventSource: 'x' }, expected: ['named', 'open'] },
    { name: 'a source that is null', record: { eventName: 'X', eventSource: null }, expected: ['sourced', 'open'] },
    { name: 'a source that is a list, and no name', record: { eventSource: ['x'] }, expected: ['sourced', 'open'] },
    { name: 'neither as text', record: { eventName: [], eventSource: {} }, expected: ['named', 'sourced', 'both', 'open'] },
    { name: 'a name from the prototype', record: { eventName: 'constructor', eventSource: '__proto__' }, expected: ['open'] },
  ])('of an event with $name', ({ record, expected }) => {
    expect(index.candidates(record).rules.map((each) => each.rule.info.id)).toEqual(expected);
  });
});

test('an event that several rules of a control look at is counted once', () => {
  const counted = new EventIndex([rule('a', { eventNames: ['A'] }), rule('ab', { eventNames: ['A', 'B'] }), rule('open', {})]);
  for (const eventName of ['A', 'A', 'B', 'C']) counted.candidates({ eventName }).count++;
  const examined = (...ids: string[]): number => counted.examined((each) => ids.includes(each.rule.info.id));
  expect([examined('a'), examined('ab'), examined('a', 'ab'), examined('open'), examined('none')]).toEqual([2, 3, 3, 4, 0]);
});
