import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { deriveLookupAttribute, type RuleLookupAttribute } from '../../src/compiler/derive-lookup-attribute.js';
import { OracleEngine } from '../../src/engine/oracle/oracle-engine.js';
import { type RuleSet } from '../../src/ir/rule-set.js';
import { type JsonObject } from '../../src/model/json.js';
import { textOf } from '../../src/model/text.js';
import { record } from './arbitraries.js';
import { ruleSet } from './rule-arbitraries.js';
import { runs } from './runs.js';

/** Each rule holds for one value of a key alone, and asks something else beside. */
const narrowed = fc
  .tuple(
    ruleSet,
    fc.constantFrom('eventName', 'eventSource', 'readOnly'),
    fc.constantFrom('a', 'ConsoleLogin', 'iam.amazonaws.com', 'false'),
  )
  .map(([{ rules, fields }, key, text]): RuleSet => {
    const expression = { kind: 'path', root: 'record', steps: [{ kind: 'key', key }] } as const;
    const tests = [{ kind: 'compare', operator: 'equals', ignoreCase: false, comparands: [{ kind: 'text', text }] }] as const;
    const test = { kind: 'test', operand: { label: key, expression }, tests } as const;
    return { rules: rules.map((rule) => ({ ...rule, when: { kind: 'all', conditions: [test, rule.when] }, index: {} })), fields };
  });

/** As CloudTrail writes the fields that Event history is asked by. */
const written = fc
  .tuple(record, fc.constantFrom('a', 'ConsoleLogin', 'ab'), fc.constantFrom('iam.amazonaws.com', 'a'), fc.boolean())
  .map(([event, eventName, eventSource, readOnly]): JsonObject => ({ ...event, eventName, eventSource, readOnly }));

const RECORD_KEYS = { EventName: 'eventName', EventSource: 'eventSource', ReadOnly: 'readOnly' } as const;

function has(event: JsonObject, { key, value }: RuleLookupAttribute): boolean {
  return textOf(event[RECORD_KEYS[key]]) === value;
}

test('no event that a rule matches is without the attribute that is asked for', async () => {
  const seen = { matches: 0, leftOut: 0 };
  await fc.assert(
    fc.asyncProperty(fc.oneof(narrowed, ruleSet), fc.array(written, { minLength: 1, maxLength: 4 }), async (rules, events) => {
      const attribute = deriveLookupAttribute(rules);
      if (attribute === undefined) return;
      seen.leftOut += events.filter((event) => !has(event, attribute)).length;
      const { hits } = await new OracleEngine(rules).evaluate(events);
      seen.matches += hits.length;
      for (const { event } of hits) expect(has(events[event] ?? {}, attribute)).toBe(true);
    }),
    runs(600),
  );
  expect(seen.matches).toBeGreaterThan(20);
  expect(seen.leftOut).toBeGreaterThan(100);
});
