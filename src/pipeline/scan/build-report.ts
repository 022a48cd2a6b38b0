import { type Finding } from '../../model/finding.js';
import { type Problem } from '../../model/problem.js';
import { type CensusRow, type InputCounts, type PolicyResult, type ScanReport } from '../../model/report.js';
import { compareSeverity, isAtLeast } from '../../model/severity.js';
import { compareText } from '../../model/text.js';
import { packageVersion } from '../../packs/package-root.js';
import { controlResults } from '../../triage/control-results.js';
import { evaluateGate, verdict } from '../../triage/gate.js';
import { type ScanOptions } from './scan-options.js';

const DEFAULT_GATE = { failOn: 'high', maxFindings: 0 } as const;

/** What is known when all files are read. */
export interface ScanResult {
  readonly options: ScanOptions;
  readonly input: InputCounts;
  readonly census: readonly CensusRow[];
  /** How many events each control of the policy looked at. */
  readonly examined: readonly number[];
  /** In the order of the files. */
  readonly problems: readonly Problem[];
  /** In full sentences. */
  readonly notes: readonly string[];
  readonly interrupted: boolean;
  /** All, in their final order. */
  readonly findings: readonly Finding[];
}

export function buildReport(result: ScanResult): ScanReport {
  const { options, input, census, examined, interrupted } = result;
  const { problems, notes, findings, rules, ...proven } = joined(result);
  const named = [...problems, ...runProblems(input, interrupted)];
  const complete = named.length === 0;
  const gate = evaluateGate(findings, { ...DEFAULT_GATE, ...options.gate });
  const minSeverity = options.minSeverity ?? 'informational';
  const shown = findings.filter(({ severity }) => isAtLeast(severity, minSeverity));
  const policy = policyResult({ options, examined, findings });
  return {
    tool: { name: 'ctaudit', version: packageVersion() },
    verdict: verdict(gate, complete),
    complete,
    input,
    census,
    problems: named,
    notes,
    ...proven,
    gate,
    rules,
    ...(policy === undefined ? {} : { policy }),
    findings: shown,
    hidden: findings.length - shown.length,
  };
}

type Joined = Pick<ScanReport, 'problems' | 'notes' | 'findings' | 'rules' | 'integrity'>;

/** What the rules found, with what digest files say of the logs, if they were asked. */
function joined({ options, problems, notes, findings }: ScanResult): Joined {
  const { integrity, ruleSet } = options;
  const rules = ruleSet.rules.map(({ info }) => info);
  if (integrity === undefined) return { problems, notes, findings, rules };
  return {
    problems: [...integrity.problems, ...problems],
    notes: [...integrity.notes, ...notes],
    // Those of one rule keep their order.
    findings: [...integrity.findings, ...findings].sort(
      (left, right) => compareSeverity(left.severity, right.severity) || compareText(left.ruleId, right.ruleId),
    ),
    rules: [...rules, ...integrity.rules].sort((left, right) => compareText(left.id, right.id)),
    integrity: integrity.summary,
  };
}

/** A run over no record at all shows nothing, unless all were there before; one that was cut short shows less than was asked. */
function runProblems({ files, records }: InputCounts, interrupted: boolean): readonly Problem[] {
  const problems: Problem[] = [];
  if (interrupted) problems.push({ code: 'CTA4041', uri: '', message: 'The scan was interrupted: the files that follow were not read.' });
  if (records.evaluated === 0 && (files.known ?? 0) === 0)
    problems.push({ code: 'CTA4040', uri: '', message: 'No CloudTrail record was found in any input.' });
  return problems;
}

function policyResult({ options, examined, findings }: Pick<ScanResult, 'options' | 'examined' | 'findings'>): PolicyResult | undefined {
  if (options.policy === undefined) return undefined;
  const { id, title, controls } = options.policy;
  const rules = new Set(options.ruleSet.rules.map(({ info }) => info.id));
  return { id, title, controls: controlResults(controls, { rules, findings, examined }) };
}
