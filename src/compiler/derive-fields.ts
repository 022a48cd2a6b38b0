import { type Expression } from '../ir/expression.js';
import { type EventRule, type RuleSet } from '../ir/rule-set.js';
import { requireField } from './derived-fields.js';
import { operandsOf, walkExpression } from './walk-ir.js';

/** The derived fields that rules use, and those that these use, by name. */
export function deriveFields(rules: readonly EventRule[]): RuleSet['fields'] {
  const used = new Map<string, Expression>();
  const add = (expression: Expression): void => {
    walkExpression(expression, (leaf) => {
      if (leaf.kind !== 'field' || used.has(leaf.name)) return;
      const { expression: definition } = requireField(leaf.name);
      used.set(leaf.name, definition);
      add(definition);
    });
  };
  for (const rule of rules) for (const { expression } of operandsOf(rule)) add(expression);
  return Object.fromEntries([...used].sort(([left], [right]) => (left < right ? -1 : 1)));
}
