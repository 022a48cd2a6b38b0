import { describe, expect, test } from '@jest/globals';
import { type EventIndex } from '../../../src/ir/rule-set.js';
import { controlResults, type EventKindCount } from '../../../src/triage/control-results.js';

const kinds: EventKindCount[] = [
  { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', count: 3 },
  { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', count: 5 },
  { eventSource: 'evil.example.com', eventName: 'StopLogging', count: 7 },
];

const control = (...rules: string[]): { id: string; title: string; rules: string[] } => ({ id: '4.5', title: 'Trail changes', rules });

describe('controlResults', () => {
  test.each<{ name: string; index: EventIndex; expected: number }>([
    { name: 'a name and a source', index: { eventNames: ['StopLogging'], eventSources: ['cloudtrail.amazonaws.com'] }, expected: 3 },
    { name: 'a name alone', index: { eventNames: ['StopLogging'] }, expected: 10 },
    { name: 'a source alone', index: { eventSources: ['signin.amazonaws.com'] }, expected: 5 },
    { name: 'nothing', index: {}, expected: 15 },
    { name: 'names that no event has', index: { eventNames: ['DeleteTrail'] }, expected: 0 },
    { name: 'no names at all', index: { eventNames: [] }, expected: 0 },
  ])('counts the events that a rule narrowed by $name looks at', ({ index, expected }) => {
    const results = controlResults([control('rule')], { indexes: new Map([['rule', index]]), findings: [], kinds });
    expect(results.map(({ eventsExamined }) => eventsExamined)).toEqual([expected]);
  });

  test('counts an event once when two rules of a control look at it', () => {
    const indexes = new Map<string, EventIndex>([
      ['one', { eventNames: ['StopLogging', 'ConsoleLogin'] }],
      ['two', { eventNames: ['StopLogging'] }],
    ]);
    expect(controlResults([control('one', 'two')], { indexes, findings: [], kinds })[0]?.eventsExamined).toBe(15);
  });

  test('adds up the findings of its own rules', () => {
    const indexes = new Map<string, EventIndex>(['one', 'two', 'other'].map((id) => [id, {}]));
    const findings = [
      { ruleId: 'one', occurrenceCount: 4 },
      { ruleId: 'two', occurrenceCount: 2 },
      { ruleId: 'one', occurrenceCount: 1 },
      { ruleId: 'other', occurrenceCount: 9 },
    ];
    expect(controlResults([control('one', 'two')], { indexes, findings, kinds: [] })).toEqual([
      { id: '4.5', title: 'Trail changes', rules: ['one', 'two'], findings: 3, occurrences: 7, eventsExamined: 0 },
    ]);
  });

  test('leaves out a rule that did not run, and keeps the control', () => {
    const indexes = new Map<string, EventIndex>([['one', {}]]);
    const results = controlResults([control('one', 'two'), control('two')], { indexes, findings: [], kinds });
    expect(results.map(({ rules, eventsExamined }) => ({ rules, eventsExamined }))).toEqual([
      { rules: ['one'], eventsExamined: 15 },
      { rules: [], eventsExamined: 0 },
    ]);
  });
});
