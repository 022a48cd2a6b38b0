import { type RuleCheck, type RuleSetCheck } from './check.js';
import { checkAccountIds } from './check-account-ids.js';
import { checkComparisons } from './check-comparisons.js';
import { checkFieldValues } from './check-field-values.js';
import { checkLogic } from './check-logic.js';
import { checkParameters, checkParameterValues } from './check-parameters.js';
import { checkPaths } from './check-paths.js';
import { checkRuleIds } from './check-rule-ids.js';
import { checkSiblingPaths } from './check-sibling-paths.js';

/** Each check is one file and one line here. */
export const RULE_SET_CHECKS: readonly RuleSetCheck[] = [checkRuleIds, checkParameterValues];

export const RULE_CHECKS: readonly RuleCheck[] = [
  checkParameters,
  checkComparisons,
  checkPaths,
  checkAccountIds,
  checkFieldValues,
  checkSiblingPaths,
  checkLogic,
];
