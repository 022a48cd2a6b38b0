import { builtInFingerprint } from '../packs/built-ins.js';
import { packageRoot } from '../packs/package-root.js';
import { builtInPolicyNames } from '../packs/rule-files.js';
import { type CompiledRules, type CompileRulesOptions } from './compile-rules.js';
import { compileSources } from './compile-sources.js';
import { pickPrecompiled, type PrecompiledRules } from './precompiled-rules.js';
import { renderDiagnostics } from './render-diagnostics.js';

/**
 * Compiles the built-in rules and policies for the build to write down.
 * @throws Error with all diagnostics when there is one, be it a warning: a run would not tell it
 */
export function precompileRules(): PrecompiledRules {
  const { ruleSet } = compileSoundly({});
  const named = builtInPolicyNames().map((name) => [name, compileSoundly({ policy: name })] as const);
  const policies = Object.fromEntries(
    named.flatMap(([name, { policy, gate }]) => (policy === undefined ? [] : [[name, { policy, gate }]])),
  );
  const whole = { fingerprint: builtInFingerprint(), ruleSet, policies };
  // A policy whose rules are not just some of the built-in ones, because it sets a parameter or a severity, is left to be compiled.
  const isPicked = ([name, compiled]: (typeof named)[number]): boolean =>
    JSON.stringify(pickPrecompiled(whole, { policy: name, cwd: packageRoot() })?.ruleSet) === JSON.stringify(compiled.ruleSet);
  const picked = new Set(named.filter(isPicked).map(([name]) => name));
  return { ...whole, policies: Object.fromEntries(Object.entries(policies).filter(([name]) => picked.has(name))) };
}

function compileSoundly(options: CompileRulesOptions): CompiledRules & Required<Pick<CompiledRules, 'ruleSet'>> {
  const compiled = compileSources({ ...options, cwd: packageRoot() });
  const { ruleSet, diagnostics, texts } = compiled;
  if (ruleSet === undefined || diagnostics.length > 0) throw new Error(renderDiagnostics(diagnostics, texts, { color: false }));
  return { ...compiled, ruleSet };
}
