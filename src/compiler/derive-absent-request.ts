import { type Condition } from '../ir/condition.js';
import { type Expression } from '../ir/expression.js';
import { DERIVED_FIELDS } from './derived-fields.js';
import { walkCondition, walkExpression } from './walk-ir.js';

/**
 * Whether a rule can match because requestParameters was left out of the record: a negated part reads it, or an exception does,
 * which an absent request can never meet.
 */
export function deriveReadsAbsentRequest(when: Condition, unless: readonly Condition[]): boolean {
  return hasNegatedRequest(when, false) || unless.some((condition) => hasNegatedRequest(condition, true));
}

function hasNegatedRequest(condition: Condition, isNegated: boolean): boolean {
  let found = false;
  walkCondition(
    condition,
    {
      operand: ({ expression }, underNot) => {
        found ||= underNot && readsRequest(expression);
      },
    },
    isNegated,
  );
  return found;
}

function readsRequest(expression: Expression): boolean {
  let found = false;
  walkExpression(expression, (leaf) => {
    if (leaf.kind === 'field') found ||= readsRequest(DERIVED_FIELDS.get(leaf.name)?.expression ?? { kind: 'literal', text: '' });
    else found ||= leaf.root === 'record' && startsAtRequest(leaf.steps);
  });
  return found;
}

function startsAtRequest([step]: Extract<Expression, { kind: 'path' }>['steps']): boolean {
  return step !== undefined && (step.kind !== 'key' || step.key === 'requestParameters');
}
