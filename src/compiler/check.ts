import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type RuleSyntax } from '../language/native/syntax.js';
import { type ParameterValues } from './parameter-values.js';

/** What is compiled, as far as checks need to know. */
export interface CheckInput {
  readonly parameters: ParameterValues;
  readonly otherRuleIds?: readonly string[];
}

/** Reports on one rule, and never changes it. */
export type RuleCheck = (rule: RuleSyntax) => readonly Diagnostic[];

/** Reports on what only shows when all rules are seen together. */
export type RuleSetCheck = (rules: readonly RuleSyntax[], input: CheckInput) => readonly Diagnostic[];
