import { type Expression, type PathExpression } from '../ir/expression.js';
import { type EventRule } from '../ir/rule-set.js';
import { requireField } from './derived-fields.js';
import { operandsOf, walkExpression } from './walk-ir.js';

/** Visits every path that rules read, those of the derived fields that they use too, and each of these fields once. */
export function walkReads(
  rules: readonly Omit<EventRule, 'keys'>[],
  visit: (leaf: PathExpression | Extract<Expression, { kind: 'field' }>) => void,
): void {
  const fields = new Set<string>();
  const walk = (expression: Expression): void => {
    walkExpression(expression, (leaf) => {
      if (leaf.kind === 'path') visit(leaf);
      else if (!fields.has(leaf.name)) {
        fields.add(leaf.name);
        visit(leaf);
        walk(requireField(leaf.name).expression);
      }
    });
  };
  for (const rule of rules) for (const { expression } of operandsOf(rule)) walk(expression);
}
