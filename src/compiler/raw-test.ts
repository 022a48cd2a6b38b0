import { type Condition } from '../ir/condition.js';
import { plainKeys } from '../ir/plain-keys.js';
import { type EventRule } from '../ir/rule-set.js';

/** Whether the bytes of some record tell, before it is parsed, that the rule cannot match it. */
export function hasRawTest({ index, guard }: Pick<EventRule, 'index' | 'guard'>): boolean {
  return index.eventNames !== undefined || index.eventSources !== undefined || (guard !== undefined && canShow(guard, false));
}

/** Whether the bytes can show that the condition holds, or that it does not. */
function canShow(condition: Condition, holds: boolean): boolean {
  const ofPart = (part: Condition): boolean => canShow(part, holds);
  switch (condition.kind) {
    case 'constant':
      return condition.holds === holds;
    case 'all':
      return holds ? condition.conditions.every(ofPart) : condition.conditions.some(ofPart);
    case 'any':
      return holds ? condition.conditions.some(ofPart) : condition.conditions.every(ofPart);
    case 'not':
      return canShow(condition.condition, !holds);
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
