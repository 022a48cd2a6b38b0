import { type Comparand, type Condition, type Test } from '../ir/condition.js';
import { type Expression, type Operand } from '../ir/expression.js';
import { type EventRule } from '../ir/rule-set.js';

/** What a walk over conditions may be told. */
export interface IrVisitor {
  /** Each operand that a condition reads, comparands' too, with whether the condition stands under an odd number of negations. */
  readonly operand: (operand: Operand, isNegated: boolean) => void;
}

/** Visits every operand of a condition, in the order of the text; not what lies inside the expressions themselves. */
export function walkCondition(condition: Condition, visitor: IrVisitor, isNegated = false): void {
  switch (condition.kind) {
    case 'constant':
      return;
    case 'all':
    case 'any':
      for (const each of condition.conditions) walkCondition(each, visitor, isNegated);
      return;
    case 'not':
      walkCondition(condition.condition, visitor, !isNegated);
      return;
    case 'exists':
      visitor.operand(condition.operand, isNegated);
      return;
    case 'test':
      visitor.operand(condition.operand, isNegated);
      for (const comparand of condition.tests.flatMap(comparandsOf)) walkComparand(comparand, visitor, isNegated);
      return;
    case 'differs':
      visitor.operand(condition.operand, isNegated);
      walkComparand(condition.other, visitor, isNegated);
      return;
    case 'quantified': {
      const inner = condition.quantifier === 'none' ? !isNegated : isNegated;
      visitor.operand(condition.operand, inner);
      walkCondition(condition.condition, visitor, inner);
    }
  }
}

/** Every operand of a rule: those of its conditions, groups and message. */
export function operandsOf(rule: Pick<EventRule, 'when' | 'unless' | 'groupBy' | 'message'>): readonly Operand[] {
  const operands: Operand[] = [...rule.groupBy];
  for (const part of rule.message) if (part.kind === 'value') operands.push(part.operand);
  for (const condition of [rule.when, ...rule.unless]) walkCondition(condition, { operand: (operand) => operands.push(operand) });
  return operands;
}

function comparandsOf(test: Test): readonly Comparand[] {
  return test.kind === 'compare' || test.kind === 'containsAll' ? test.comparands : [];
}

function walkComparand(comparand: Comparand, visitor: IrVisitor, isNegated: boolean): void {
  if (comparand.kind === 'field') visitor.operand(comparand.operand, isNegated);
}

/** Visits every path and field of an expression, those in the conditions of its cases too. */
export function walkExpression(expression: Expression, visit: (leaf: Extract<Expression, { kind: 'path' | 'field' }>) => void): void {
  switch (expression.kind) {
    case 'path':
    case 'field':
      visit(expression);
      return;
    case 'literal':
      return;
    case 'first':
      for (const each of expression.of) walkExpression(each, visit);
      return;
    case 'concat':
      for (const each of expression.parts) walkExpression(each, visit);
      return;
    case 'extract':
      walkExpression(expression.from, visit);
      return;
    case 'cases':
      for (const { when, then } of expression.cases) {
        walkCondition(when, {
          operand: (operand) => {
            walkExpression(operand.expression, visit);
          },
        });
        walkExpression(then, visit);
      }
      if (expression.otherwise !== undefined) walkExpression(expression.otherwise, visit);
  }
}
