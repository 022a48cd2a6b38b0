import { describe, expect, test } from '@jest/globals';
import { controlResults, type PolicyControl } from '../../../src/triage/control-results.js';

const control = (...rules: string[]): PolicyControl => ({ id: '4.5', title: 'Trail changes', rules });

const examined = [20, 10, 30];

const findings = [
  { ruleId: 'one', occurrenceCount: 4 },
  { ruleId: 'two', occurrenceCount: 2 },
  { ruleId: 'one', occurrenceCount: 1 },
  { ruleId: 'other', occurrenceCount: 9 },
];

describe('controlResults', () => {
  test('adds up the findings of its own rules', () => {
    const rules = new Set(['one', 'two', 'other']);
    expect(controlResults([control('one', 'two')], { rules, findings, examined })).toEqual([
      { id: '4.5', title: 'Trail changes', rules: ['one', 'two'], findings: 3, occurrences: 7, eventsExamined: 20 },
    ]);
  });

  test('gives one result a control, in the order of the policy, though a rule stands in two', () => {
    const controls = [control('two'), control('one', 'two'), control('one')];
    const results = controlResults(controls, { rules: new Set(['one', 'two']), findings, examined });
    expect(results.map((result) => [result.occurrences, result.eventsExamined])).toEqual([
      [2, 20],
      [7, 10],
      [5, 30],
    ]);
  });

  test('leaves out a rule that did not run, its findings and its events', () => {
    expect(controlResults([control('one', 'two')], { rules: new Set(['one']), findings, examined: [10] })).toMatchObject([
      { rules: ['one'], findings: 2, occurrences: 5, eventsExamined: 10 },
    ]);
  });

  test('keeps a control of which no rule ran', () => {
    const results = controlResults([control('two')], { rules: new Set(), findings, examined: [0] });
    expect(results).toMatchObject([{ id: '4.5', rules: [], findings: 0, occurrences: 0, eventsExamined: 0 }]);
  });
});
