import { type EventIndex } from '../ir/rule-set.js';
import { type Finding } from '../model/finding.js';
import { type ControlResult } from '../model/report.js';

/** What triage needs of a policy's control. */
export interface PolicyControl {
  readonly id: string;
  readonly title: string;
  /** Rule ids. */
  readonly rules: readonly string[];
}

/** How many events of one kind were evaluated and selected. */
export interface EventKindCount {
  readonly eventSource: string;
  readonly eventName: string;
  readonly count: number;
}

export interface ControlInput {
  /** What each rule that ran looks at, by rule id. A rule that did not run is left out of its controls. */
  readonly indexes: ReadonlyMap<string, EventIndex>;
  /** All findings of the run, those under --min-severity too. */
  readonly findings: readonly Pick<Finding, 'ruleId' | 'occurrenceCount'>[];
  readonly kinds: Iterable<EventKindCount>;
}

/** One result a control, in the policy's order. A control whose rules all did not run has no rules: it says nothing, not "met". */
export function controlResults(controls: readonly PolicyControl[], input: ControlInput): ControlResult[] {
  const kinds = [...input.kinds];
  return controls.map(({ id, title, rules }) => {
    const ran = rules.filter((rule) => input.indexes.has(rule));
    const findings = input.findings.filter(({ ruleId }) => ran.includes(ruleId));
    return {
      id,
      title,
      rules: ran,
      findings: findings.length,
      occurrences: sum(findings.map(({ occurrenceCount }) => occurrenceCount)),
      eventsExamined: countExamined(
        ran.map((rule) => input.indexes.get(rule) ?? {}),
        kinds,
      ),
    };
  });
}

/** Each event counts once, however many rules of the control look at it. */
function countExamined(indexes: readonly EventIndex[], kinds: readonly EventKindCount[]): number {
  const tests = indexes.map(lookAt);
  return sum(kinds.filter((kind) => tests.some((test) => test(kind))).map(({ count }) => count));
}

function lookAt({ eventNames, eventSources }: EventIndex): (kind: EventKindCount) => boolean {
  const names = eventNames && new Set(eventNames);
  const sources = eventSources && new Set(eventSources);
  return ({ eventName, eventSource }) => (names?.has(eventName) ?? true) && (sources?.has(eventSource) ?? true);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
