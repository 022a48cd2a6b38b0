import { type RuleInfo } from '../model/rule-info.js';
import { type Condition } from './condition.js';
import { type Expression, type Operand } from './expression.js';

/** Parts of a message, in order. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** All values joined by `, `; `missing` where there is none. */
  | { readonly kind: 'value'; readonly operand: Operand; readonly missing: string };

/** What an event must have for a rule to be able to match it; `undefined` narrows nothing. */
export interface EventIndex {
  readonly eventNames?: readonly string[];
  readonly eventSources?: readonly string[];
}

/** A compiled rule on one event. Correlations will be another kind. */
export interface EventRule {
  readonly kind: 'event-rule';
  readonly info: RuleInfo;
  readonly when: Condition;
  /** An event for which any of these holds is excepted. */
  readonly unless: readonly Condition[];
  readonly message: readonly TemplatePart[];
  readonly groupBy: readonly Operand[];
  readonly index: EventIndex;
  /** Holds wherever `when` does, and asks recorded paths alone. */
  readonly guard?: Condition;
  /** Every record path and field that `when` and `unless` read, each once, by label: the verdict is a pure function of their values. */
  readonly reads: readonly Operand[];
  /** The keys of a record at which all that the rule reads begins, its message's and groups' too; undefined when it may read any. */
  readonly keys?: readonly string[];
  /** Whether a `not` or `exists: false` on requestParameters can hold because the request was left out. */
  readonly readsAbsentRequest: boolean;
}

/** What a compilation gives: frozen, plain JSON, and the same after a round trip through JSON. */
export interface RuleSet {
  readonly rules: readonly EventRule[];
  /** Derived fields and named values that the rules use, by name; each refers only to fields that need no cycle. */
  readonly fields: Readonly<Record<string, Expression>>;
}
