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
  /** For each control how many events were of a kind that one of its rules that ran looks at, each event once. */
  readonly examined: readonly number[];
}

/** The rules of a control that ran. */
export function rulesThatRan({ rules }: PolicyControl, ran: ReadonlySet<string>): readonly string[] {
  return [...new Set(rules)].filter((rule) => ran.has(rule));
}

/** One result a control, in the policy's order. A control whose rules all did not run has no rules: it says nothing, not "met". */
export function controlResults(controls: readonly PolicyControl[], input: ControlInput): ControlResult[] {
  const counts = countByRule(input.findings);
  return controls.map((control, i) => {
    const ran = rulesThatRan(control, input.rules);
    let findings = 0;
    let occurrences = 0;
    for (const rule of ran) {
      findings += counts.get(rule)?.findings ?? 0;
      occurrences += counts.get(rule)?.occurrences ?? 0;
    }
    const { id, title } = control;
    return { id, title, rules: ran, findings, occurrences, eventsExamined: input.examined[i] ?? 0 };
  });
}

interface RuleCounts {
  findings: number;
  occurrences: number;
}

/** Counted once for all controls, because there may be many findings and a hundred controls. */
function countByRule(findings: ControlInput['findings']): ReadonlyMap<string, RuleCounts> {
  const counts = new Map<string, RuleCounts>();
  for (const { ruleId, occurrenceCount } of findings) {
    let ofRule = counts.get(ruleId);
    if (ofRule === undefined) counts.set(ruleId, (ofRule = { findings: 0, occurrences: 0 }));
    ofRule.findings += 1;
    ofRule.occurrences += occurrenceCount;
  }
  return counts;
}
