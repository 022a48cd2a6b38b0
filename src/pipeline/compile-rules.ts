import { type ParameterValue } from '../compiler/parameter-values.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type RuleSet } from '../ir/rule-set.js';
import { type Gate } from '../triage/gate.js';
import { NoSuchRuleError } from './no-such-rule-error.js';
import { findPrecompiled } from './precompiled-rules.js';
import { type ScanPolicy } from './scan/scan-options.js';

/** A value for a parameter of a rule, stronger than the policy's and the rule's own. */
export interface ParameterAssignment extends Omit<ParameterValue, 'origin'> {
  /** `flag` outweighs `project`; default `flag`. */
  readonly origin?: 'flag' | 'project';
  /** Stands between the values of a list type, where one text has them all; part of the text for any other type. */
  readonly separator?: string;
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
 * Reads, checks and compiles rules, and tells every problem of every file at once. Built-in rules as they come were compiled when
 * the package was built; only for others does a run load the language and its compiler.
 * @throws NoSuchRuleError for a rule or policy that does not exist, and for rules and a policy that share none
 * @throws UnreadableFileError for one that is there and cannot be read
 */
export async function compileRules(options: CompileRulesOptions = {}): Promise<CompiledRules> {
  const compiled = findPrecompiled(options) ?? (await compileAnew(options));
  checkSomeRule(compiled, options);
  return compiled;
}

async function compileAnew(options: CompileRulesOptions): Promise<CompiledRules> {
  const { compileSources } = await import('./compile-sources.js');
  return compileSources(options);
}

/** A scan without a rule would find nothing and pass. */
function checkSomeRule({ ruleSet }: CompiledRules, { rules, policy }: CompileRulesOptions): void {
  if (rules === undefined || ruleSet === undefined || ruleSet.rules.length > 0) return;
  if (policy === undefined) throw new NoSuchRuleError('the list of rules is empty');
  throw new NoSuchRuleError(`the policy ${policy} has none of the rules that are asked for: ${rules.join(', ')}`);
}
