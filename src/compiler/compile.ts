import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { compareDiagnostics } from '../diagnostics/create-diagnostic.js';
import { type EventRule, type RuleSet } from '../ir/rule-set.js';
import { type RuleSyntax } from '../language/native/syntax.js';
import { adviseRawTests } from './advise-raw-tests.js';
import { deriveFields } from './derive-fields.js';
import { freezeDeeply } from './freeze-deeply.js';
import { lowerRule } from './lower-rule.js';
import { type ParameterValues } from './parameter-values.js';
import { type CheckInput } from './check.js';
import { RULE_CHECKS, RULE_SET_CHECKS } from './checks.js';

export interface CompileOptions extends CheckInput {
  readonly parameters: ParameterValues;
  /** Rules that exist beside those compiled: a value for one of their parameters is no mistake. */
  readonly otherRuleIds?: readonly string[];
  /** Whether to say also what is no mistake, and could be better. */
  readonly advise?: boolean | undefined;
}

export interface Compilation {
  /** Present when no diagnostic is an error. */
  readonly ruleSet?: RuleSet;
  /** Of all rules, by file and place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks rules, and turns them into what engines run: rules by id, frozen, the same after a round trip through JSON. Throws for nothing that an author can write. */
export function compile(rules: readonly RuleSyntax[], options: CompileOptions): Compilation {
  const diagnostics = [
    ...RULE_SET_CHECKS.flatMap((check) => check(rules, options)),
    ...rules.flatMap((rule) => RULE_CHECKS.flatMap((check) => check(rule))),
  ].sort(compareDiagnostics);
  if (diagnostics.some(({ level }) => level === 'error')) return { diagnostics };
  const lowered = rules.map((rule) => lowerRule(rule, options.parameters)).sort(compareIds);
  const advice = options.advise === true ? adviseRawTests(rules, lowered) : [];
  return { ruleSet: freezeDeeply({ rules: lowered, fields: deriveFields(lowered) }), diagnostics: [...diagnostics, ...advice] };
}

function compareIds(left: EventRule, right: EventRule): number {
  return left.info.id < right.info.id ? -1 : 1;
}
