import { type Condition } from '../ir/condition.js';
import { plainKeys } from '../ir/plain-keys.js';
import { type EventRule } from '../ir/rule-set.js';

/** Whether the bytes of some record tell, before it is parsed, that the rule cannot match it. */
export function hasRawTest({ index, guard }: Pick<EventRule, 'index' | 'guard'>): boolean {
  return index.eventNames !== undefined || index.eventSources !== undefined || (guard !== undefined && mayFail(guard));
}

/** Whether the bytes can show that the condition does not hold. */
function mayFail(condition: Condition): boolean {
  switch (condition.kind) {
    case 'constant':
      return !condition.holds;
    case 'all':
      return condition.conditions.some(mayFail);
    case 'any':
      return condition.conditions.every(mayFail);
    case 'not':
      return mayBeShown(condition.condition);
    default:
      return isAsked(condition);
  }
}

/** Whether the bytes can show that the condition holds. */
function mayBeShown(condition: Condition): boolean {
  switch (condition.kind) {
    case 'constant':
      return condition.holds;
    case 'all':
      return condition.conditions.every(mayBeShown);
    case 'any':
      return condition.conditions.some(mayBeShown);
    case 'not':
      return mayFail(condition.condition);
    default:
      return isAsked(condition);
  }
}

function isAsked(condition: Extract<Condition, { kind: 'exists' | 'test' | 'differs' | 'quantified' }>): boolean {
  switch (condition.kind) {
    case 'exists':
    case 'test':
      return plainKeys(condition.operand) !== undefined;
    case 'differs':
      return (
        plainKeys(condition.operand) !== undefined && condition.other.kind === 'field' && plainKeys(condition.other.operand) !== undefined
      );
    case 'quantified':
      return false;
  }
}
