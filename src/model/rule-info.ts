import { type Severity } from './severity.js';

/** What a report says of a rule: everything but its conditions. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly description: string;
  readonly remediation: string;
  /** URLs. */
  readonly references: readonly string[];
  /** MITRE ATT&CK technique ids, such as `T1078.004`. */
  readonly attack: readonly string[];
  readonly tags: readonly string[];
  readonly falsePositives: readonly string[];
}
