import { type EventRule } from '../ir/rule-set.js';
import { type Explanation, type GroupValue } from '../model/finding.js';
import { type JsonObject } from '../model/json.js';
import { type RuleSelection } from './rule-selection.js';

/** A rule that holds for an event, before duplicates are dropped and findings are made. */
export interface Hit {
  readonly rule: EventRule;
  /** The event's number in the batch. */
  readonly event: number;
  /** `when` held and an entry of `unless` too: the event counts as excepted and makes no finding. */
  readonly excepted: boolean;
  readonly group: readonly GroupValue[];
  readonly explanation: Explanation;
  message(): string;
}

export interface BatchResult {
  /** By event, then by rule in the order of the rule set. */
  readonly hits: readonly Hit[];
  /** Numbers of the events in which a `**` met more nodes than it looks at. */
  readonly truncated: readonly number[];
}

/** Decides which rules hold for events. It never throws on odd data. */
export interface Engine {
  /**
   * `selections`: for each record what a raw filter of this engine said of it, if one was asked; such a record needs to have only what the
   * selection's rules read.
   */
  evaluate(records: readonly JsonObject[], selections?: readonly (RuleSelection | undefined)[]): Promise<BatchResult>;
  /** How many events so far were of a kind that one of these rules looks at. */
  examined(ruleIds: ReadonlySet<string>): number;
}
