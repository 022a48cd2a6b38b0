import { type EventRule } from '../ir/rule-set.js';
import { type TimedEvidence } from './evidence-table.js';

/** What a finding takes over from its first match; worked out only for that one. */
export interface MatchDescription {
  /** The rule's message with the event's values, free of control characters. */
  readonly message: string;
  /** JSON of an `Explanation`: the events of a rule have few different ones. */
  readonly explanation: string;
  /** ARNs of the identity and of the resources, for SARIF's logical locations. */
  readonly arns: readonly string[];
  /** `unknown` where missing, as in `Finding`. */
  readonly account: string;
  readonly region: string;
}

/** An event that rules hold for; its texts are empty where the record has none. */
export interface MatchedEvent extends TimedEvidence {
  readonly eventName: string;
  readonly eventSource: string;
}

/** One event that one rule holds for and no exception covers. */
export interface Match {
  readonly rule: EventRule;
  /** Shared by all matches of the event. */
  readonly event: MatchedEvent;
  /** As `encodeGroupValues` writes it: the values of the rule's `groupBy`, in its order. */
  readonly groupKey: string;
  /** Called only when this match is the first of its finding so far, before `add` returns. */
  describe(): MatchDescription;
}
