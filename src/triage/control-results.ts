import { type Finding } from '../model/finding.js';
import { type ControlResult } from '../model/report.js';

/** What triage needs of a policy's control. */
export interface PolicyControl {
  readonly id: string;
  readonly title: string;
  /** Rule ids. */
  readonly rules: readonly string[];
}

export interface ControlInput {
  /** Ids of the rules that ran; another is left out of its controls. */
  readonly rules: ReadonlySet<string>;
  /** All findings of the run, those under --min-severity too. */
  readonly findings: readonly Pick<Finding, 'ruleId' | 'occurrenceCount'>[];
  /** How many events were of a kind that one of these rules looks at, each event once. */
  examined(ruleIds: ReadonlySet<string>): number;
}

/** One result a control, in the policy's order. A control whose rules all did not run has no rules: it says nothing, not "met". */
export function controlResults(controls: readonly PolicyControl[], input: ControlInput): ControlResult[] {
  return controls.map(({ id, title, rules }) => {
    const ran = rules.filter((rule) => input.rules.has(rule));
    const findings = input.findings.filter(({ ruleId }) => ran.includes(ruleId));
    return {
      id,
      title,
      rules: ran,
      findings: findings.length,
      occurrences: findings.reduce((sum, { occurrenceCount }) => sum + occurrenceCount, 0),
      eventsExamined: ran.length === 0 ? 0 : input.examined(new Set(ran)),
    };
  });
}
