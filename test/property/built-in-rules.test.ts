import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { FastEngine } from '../../src/engine/fast-engine.js';
import { OracleEngine } from '../../src/engine/oracle/oracle-engine.js';
import { type RuleSet } from '../../src/ir/rule-set.js';
import { compileRules } from '../../src/pipeline/compile-rules.js';
import { record } from './arbitraries.js';
import { runs } from './runs.js';

const { ruleSet, diagnostics } = await compileRules();
if (ruleSet === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));

/** Whether nothing in it can be changed. */
function isFrozen(value: unknown): boolean {
  return typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
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
