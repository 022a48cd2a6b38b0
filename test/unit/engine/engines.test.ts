import { describe, expect, test } from '@jest/globals';

import { ANY_DEPTH_LIMIT } from '../../../src/engine/path-values.js';
import { FastEngine } from '../../../src/engine/fast-engine.js';
import { type Engine } from '../../../src/engine/hit.js';
import { OracleEngine } from '../../../src/engine/oracle/oracle-engine.js';
import { type Condition } from '../../../src/ir/condition.js';
import { type Operand } from '../../../src/ir/expression.js';
import { type RuleSet } from '../../../src/ir/rule-set.js';
import { type JsonValue } from '../../../src/model/json.js';
import { equals, eventRule, operand } from './event-rule.js';

const ruleSet = (...rules: RuleSet['rules']): RuleSet => ({ rules, fields: {} });

const BOTH: readonly (readonly [string, (rules: RuleSet) => Engine])[] = [
  ['predicates', (rules) => new FastEngine(rules)],
  ['json-rules-engine', (rules) => new OracleEngine(rules)],
];

describe.each(BOTH)('The hits of %s', (_name, open) => {
  test('come by event, then by rule', async () => {
    const engine = open(ruleSet(eventRule({ id: 'a' }), eventRule({ id: 'b', when: equals('eventName', 'X') })));
    const { hits } = await engine.evaluate([{ eventName: 'X' }, { eventName: 'Y' }]);
    expect(hits.map(({ event, rule }) => `${event}${rule.info.id}`)).toEqual(['0a', '0b', '1a']);
  });

  test('are marked where unless excepts them', async () => {
    const engine = open(
      ruleSet(
        eventRule({
          unless: [equals('eventName', 'X'), equals('awsRegion', 'r')],
          reads: [operand('eventName'), operand('awsRegion')],
        }),
      ),
    );
    const { hits } = await engine.evaluate([{ eventName: 'X' }, { eventName: 'Y' }, { awsRegion: ['q', 'r'] }]);
    expect(hits.map(({ excepted }) => excepted)).toEqual([true, false, true]);
  });

  test('are explained with the tree of conditions and the values seen', async () => {
    const when = {
      kind: 'all',
      conditions: [equals('eventName', 'X', 'Y'), { kind: 'not', condition: equals('errorCode', 'E') }],
    } as const;
    const { hits } = await open(ruleSet(eventRule({ when }))).evaluate([{ eventName: 'X\u001b[31m' }, { eventName: 'X' }]);
    expect(hits.map(({ explanation }) => explanation)).toEqual([
      {
        kind: 'all',
        text: 'all',
        holds: true,
        conditions: [
          { kind: 'test', text: 'eventName equals any of X, Y', holds: true, values: ['X'] },
          { kind: 'not', text: 'not', holds: true, conditions: [{ kind: 'test', text: 'errorCode equals E', holds: false, values: [] }] },
        ],
      },
    ]);
  });

  test('are none of an any without conditions', async () => {
    expect((await open(ruleSet(eventRule({ when: { kind: 'any', conditions: [] } }))).evaluate([{}])).hits).toEqual([]);
  });

  test('are grouped by the sorted set of values, and a missing field has none', async () => {
    const { hits } = await open(ruleSet(eventRule({}))).evaluate([{ awsRegion: ['b', 'a', 'b', null, { x: 1 }] }, {}]);
    expect(hits.map(({ group }) => group)).toEqual([[{ field: 'awsRegion', values: ['a', 'b'] }], [{ field: 'awsRegion', values: [] }]]);
  });

  test('have messages without control characters and endless values', async () => {
    const { hits } = await open(ruleSet(eventRule({}))).evaluate([{ eventName: ['a\u202eb\n', 7] }, { eventName: 'x'.repeat(10_000) }, {}]);
    expect(hits.map((hit) => hit.message())).toEqual(['a\\u202eb\\n, 7', `${'x'.repeat(500)}…`, '–']);
  });
});

describe.each(BOTH)('What %s looks at', (_name, open) => {
  test('is counted for each rule', async () => {
    const named = { ...eventRule({ id: 'named', when: equals('eventName', 'X') }), index: { eventNames: ['X'] } };
    const engine = open(ruleSet(named, eventRule({ id: 'open' })));
    await engine.evaluate([{ eventName: 'X' }, { eventName: 'Y' }, { eventName: 'X' }, {}]);
    expect([engine.examined(new Set(['named'])), engine.examined(new Set(['open'])), engine.examined(new Set(['other']))]).toEqual([
      2, 4, 0,
    ]);
  });

  test('may be nested 20,000 levels deep', async () => {
    let deep: JsonValue = 'end';
    for (let level = 0; level < 20_000; level++) deep = level % 2 === 0 ? [deep] : { x: deep };
    const anyDepth = {
      label: 'r.**',
      expression: { kind: 'path', root: 'record', steps: [{ kind: 'key', key: 'r' }, { kind: 'anyDepth' }] },
    } as const;
    const rule = eventRule({ when: { kind: 'exists', operand: anyDepth }, reads: [operand('r'), anyDepth] });
    expect((await open(ruleSet(rule)).evaluate([{ r: deep }])).hits).toHaveLength(1);
  });

  test('is named where ** met too many values', async () => {
    const anyDepth = { label: '**', expression: { kind: 'path', root: 'record', steps: [{ kind: 'anyDepth' }] } } as const;
    const rule = eventRule({ when: { kind: 'exists', operand: anyDepth } });
    const { truncated } = await open(ruleSet(rule)).evaluate([{ a: 1 }, { a: Array.from({ length: ANY_DEPTH_LIMIT }, () => 1) }]);
    expect(truncated).toEqual([1]);
  });
});

test('one decision serves events that agree in all that the rule reads', async () => {
  const engine = new FastEngine(ruleSet(eventRule({ when: equals('eventName', 'X'), reads: [operand('eventName')] })));
  const { hits } = await engine.evaluate([
    { eventName: 'X', awsRegion: 'a' },
    { eventName: 'X', awsRegion: 'b' },
  ]);
  expect(hits[0]?.explanation).toBe(hits[1]?.explanation);
});

describe('what the fast engine remembers of one event is not taken for another', () => {
  const element = (...keys: readonly string[]): Operand => ({
    label: keys.join('.'),
    expression: { kind: 'path', root: 'element', steps: keys.map((key) => ({ kind: 'key', key })) },
  });

  test('whose number JSON cannot write', async () => {
    const when: Condition = {
      kind: 'quantified',
      quantifier: 'some',
      operand: operand('r'),
      condition: { kind: 'exists', operand: element('a') },
    };
    const engine = new FastEngine(ruleSet(eventRule({ when, reads: [operand('r')] })));
    const found: number[] = [];
    for (const text of ['[{"a":1e999}]', '[{"a":null}]', '[{"a":-1e999}]', '[{"a":"\\u0000Infinity"}]']) {
      const { hits } = await engine.evaluate([{ r: JSON.parse(text) as JsonValue }]);
      found.push(hits.length);
    }
    expect(found).toEqual([1, 0, 1, 1]);
  });

  test('of which a ** inside a quantifier looks at too many values', async () => {
    const deep: Operand = {
      label: '**.x',
      expression: { kind: 'path', root: 'element', steps: [{ kind: 'anyDepth' }, { kind: 'key', key: 'x' }] },
    };
    const when: Condition = { kind: 'quantified', quantifier: 'some', operand: operand('r'), condition: { kind: 'exists', operand: deep } };
    const engine = new FastEngine(ruleSet(eventRule({ when, reads: [operand('r')] })));
    const record = { r: [{ x: 'y', l: Array.from({ length: ANY_DEPTH_LIMIT + 1 }, (_, i) => i) }] };
    for (let again = 0; again < 2; again++) expect((await engine.evaluate([record])).truncated).toEqual([0]);
  });
});
