import { compile } from '../compiler/compile.js';
import { type ParameterValue } from '../compiler/parameter-values.js';
import { compareDiagnostics } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type RuleSet } from '../ir/rule-set.js';
import { type ParameterAssignmentSyntax } from '../language/native/read-assignments.js';
import { type RuleSyntax } from '../language/native/syntax.js';
import { type PolicySyntax } from '../language/policy/syntax.js';
import { builtInRuleFiles } from '../packs/rule-files.js';
import { type Gate } from '../triage/gate.js';
import { type ScanPolicy } from './scan/scan-options.js';
import { applyPolicy, checkPolicyRules, type SelectedPolicy, selectPolicy } from './select-policy.js';
import { selectRules } from './select-rules.js';

/** A value for a parameter of a rule, stronger than the policy's and the rule's own. */
export interface ParameterAssignment extends Omit<ParameterValue, 'origin'> {
  /** `flag` outweighs `project`; default `flag`. */
  readonly origin?: 'flag' | 'project';
}

export interface CompileRulesOptions {
  /** Ids and tags of built-in rules, files, folders. Default: the built-in rules. */
  readonly rules?: readonly string[];
  /** Name or file of a policy: only its rules are compiled. */
  readonly policy?: string;
  readonly parameters?: readonly ParameterAssignment[];
  /** Where relative paths start from. Default: the working directory. */
  readonly cwd?: string;
}

export interface CompiledRules {
  /** Present when no diagnostic is an error. */
  readonly ruleSet?: RuleSet;
  readonly policy?: ScanPolicy;
  /** The policy's own gate; what it leaves out has the default. */
  readonly gate: Partial<Gate>;
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that the diagnostics are about, by file. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads, checks and compiles rules, and tells every problem of every file at once.
 * @throws NoSuchRuleError for a rule or policy that does not exist
 */
export function compileRules(options: CompileRulesOptions = {}): Promise<CompiledRules> {
  const cwd = options.cwd ?? process.cwd();
  const files = selectRules(options.rules, cwd);
  const selected = options.policy === undefined ? undefined : selectPolicy(options.policy, cwd);
  const all = files.flatMap(({ rule }) => rule ?? []);
  const rules = selected?.policy === undefined ? all : applyPolicy(all, selected.policy);
  const compilation = compile(rules, {
    parameters: [...policyParameters(selected?.policy), ...givenParameters(options)],
    otherRuleIds: otherRuleIds(all, selected?.policy),
  });
  const diagnostics = [
    ...files.flatMap((file) => file.diagnostics),
    ...policyDiagnostics(selected, all),
    ...compilation.diagnostics,
  ].sort(compareDiagnostics);
  const isSound = diagnostics.every(({ level }) => level !== 'error');
  return Promise.resolve({
    ...(isSound && compilation.ruleSet !== undefined ? { ruleSet: compilation.ruleSet } : {}),
    ...(selected?.policy === undefined ? {} : { policy: scanPolicy(selected.policy) }),
    gate: policyGate(selected?.policy),
    diagnostics,
    texts: new Map([...files.map(({ source }) => source), ...(selected === undefined ? [] : [selected.source])].map(({ file, text }) => [file, text])),
  });
}

function givenParameters({ parameters = [] }: CompileRulesOptions): readonly ParameterValue[] {
  return parameters.map((each) => ({ ...each, origin: each.origin ?? 'flag' }));
}

function policyParameters(policy: PolicySyntax | undefined): readonly ParameterValue[] {
  return (policy?.parameters ?? []).map((each) => parameterValue(each, 'policy'));
}

/** A value as the policy or the project file has it. */
export function parameterValue<O extends 'policy' | 'project'>(syntax: ParameterAssignmentSyntax, origin: O): ParameterValue & { readonly origin: O } {
  const { ruleId, name, values, place } = syntax;
  return { ruleId: ruleId.value, name: name.value, values: values.map(({ text }) => text), origin, place };
}

/** Rules that exist and do not run: to give a value for one of their parameters is no mistake. */
function otherRuleIds(all: readonly RuleSyntax[], policy: PolicySyntax | undefined): readonly string[] {
  const builtIn = builtInRuleFiles().map(({ file }) => file.replace(/^.*\//, '').replace(/\.yaml$/, ''));
  return [...all.map(({ id }) => id.value), ...builtIn, ...(policy?.controls ?? []).flatMap(({ rules }) => rules.map(({ value }) => value))];
}

function policyDiagnostics(selected: SelectedPolicy | undefined, all: readonly RuleSyntax[]): readonly Diagnostic[] {
  if (selected === undefined) return [];
  const missing = selected.policy === undefined ? [] : checkPolicyRules(selected.policy, otherRuleIds(all, undefined));
  return [...selected.diagnostics, ...missing];
}

function policyGate(policy: PolicySyntax | undefined): Partial<Gate> {
  const { failOn, maxFindings } = policy?.gate ?? {};
  return { ...(failOn && { failOn: failOn.value }), ...(maxFindings && { maxFindings: maxFindings.value }) };
}

function scanPolicy({ id, title, controls }: PolicySyntax): ScanPolicy {
  return {
    id: id.value,
    title,
    controls: controls.map((control) => ({ id: control.id.value, title: control.title, rules: control.rules.map(({ value }) => value) })),
  };
}
