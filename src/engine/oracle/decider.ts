import { type EventRule } from '../../ir/rule-set.js';
import { type JsonObject } from '../../model/json.js';
import { type Decision, type DecidedRule, type Facts } from '../rule-engine.js';
import { expressionValues, holdsNaively, type NaiveScope } from './naive-condition.js';

/** Has json-rules-engine decide whether a rule matches a record, with facts and leaves worked out in the plainest way. */
export class Decider {
  private readonly decided = new Map<EventRule, Promise<DecidedRule>>();

  /** `onTruncated` hears of a `**` that met more nodes than it looks at. */
  async decide(rule: EventRule, record: JsonObject, onTruncated?: () => void): Promise<Decision> {
    let decided = this.decided.get(rule);
    if (decided === undefined) this.decided.set(rule, (decided = openRule(rule)));
    return (await decided).decide(naiveFacts({ record, ...(onTruncated && { onTruncated }) }));
  }
}

/** Loads the library with the first rule that it has to decide: a scan without a match does without it. */
async function openRule(rule: EventRule): Promise<DecidedRule> {
  const engine = await import('../rule-engine.js');
  return new engine.DecidedRule(rule);
}

function naiveFacts(scope: NaiveScope): Facts {
  return {
    values: ({ expression }) => expressionValues(expression, scope),
    holds: (leaf) => holdsNaively(leaf, scope),
  };
}
