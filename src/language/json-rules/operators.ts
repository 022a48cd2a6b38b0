import { type ComparingOperator } from '../native/syntax.js';

export interface JsonRulesOperator {
  readonly operator: ComparingOperator;
  /** No value of the path satisfies the operator. */
  readonly negated: boolean;
}

/**
 * json-rules-engine's operators (https://github.com/CacheControl/json-rules-engine/blob/master/docs/rules.md#operators) in ours.
 * `contains` is about elements of a list there, and our paths go into lists by themselves, so it is `equals` here.
 */
export const JSON_RULES_OPERATORS: ReadonlyMap<string, JsonRulesOperator> = new Map([
  ['equal', { operator: 'equals', negated: false }],
  ['notEqual', { operator: 'equals', negated: true }],
  ['in', { operator: 'in', negated: false }],
  ['notIn', { operator: 'in', negated: true }],
  ['contains', { operator: 'equals', negated: false }],
  ['doesNotContain', { operator: 'equals', negated: true }],
  ['lessThan', { operator: 'lt', negated: false }],
  ['lessThanInclusive', { operator: 'lte', negated: false }],
  ['greaterThan', { operator: 'gt', negated: false }],
  ['greaterThanInclusive', { operator: 'gte', negated: false }],
]);
