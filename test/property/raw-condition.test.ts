import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { holdsNaively } from '../../src/engine/oracle/naive-condition.js';
import { compileRawCondition, FAILS, HOLDS, MAY_HOLD, type SlotOf } from '../../src/engine/raw-condition.js';
import { guardedPaths } from '../../src/engine/raw-filter.js';
import { type Condition } from '../../src/ir/condition.js';
import { type JsonObject } from '../../src/model/json.js';
import { comparePaths } from '../../src/scanner/path-tree.js';
import { MOST_PATHS } from '../../src/scanner/block-scanner.js';
import { RecordScanner } from '../../src/scanner/record-scanner.js';
import { choices, writeOddly } from '../support/odd-json.js';
import { eventRule } from '../unit/engine/event-rule.js';
import { condition, record } from './arbitraries.js';
import { runs } from './runs.js';

/** The slot of each path of keys alone. */
function slotsFor(paths: readonly (readonly string[])[]): SlotOf {
  return ({ expression }) => {
    if (expression.kind !== 'path' || expression.root !== 'record') return undefined;
    const keys = expression.steps.map((step) => (step.kind === 'key' ? step.key : undefined));
    const slot = paths.findIndex((path) => path.length === keys.length && path.every((key, i) => key === keys[i]));
    return slot < 0 ? undefined : slot;
  };
}

/** What the bytes of a text tell about a condition; undefined where they are left to the parser. */
function rawAnswer(when: Condition, text: string): number | undefined {
  const paths = guardedPaths([{ ...eventRule({}), guard: when }], MOST_PATHS).toSorted(comparePaths);
  const scanner = new RecordScanner({ paths });
  const bytes = Buffer.from(`${text},`);
  expect(scanner.scan(bytes, 0, bytes.length, false)).toBe(1);
  if (scanner.isOdd(0)) return undefined;
  return compileRawCondition(when, slotsFor(paths), (number) => scanner.text(number))(scanner.words, scanner.slotsOf(0));
}

test('what the bytes of a record tell about a condition is true, and tells something', () => {
  const seen = new Map<number | undefined, number>();
  fc.assert(
    fc.property(condition, record, choices(60), (when, event, pick) => {
      const text = writeOddly(event, pick);
      const answer = rawAnswer(when, text);
      seen.set(answer, (seen.get(answer) ?? 0) + 1);
      if (answer === FAILS || answer === HOLDS)
        expect(holdsNaively(when, { record: JSON.parse(text) as JsonObject })).toBe(answer === HOLDS);
    }),
    runs(2_000),
  );
  for (const answer of [FAILS, MAY_HOLD, HOLDS, undefined]) expect(seen.get(answer)).toBeGreaterThan(30);
});
