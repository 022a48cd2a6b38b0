import { createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import { type RuleSyntax } from '../language/native/syntax.js';
import { type PolicyReading, readPolicy } from '../language/policy/read-policy.js';
import { type PolicySyntax } from '../language/policy/syntax.js';
import { type AuthorFile, builtInPolicyNames, policyFile } from '../packs/rule-files.js';
import { NoSuchRuleError } from './no-such-rule-error.js';

export interface SelectedPolicy extends PolicyReading {
  readonly source: AuthorFile;
}

/** @throws NoSuchRuleError when there is no such policy */
export function selectPolicy(nameOrPath: string, cwd: string): SelectedPolicy {
  const source = policyFile(nameOrPath, cwd);
  if (source !== undefined) return { source, ...readPolicy(source.file, source.text) };
  const names = builtInPolicyNames();
  const near = nearest(nameOrPath, names);
  const hint = near === undefined ? `built in: ${names.join(', ')}` : `did you mean ${near}?`;
  throw new NoSuchRuleError(`no built-in policy and no file is named ${nameOrPath} (${hint})`);
}

/** A policy must not count on a rule that nobody has: its control would never be violated. */
export function checkPolicyRules(policy: PolicySyntax, ruleIds: readonly string[]): readonly Diagnostic[] {
  const known = new Set(ruleIds);
  const named = [...policy.controls.flatMap(({ rules }) => rules), ...policy.severities.map(({ ruleId }) => ruleId)];
  return named
    .filter(({ value }) => !known.has(value))
    .map(({ value, place }) => {
      const near = nearest(value, known);
      return createDiagnostic('CTA3005', place, `there is no rule "${value}"`, near === undefined ? undefined : `did you mean "${near}"?`);
    });
}

/** The rules of the policy's controls, with the policy's severities. */
export function applyPolicy(rules: readonly RuleSyntax[], policy: PolicySyntax): readonly RuleSyntax[] {
  const wanted = new Set(policy.controls.flatMap((control) => control.rules.map(({ value }) => value)));
  const severities = new Map(policy.severities.map(({ ruleId, severity }) => [ruleId.value, severity]));
  return rules
    .filter(({ id }) => wanted.has(id.value))
    .map((rule) => {
      const severity = severities.get(rule.id.value);
      return severity === undefined ? rule : { ...rule, severity };
    });
}
