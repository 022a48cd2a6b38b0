import { type EventRule } from '../ir/rule-set.js';
import { type EventPlace } from '../model/event.js';
import { type Explanation, type GroupValue } from '../model/finding.js';

/** What a finding takes over from its first match; worked out only for that one. */
interface MatchDescription {
  /** The rule's message with the event's values, free of control characters. */
  readonly message: string;
  readonly explanation: Explanation;
  /** ARNs of the identity and of the resources, for SARIF's logical locations. */
  readonly arns: readonly string[];
  /** `unknown` where missing, as in `Finding`. */
  readonly account: string;
  readonly region: string;
}

/** One event that one rule holds for and no exception covers. */
export interface Match {
  readonly rule: EventRule;
  readonly place: EventPlace;
  /** Empty when the record has none. */
  readonly eventID: string;
  /** As recorded; empty when the record has none. */
  readonly eventTime: string;
  /** Milliseconds since 1970 in UTC; undefined when `eventTime` is not a valid time. */
  readonly time: number | undefined;
  /** SHA-256 of the record's bytes, lower-case hexadecimal. */
  readonly sha256: string;
  /** In the order of the rule's `groupBy`. */
  readonly group: readonly GroupValue[];
  readonly eventName: string;
  readonly eventSource: string;
  /** Called only when this match is the first of its finding so far, before `add` returns. */
  describe(): MatchDescription;
}
