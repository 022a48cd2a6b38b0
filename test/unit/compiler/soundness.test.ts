import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { checkLogic } from '../../../src/compiler/check-logic.js';
import { deriveEventIndex } from '../../../src/compiler/derive-event-index.js';
import { DERIVED_FIELDS } from '../../../src/compiler/derived-fields.js';
import { lowerCondition } from '../../../src/compiler/lower-condition.js';
import { predicateCompiler } from '../../../src/engine/predicate.js';
import { type ConditionSyntax } from '../../../src/language/native/syntax.js';
import { type JsonObject } from '../../../src/model/json.js';
import { condition, rule, type Written, type WrittenMapping } from './builders.js';

const text = fc.constantFrom('A', 'B', 'AB', 'a');
const fieldPath = fc.constantFrom('eventName', 'eventSource', 'x');

const operators: fc.Arbitrary<Written> = fc.oneof(
  fc.record({ in: fc.array(text, { maxLength: 2 }) }),
  fc.record({ not: fc.constantFrom<Written>([], { in: [] }, { not: [] }, { not: { in: [] } }) }),
  fc.record({ not: fc.oneof<fc.Arbitrary<Written>[]>(text, fc.array(text, { minLength: 1, maxLength: 3 })) }),
  fc.record({ equals: text, ignoreCase: fc.boolean() }),
  fc.record({ equals: text, not: text }),
  fc.record({ in: fc.array(text, { minLength: 1, maxLength: 2 }), startsWith: text }),
  fc.record({ startsWith: text }),
  fc.record({ startsWith: text, ignoreCase: fc.boolean() }),
  fc.record({ gt: fc.integer({ min: 1, max: 4 }), lt: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ gte: fc.integer({ min: 1, max: 3 }), lte: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }) }),
  fc.record({ not: fc.record({ startsWith: text }) }),
  fc.record({ exists: fc.boolean() }),
);

/** Nothing in it but what must hold together, or not at all. */
const entry: fc.Arbitrary<WrittenMapping> = fc
  .tuple(fieldPath, fc.oneof<fc.Arbitrary<Written>[]>(text, fc.array(text, { maxLength: 3 }), operators))
  .map(([path, value]) => ({ [path]: value }));

const outcome = fc.constantFrom('success', 'failure', 'other');

/** An entry, or one about a field that has one of two values in every record. */
const judged: fc.Arbitrary<WrittenMapping> = fc.oneof(
  entry,
  fc
    .oneof<fc.Arbitrary<Written>[]>(
      outcome,
      fc.array(outcome, { maxLength: 3 }),
      fc.record({ not: fc.array(outcome, { maxLength: 3 }) }),
      fc.record({ exists: fc.boolean() }),
    )
    .map((value) => ({ outcome: value })),
);

const nested: fc.Arbitrary<WrittenMapping> = fc.letrec<{ node: WrittenMapping }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    entry,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
    tie('node').map((some) => ({ y: { some: { all: [toTop(some)] } } })),
  ),
})).node;

/** The same paths, asked from inside a quantifier. */
function toTop(written: WrittenMapping): WrittenMapping {
  return Object.fromEntries(
    Object.entries(written).map(([key, value]) => (['eventName', 'eventSource', 'x'].includes(key) ? [`$.${key}`, value] : [key, value])),
  );
}

const value = fc.oneof(text, fc.array(text, { maxLength: 2 }), fc.integer({ min: 0, max: 5 }), fc.constant(null));
const single = fc.oneof(text, fc.constant(null));
const event: fc.Arbitrary<JsonObject> = fc.record(
  { eventName: single, eventSource: single, errorCode: single, x: value, y: fc.array(text, { maxLength: 2 }) },
  { requiredKeys: [] },
);

const FIELDS = Object.fromEntries([...DERIVED_FIELDS].map(([name, { expression }]) => [name, expression]));

function holds(syntax: ConditionSyntax, record: JsonObject): boolean {
  const compiler = predicateCompiler(FIELDS);
  const predicate = compiler.predicateOf(lowerCondition(syntax, new Map()));
  return predicate(compiler.open(record), undefined);
}

function codes(when: WrittenMapping): readonly string[] {
  return checkLogic(rule({ when })).map(({ code }) => code);
}

describe('what is derived or warned of is sound', () => {
  test('an event that a condition holds for is in its index', () => {
    fc.assert(
      fc.property(nested, event, (written, record) => {
        const syntax = condition(written);
        if (!holds(syntax, record)) return;
        const { eventNames, eventSources } = deriveEventIndex(lowerCondition(syntax, new Map()));
        if (eventNames !== undefined) expect(eventNames).toContain(record['eventName']);
        if (eventSources !== undefined) expect(eventSources).toContain(record['eventSource']);
      }),
      { numRuns: 3000 },
    );
  });

  test('what is said never to hold holds for no event', () => {
    fc.assert(
      fc.property(fc.array(judged, { minLength: 1, maxLength: 4 }), event, (all, record) => {
        if (codes({ all }).includes('CTA2003')) expect(holds(condition({ all }), record)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  test('what is said always to hold holds for every event', () => {
    fc.assert(
      fc.property(fc.array(judged, { minLength: 2, maxLength: 4 }), event, (any, record) => {
        if (codes({ any }).includes('CTA2004')) expect(holds(condition({ any }), record)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('what is said of a denial is sound too', () => {
    fc.assert(
      fc.property(fc.array(judged, { minLength: 1, maxLength: 4 }), event, (entries, record) => {
        if (codes({ not: { all: entries } }).includes('CTA2004')) expect(holds(condition({ all: entries }), record)).toBe(false);
        if (codes({ not: { any: entries } }).includes('CTA2003')) expect(holds(condition({ any: entries }), record)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
