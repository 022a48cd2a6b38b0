import { describe, expect, test } from '@jest/globals';

import { EventIndex } from '../../../src/engine/event-index.js';
import { guardedPaths, RawFilter } from '../../../src/engine/raw-filter.js';
import { type Condition } from '../../../src/ir/condition.js';
import { type Operand } from '../../../src/ir/expression.js';
import { type EventRule } from '../../../src/ir/rule-set.js';
import { comparePaths } from '../../../src/scanner/path-tree.js';
import { RecordScanner } from '../../../src/scanner/record-scanner.js';
import { equals, eventRule, operand } from './event-rule.js';

const guarded = (id: string, guard?: Condition): EventRule => ({ ...eventRule({ id }), ...(guard !== undefined && { guard }) });

/** The filter of some rules, asked about one record after the other. */
class Asked {
  private readonly scanner: RecordScanner;
  private readonly filter: RawFilter<{ readonly rule: EventRule }>;
  private readonly index: EventIndex<{ readonly rule: EventRule }>;

  constructor(...rules: readonly EventRule[]) {
    const paths = guardedPaths(rules, 64).toSorted(comparePaths);
    this.scanner = new RecordScanner(paths);
    this.index = new EventIndex(rules.map((rule) => ({ rule })));
    this.filter = new RawFilter(this.index, rules, paths, this.scanner);
  }

  excludes(text: string): boolean {
    return this.filter.excludes(this.slotsOf(text));
  }

  isRecord(text: string): boolean {
    return this.filter.isRecord(this.slotsOf(text));
  }

  get examined(): number {
    return this.index.examined(() => true);
  }

  private slotsOf(text: string): number {
    const bytes = Buffer.from(text);
    expect(this.scanner.scan(bytes, 0, bytes.length, true)).toBe(1);
    return this.scanner.slotsOf(0);
  }
}

describe('a record is excluded', () => {
  const root = guarded('root', equals('userIdentity.type', 'Root'));
  const denied = guarded('denied', { kind: 'exists', operand: operand('errorCode') });
  const usual = '"eventSource":"s","eventName":"n"';

  test.each<{ name: string; rules: readonly EventRule[]; text: string; expected: boolean }>([
    { name: 'when no guard can hold', rules: [root, denied], text: `{${usual},"userIdentity":{"type":"IAMUser"}}`, expected: true },
    { name: 'but not when one holds', rules: [root, denied], text: `{${usual},"errorCode":"x"}`, expected: false },
    { name: 'but not when one may hold', rules: [root], text: `{${usual},"userIdentity":[{"type":"Root"}]}`, expected: false },
    { name: 'but not where a text is escaped', rules: [root], text: `{${usual},"userIdentity":{"type":"\\u0052oot"}}`, expected: false },
    { name: 'but not where a rule has no guard', rules: [root, guarded('open')], text: `{${usual}}`, expected: false },
    { name: 'but not without an eventName', rules: [root], text: '{"eventSource":"s"}', expected: false },
    { name: 'but not with an eventSource that is no text', rules: [root], text: '{"eventSource":["s"],"eventName":"n"}', expected: false },
    { name: 'when there is no rule', rules: [], text: `{${usual}}`, expected: true },
  ])('$name', ({ rules, text, expected }) => {
    const asked = new Asked(...rules);
    expect(asked.excludes(text)).toBe(expected);
    expect(asked.examined).toBe(expected && rules.length > 0 ? 1 : 0);
  });

  test.each([
    { text: '{"eventName":"n"}', expected: true },
    { text: '{"eventSource":5}', expected: true },
    { text: '{"eventName":null,"eventSource":null,"insightDetails":{"eventName":"n"}}', expected: false },
    { text: '{}', expected: false },
  ])('whatever its time, only if it is one: $text', ({ text, expected }) => {
    expect(new Asked(root).isRecord(text)).toBe(expected);
  });
});

describe('the paths that guards ask', () => {
  const path = (...steps: readonly (string | { readonly kind: 'anyKey' | 'anyDepth' })[]): Operand => ({
    label: 'a path',
    expression: {
      kind: 'path',
      root: 'record',
      steps: steps.map((step) => (typeof step === 'string' ? { kind: 'key', key: step } : step)),
    },
  });
  const exists = (of: Operand): Condition => ({ kind: 'exists', operand: of });
  const asked = (...operands: readonly Operand[]): readonly (readonly string[])[] =>
    guardedPaths([guarded('a', { kind: 'all', conditions: operands.map(exists) })], 64).slice(2);

  test.each<{ name: string; of: Operand }>([
    { name: 'any key', of: path('a', { kind: 'anyKey' }) },
    { name: 'any depth', of: path({ kind: 'anyDepth' }, 'a') },
    { name: 'no step', of: path() },
    { name: 'the time, whose place the scanner tells instead', of: path('eventTime') },
    { name: 'half a character, which has no bytes of its own', of: path('\ud83d') },
    { name: 'a key longer than any of AWS', of: path('k'.repeat(65)) },
    { name: 'more keys than a record has levels', of: path(...Array.from({ length: 17 }, () => 'k')) },
    { name: 'a derived field', of: { label: 'outcome', expression: { kind: 'field', name: 'outcome' } } },
  ])('are without $name', ({ of }) => {
    expect(asked(of, path('errorCode'))).toEqual([['errorCode']]);
  });

  test('are those that most ask, behind source and name', () => {
    const [one, two] = [operand('one'), operand('two.three')];
    const rules = [
      guarded('a', exists(one)),
      guarded('b', exists(two)),
      guarded('c', { kind: 'not', condition: exists(two) }),
      guarded('d'),
    ];
    expect(guardedPaths(rules, 4)).toEqual([['eventSource'], ['eventName'], ['two', 'three'], ['one']]);
    expect(guardedPaths(rules, 3)).toEqual([['eventSource'], ['eventName'], ['two', 'three']]);
  });
});
