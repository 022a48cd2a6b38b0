import { type EventRule } from '../../ir/rule-set.js';
import { type JsonObject } from '../../model/json.js';
import { type Decision, DecidedRule, type Facts } from '../rule-engine.js';
import { expressionValues, holdsNaively } from './naive-condition.js';

/** Has json-rules-engine decide whether a rule matches a record, with facts and leaves worked out in the plainest way. */
export class Decider {
  private readonly decided = new Map<EventRule, DecidedRule>();

  decide(rule: EventRule, record: JsonObject): Promise<Decision> {
    let decided = this.decided.get(rule);
    if (decided === undefined) this.decided.set(rule, (decided = new DecidedRule(rule)));
    return decided.decide(naiveFacts(record));
  }
}

function naiveFacts(record: JsonObject): Facts {
  return {
    values: ({ expression }) => expressionValues(expression, { record }),
    holds: (leaf) => holdsNaively(leaf, { record }),
  };
}
