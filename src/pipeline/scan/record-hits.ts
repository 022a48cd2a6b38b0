import { type EventRule } from '../../ir/rule-set.js';
import { type MatchDescription, type MatchedEvent } from '../../triage/match.js';

/** One rule that holds for an event. */
export interface RecordHit {
  readonly rule: EventRule;
  /** An entry of `unless` holds too. */
  readonly excepted: boolean;
  /** As in `Match`. */
  readonly groupKey: string;
  /** Only until the next record is handed on. */
  readonly describe: () => MatchDescription;
}

/** An event that rules hold for, before anybody has asked whether it is a copy. */
export interface RecordHits {
  readonly event: MatchedEvent;
  /** At least one, in the order of the rule set. */
  readonly hits: readonly RecordHit[];
}

/** Takes events in the order of their file. What it gives is awaited. */
export type TakeHits = (record: RecordHits) => void | Promise<void>;
