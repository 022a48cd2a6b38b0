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

/** Little, so that what is remembered is forgotten in every test with some values. */
const MOST_WORDS = 500;

/** The filter of some rules, asked about one record after the other. */
class Asked {
  private readonly scanner: RecordScanner;
  private readonly filter: RawFilter<{ readonly rule: EventRule }>;

  constructor(...rules: readonly EventRule[]) {
    const paths = guardedPaths(rules, 64).toSorted(comparePaths);
    this.scanner = new RecordScanner({ paths });
    this.filter = new RawFilter(new EventIndex(rules.map((rule) => ({ rule }))), rules, {
      paths,
      values: this.scanner,
      mostWords: MOST_WORDS,
    });
  }

  /** The rules that the record may match; undefined where it may be no record. */
  rules(text: string): readonly string[] | undefined {
    const at = this.slotsOf(text);
    const first = this.filter.select(at, 0)?.rules.map(({ rule }) => rule.info.id);
    for (let again = 0; again < 2; again++) {
      const known = this.filter.select(at, this.scanner.rowOf(0));
      expect(known?.rules.map(({ rule }) => rule.info.id)).toEqual(first);
    }
    return first;
  }

  keys(text: string): readonly string[] | undefined {
    return this.filter.select(this.slotsOf(text), 0)?.keys;
  }

  isRecord(text: string): boolean {
    return this.filter.isRecord(this.slotsOf(text));
  }

  private slotsOf(text: string): number {
    const bytes = Buffer.from(text);
    expect(this.scanner.scan(bytes, 0, bytes.length, true)).toBe(1);
    return this.scanner.slotsOf(0);
  }
}

describe('the rules that a record may match', () => {
  const root = guarded('root', equals('userIdentity.type', 'Root'));
  const denied = guarded('denied', { kind: 'exists', operand: operand('errorCode') });
  const open = guarded('open');
  const usual = '"eventSource":"s","eventName":"n"';

  test.each<{ name: string; rules: readonly EventRule[]; text: string; expected: readonly string[] | undefined }>([
    { name: 'none whose guard fails', rules: [root, denied], text: `{${usual},"userIdentity":{"type":"IAMUser"}}`, expected: [] },
    { name: 'one whose guard holds', rules: [root, denied], text: `{${usual},"errorCode":"x"}`, expected: ['denied'] },
    { name: 'one whose guard may hold', rules: [denied, root], text: `{${usual},"userIdentity":[{"type":"Root"}]}`, expected: ['root'] },
    { name: 'one that asks an escaped text', rules: [root], text: `{${usual},"userIdentity":{"type":"\\u0052oot"}}`, expected: ['root'] },
    {
      name: 'one without a guard, in its place',
      rules: [root, open, denied],
      text: `{${usual},"errorCode":"x"}`,
      expected: ['open', 'denied'],
    },
    {
      name: 'all whose guards hold',
      rules: [root, denied],
      text: `{${usual},"errorCode":"x","userIdentity":{"type":"Root"}}`,
      expected: ['root', 'denied'],
    },
    { name: 'not told without an eventName', rules: [root], text: '{"eventSource":"s"}', expected: undefined },
    {
      name: 'not told of an eventSource that is no text',
      rules: [root],
      text: '{"eventSource":["s"],"eventName":"n"}',
      expected: undefined,
    },
    { name: 'none where there is none', rules: [], text: `{${usual}}`, expected: [] },
  ])('are $name', ({ rules, text, expected }) => {
    expect(new Asked(...rules).rules(text)).toEqual(expected);
  });

  test('are told for each of two events, though they have the same source and name', () => {
    const asked = new Asked(root, denied);
    const texts = [`{${usual},"errorCode":"x"}`, `{${usual},"userIdentity":{"type":"Root"}}`, `{${usual}}`];
    expect([...texts, ...texts].map((text) => asked.rules(text))).toEqual([['denied'], ['root'], [], ['denied'], ['root'], []]);
  });

  test('read together what each of them reads', () => {
    const asked = new Asked({ ...root, keys: ['userIdentity'] }, { ...denied, keys: ['errorCode', 'userIdentity'] });
    expect(asked.keys(`{${usual},"errorCode":"x"}`)).toEqual(['errorCode', 'userIdentity']);
    expect(asked.keys(`{${usual},"userIdentity":{"type":"Root"}}`)).toEqual(['userIdentity']);
    expect(asked.keys(`{${usual}}`)).toEqual([]);
  });

  test('may read anything when one of them may', () => {
    expect(new Asked({ ...root, keys: ['userIdentity'] }, denied).keys(`{${usual},"errorCode":"x"}`)).toBeUndefined();
  });
});

describe('of many rules of one kind of event', () => {
  const usual = '"eventSource":"s","eventName":"n"';
  const either: Condition = { kind: 'any', conditions: [equals('a', 'x'), { kind: 'exists', operand: operand('errorCode') }] };
  const rules = Array.from({ length: 100 }, (_, i) =>
    guarded(`r${i}`, {
      kind: 'all',
      conditions: [equals('a', `v${i % 50}`, 'x'), equals('b', `v${i}`, 'y'), ...(i % 10 === 0 ? [either] : [])],
    }),
  );
  const asked = new Asked(...rules);
  const ids = (isLeft: (i: number) => boolean): readonly string[] => rules.flatMap(({ info }, i) => (isLeft(i) ? [info.id] : []));

  test.each<{ name: string; members: string; expected: readonly string[] }>([
    { name: 'one is left by its own values', members: '"a":"v7","b":"v57"', expected: ['r57'] },
    { name: 'none is left when two values belong to different ones', members: '"a":"v7","b":"v58"', expected: [] },
    { name: 'two share a value', members: '"a":"v7","b":"y"', expected: ['r7', 'r57'] },
    { name: 'none is left without a field that all ask for', members: '"b":"y"', expected: [] },
    { name: 'a value that is not known leaves them', members: '"a":["v7"],"b":"v12"', expected: ['r12'] },
    { name: 'a condition on several fields is asked too', members: '"a":"v10","b":"v10"', expected: [] },
    { name: 'and may hold', members: '"a":"v10","b":"v10","errorCode":"e"', expected: ['r10'] },
    { name: 'all are left', members: '"a":"x","b":"y"', expected: ids(() => true) },
  ])('$name', ({ members, expected }) => {
    expect(asked.rules(`{${usual},${members}}`)).toEqual(expected);
  });

  test('what is known of values is forgotten in time, and nothing else', () => {
    for (let i = 0; i < 500; i++) {
      expect(asked.rules(`{${usual},"a":"made-up-${i}","b":"y"}`)).toEqual([]);
      expect(asked.rules(`{${usual},"a":"v7","b":"y"}`)).toEqual(['r7', 'r57']);
      expect(asked.rules(`{${usual},"a":"x","b":"v${i % 200}"}`)).toEqual(ids((rule) => rule === i % 200 && rule < 100));
    }
  });
});

describe('what stands there is a record,', () => {
  test.each([
    { text: '{"eventName":"n"}', expected: true },
    { text: '{"eventSource":5}', expected: true },
    { text: '{"eventName":null,"eventSource":null,"insightDetails":{"eventName":"n"}}', expected: false },
    { text: '{}', expected: false },
  ])('whatever its time, only if it is one: $text', ({ text, expected }) => {
    expect(new Asked().isRecord(text)).toBe(expected);
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
