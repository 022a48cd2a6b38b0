import { deriveFields } from '../compiler/derive-fields.js';
import { freezeDeeply } from '../compiler/freeze-deeply.js';
import { type EventRule, type RuleSet } from '../ir/rule-set.js';
import { builtInFingerprint, readPrecompiledText } from '../packs/built-ins.js';
import { existsAt } from '../packs/rule-files.js';
import { type CompiledRules, type CompileRulesOptions } from './compile-rules.js';

/** What a policy adds to its rules. */
type PrecompiledPolicy = Required<Pick<CompiledRules, 'policy' | 'gate'>>;

/** The built-in rules as they come, without a diagnostic, and the policies that neither set a parameter nor change a severity. */
export interface PrecompiledRules {
  /** Of the texts that these rules were compiled from. */
  readonly fingerprint: string;
  readonly ruleSet: RuleSet;
  readonly policies: Readonly<Record<string, PrecompiledPolicy>>;
}

/**
 * The rules asked for, where they are precompiled, just as compiling them gives them; undefined where they must be compiled.
 * `text` is what the build has written.
 */
export function findPrecompiled(options: CompileRulesOptions, text = readPrecompiledText()): CompiledRules | undefined {
  if (text === undefined) return undefined;
  // The build wrote this file; the fingerprint says that it did so from these very rules, with this version.
  const precompiled = JSON.parse(text) as PrecompiledRules;
  return precompiled.fingerprint === builtInFingerprint() ? pickPrecompiled(precompiled, options) : undefined;
}

/** Undefined when what is asked for is not all among them, is a file or a folder, which comes first, or has a parameter set. */
export function pickPrecompiled(precompiled: PrecompiledRules, options: CompileRulesOptions): CompiledRules | undefined {
  if (!asksForBuiltIns(options)) return undefined;
  const selected = pickRules(precompiled.ruleSet.rules, options.rules);
  const policy = options.policy === undefined ? { gate: {} } : pickPolicy(precompiled, options.policy);
  if (selected === undefined || policy === undefined) return undefined;
  return compiled(precompiled, 'policy' in policy ? rulesOfPolicy(selected, policy) : selected, policy);
}

function asksForBuiltIns({ rules = [], policy, parameters = [], cwd = process.cwd() }: CompileRulesOptions): boolean {
  const names = policy === undefined ? rules : [...rules, policy];
  return parameters.length === 0 && !names.some((name) => existsAt(name, cwd));
}

function pickPolicy({ policies }: PrecompiledRules, name: string): PrecompiledPolicy | undefined {
  return Object.hasOwn(policies, name) ? policies[name] : undefined;
}

function compiled(
  { ruleSet: whole }: PrecompiledRules,
  rules: readonly EventRule[],
  policy: Pick<CompiledRules, 'policy' | 'gate'>,
): CompiledRules {
  const ruleSet = rules.length === whole.rules.length ? whole : { rules, fields: deriveFields(rules) };
  return { ruleSet: freezeDeeply(ruleSet), ...policy, diagnostics: [], texts: new Map() };
}

function pickRules(all: readonly EventRule[], selectors: readonly string[] | undefined): readonly EventRule[] | undefined {
  if (selectors === undefined) return all;
  const found = selectors.map((selector) => all.filter(({ info }) => info.id === selector || info.tags.includes(selector)));
  if (found.some((rules) => rules.length === 0)) return undefined;
  const wanted = new Set(found.flat());
  return all.filter((rule) => wanted.has(rule));
}

function rulesOfPolicy(rules: readonly EventRule[], { policy }: PrecompiledPolicy): readonly EventRule[] {
  const wanted = new Set(policy.controls.flatMap((control) => control.rules));
  return rules.filter(({ info }) => wanted.has(info.id));
}
