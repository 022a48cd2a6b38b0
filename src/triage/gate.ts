import { type Finding } from '../model/finding.js';
import { type GateResult, type RunVerdict } from '../model/report.js';
import { isAtLeast, type Severity } from '../model/severity.js';

export interface Gate {
  readonly failOn: Severity;
  /** How many findings at or over `failOn` still pass; 0 or more. */
  readonly maxFindings: number;
}

/** Takes all findings of the run: what --min-severity hides counts too. */
export function evaluateGate(findings: readonly Pick<Finding, 'severity'>[], { failOn, maxFindings }: Gate): GateResult {
  const counted = findings.filter(({ severity }) => isAtLeast(severity, failOn)).length;
  return { failOn, maxFindings, counted, passed: counted <= maxFindings };
}

/** A failed gate outweighs an incomplete input: what was found is not undone by what was not read. */
export function verdict(gate: Pick<GateResult, 'passed'>, complete: boolean): RunVerdict {
  if (!gate.passed) return 'fail';
  return complete ? 'pass' : 'incomplete';
}
