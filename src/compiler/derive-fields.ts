import { type Expression, type Operand } from '../ir/expression.js';
import { type EventRule, type RuleSet } from '../ir/rule-set.js';
import { DERIVED_FIELDS } from './derived-fields.js';
import { walkCondition, walkExpression } from './walk-ir.js';

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

function requireField(name: string): { readonly expression: Expression } {
  const field = DERIVED_FIELDS.get(name);
  if (field === undefined) throw new Error(`there is no derived field ${name}`);
  return field;
}

function operandsOf(rule: EventRule): readonly Operand[] {
  const operands: Operand[] = [...rule.groupBy];
  for (const part of rule.message) if (part.kind === 'value') operands.push(part.operand);
  for (const condition of [rule.when, ...rule.unless]) walkCondition(condition, { operand: (operand) => operands.push(operand) });
  return operands;
}
