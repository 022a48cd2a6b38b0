import { type Compilation, compile } from '../compiler/compile.js';
import { PARAMETER_TYPE_RULES } from '../compiler/parameter-types.js';
import { type ParameterValue } from '../compiler/parameter-values.js';
import { compareDiagnostics } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type RuleSyntax } from '../language/native/syntax.js';
import { type PolicySyntax } from '../language/policy/syntax.js';
import { type AuthorFile, builtInRuleFiles } from '../packs/rule-files.js';
import { type Gate } from '../triage/gate.js';
import { type CompiledRules, type CompileRulesOptions } from './compile-rules.js';
import { parameterValue } from './parameter-value.js';
import { type ScanPolicy } from './scan/scan-options.js';
import { applyPolicy, checkPolicyRules, type SelectedPolicy, selectPolicy } from './select-policy.js';
import { selectRules } from './select-rules.js';

/**
 * Reads, checks and compiles rules, and tells every problem of every file at once.
 * @throws NoSuchRuleError for a rule or policy that does not exist
 * @throws UnreadableFileError for one that is there and cannot be read
 */
export function compileSources(options: CompileRulesOptions & { readonly advise?: boolean }): CompiledRules {
  const cwd = options.cwd ?? process.cwd();
  const files = selectRules(options.rules, cwd);
  const selected = options.policy === undefined ? undefined : selectPolicy(options.policy, cwd);
  const policy = selected?.policy;
  const all = files.flatMap(({ rule }) => rule ?? []);
  const compilation = compile(policy === undefined ? all : applyPolicy(all, policy), {
    parameters: [...policyParameters(policy), ...givenParameters(options, all)],
    otherRuleIds: otherRuleIds(all, policy),
    advise: options.advise,
  });
  const diagnostics = [...files.flatMap((file) => file.diagnostics), ...policyDiagnostics(selected, all), ...compilation.diagnostics].sort(
    compareDiagnostics,
  );
  return {
    ...soundRuleSet(compilation, diagnostics),
    ...(policy === undefined ? {} : { policy: scanPolicy(policy) }),
    gate: policyGate(policy),
    diagnostics,
    texts: textsOf(diagnostics, selected === undefined ? files : [...files, selected]),
  };
}

/** No rule set where any file has an error: part of what was asked for would be missing from it. */
function soundRuleSet({ ruleSet }: Compilation, diagnostics: readonly Diagnostic[]): Pick<CompiledRules, 'ruleSet'> {
  const isSound = diagnostics.every(({ level }) => level !== 'error');
  return isSound && ruleSet !== undefined ? { ruleSet } : {};
}

function textsOf(diagnostics: readonly Diagnostic[], files: readonly { readonly source: AuthorFile }[]): ReadonlyMap<string, string> {
  const named = new Set(diagnostics.map(({ place }) => place.file));
  return new Map(files.filter(({ source }) => named.has(source.file)).map(({ source }) => [source.file, source.text]));
}

function givenParameters({ parameters = [] }: CompileRulesOptions, rules: readonly RuleSyntax[]): readonly ParameterValue[] {
  return parameters.map(({ separator, ...given }) => {
    const values =
      separator !== undefined && takesList(given, rules) ? given.values.flatMap((text) => text.split(separator)) : given.values;
    return { ...given, values, origin: given.origin ?? 'flag' };
  });
}

function takesList({ ruleId, name }: Pick<ParameterValue, 'ruleId' | 'name'>, rules: readonly RuleSyntax[]): boolean {
  const parameters = rules.filter(({ id }) => id.value === ruleId).flatMap((rule) => rule.parameters);
  return parameters.some((parameter) => parameter.name.value === name && PARAMETER_TYPE_RULES[parameter.type.value].isList);
}

function policyParameters(policy: PolicySyntax | undefined): readonly ParameterValue[] {
  return (policy?.parameters ?? []).map((each) => parameterValue(each, 'policy'));
}

/** Rules that exist and do not run: to give a value for one of their parameters is no mistake. */
function otherRuleIds(all: readonly RuleSyntax[], policy: PolicySyntax | undefined): readonly string[] {
  const builtIn = builtInRuleFiles().map(({ file }) => file.replace(/^.*\//, '').replace(/\.yaml$/, ''));
  return [
    ...all.map(({ id }) => id.value),
    ...builtIn,
    ...(policy?.controls ?? []).flatMap(({ rules }) => rules.map(({ value }) => value)),
  ];
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
