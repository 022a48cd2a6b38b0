/** The library: what the command does, as functions. docs/usage.md says what the words mean. */
export { compileRules, type CompiledRules, type CompileRulesOptions, type ParameterAssignment } from './pipeline/compile-rules.js';
export { scan } from './pipeline/scan/scan.js';
export { verify } from './pipeline/verify/verify.js';
export { fileKeys } from './pipeline/verify/file-keys.js';
export { PublicKeysError } from './pipeline/public-keys-error.js';
export { UnreadableFileError } from './diagnostics/unreadable-file-error.js';
export { NoSuchRuleError } from './pipeline/no-such-rule-error.js';
export { NoSuchInputError } from './pipeline/no-such-input-error.js';
export { type EngineName, type ScanOptions, type ScanPolicy, type ScanProgress } from './pipeline/scan/scan-options.js';
export { type KeyAnswer, type KeySource, type Period, type VerifyOptions, type VerifySelection } from './pipeline/verify/verify-options.js';
export { type PublicKey } from './integrity/public-keys.js';
export { type PolicyControl } from './triage/control-results.js';
export { type Gate } from './triage/gate.js';
export { type Selection } from './pipeline/scan/select-events.js';
export { type Diagnostic, type Place } from './diagnostics/diagnostic.js';
export { type RuleSet } from './ir/rule-set.js';
export { type Evidence, type Explanation, type Finding, type GroupValue, type MatchRow } from './model/finding.js';
export { type Problem, type ProblemCode } from './model/problem.js';
export {
  type ControlResult,
  type GateResult,
  type InputCounts,
  type PolicyResult,
  type RunVerdict,
  type ScanReport,
} from './model/report.js';
export { type RuleInfo } from './model/rule-info.js';
export { type Severity } from './model/severity.js';
export {
  type DigestCounts,
  type LogCounts,
  type VerifiedTrail,
  type VerifyCode,
  type VerifyDay,
  type VerifyFinding,
  type VerifyLevel,
  type VerifyReport,
} from './model/verify-report.js';
