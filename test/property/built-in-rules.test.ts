import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { FastEngine } from '../../src/engine/fast-engine.js';
import { OracleEngine } from '../../src/engine/oracle/oracle-engine.js';
import { guardedPaths } from '../../src/engine/raw-filter.js';
import { type Condition } from '../../src/ir/condition.js';
import { type Operand } from '../../src/ir/expression.js';
import { type RuleSet } from '../../src/ir/rule-set.js';
import { compileRules } from '../../src/pipeline/compile-rules.js';
import { MOST_PATHS } from '../../src/scanner/block-scanner.js';
import { record } from './arbitraries.js';
import { runs } from './runs.js';

const { ruleSet, diagnostics } = await compileRules();
if (ruleSet === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));

/** Whether nothing in it can be changed. */
function isFrozen(value: unknown): boolean {
  return typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
}

/** Each path that a guard asks, with its steps that are no keys as `*`. */
function labelsOf(guard: Condition): readonly string[] {
  switch (guard.kind) {
    case 'constant':
      return [];
    case 'all':
    case 'any':
      return guard.conditions.flatMap(labelsOf);
    case 'not':
      return labelsOf(guard.condition);
    case 'differs':
      return [guard.operand, ...(guard.other.kind === 'field' ? [guard.other.operand] : [])].map(labelOf);
    case 'exists':
    case 'test':
      return [labelOf(guard.operand)];
    case 'quantified':
      return ['*'];
  }
}

function labelOf({ expression }: Operand): string {
  if (expression.kind !== 'path') return '*';
  return expression.steps.map((step) => (step.kind === 'key' ? step.key : '*')).join('.');
}

describe('the built-in rules, compiled,', () => {
  test('are frozen, and equal to what comes back from JSON', () => {
    expect(isFrozen(ruleSet)).toBe(true);
    expect(JSON.parse(JSON.stringify(ruleSet)) as RuleSet).toEqual(ruleSet);
  });

  test('are the same as those compiled from their files', async () => {
    const fromFiles = await compileRules({ rules: ['rules'], cwd: new URL('../..', import.meta.url).pathname });
    expect(fromFiles.diagnostics).toEqual([]);
    expect(fromFiles.ruleSet).toEqual(ruleSet);
  });

  test.each(ruleSet.rules.map((rule) => ({ id: rule.info.id, rule })))(
    'can be asked of bytes before a record is parsed: $id',
    ({ rule }) => {
      const paths = new Set(guardedPaths([rule], MOST_PATHS).map((path) => path.join('.')));
      const asked = rule.guard === undefined ? [] : labelsOf(rule.guard);
      expect(asked.length).toBeGreaterThan(0);
      expect(asked.filter((label) => !paths.has(label))).toEqual([]);
    },
  );

  test('ask no more paths than the scanner has room for', () => {
    expect(guardedPaths(ruleSet.rules, Infinity).length).toBeLessThanOrEqual(MOST_PATHS);
  });

  test('have the same hits in both engines for generated records', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 3 }), async (records) => {
        const [fast, oracle] = await Promise.all([new FastEngine(ruleSet).evaluate(records), new OracleEngine(ruleSet).evaluate(records)]);
        const shown = ({ hits }: typeof fast): unknown =>
          hits.map((hit) => [hit.rule.info.id, hit.event, hit.excepted, hit.group, hit.message()]);
        expect(shown(oracle)).toEqual(shown(fast));
      }),
      runs(100),
    );
  });
});
