import { type Operand } from './expression.js';

/** A text to compare with: fixed, or each value of another field with a prefix and a suffix. */
export type Comparand =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly operand: Operand; readonly prefix: string; readonly suffix: string };

/** Operators whose list means "any of it". `equals` serves `in` too. */
export type TextOperator = 'equals' | 'startsWith' | 'endsWith' | 'contains' | 'gt' | 'gte' | 'lt' | 'lte';

/** Asks something of one value. Objects and arrays satisfy `empty` alone. */
export type Test =
  | { readonly kind: 'compare'; readonly operator: TextOperator; readonly ignoreCase: boolean; readonly comparands: readonly Comparand[] }
  | { readonly kind: 'containsAll'; readonly ignoreCase: boolean; readonly comparands: readonly Comparand[] }
  /** `like` globs and `matches` RE2 patterns, as written. */
  | { readonly kind: 'pattern'; readonly operator: 'like' | 'matches'; readonly ignoreCase: boolean; readonly patterns: readonly string[] }
  | { readonly kind: 'cidr'; readonly networks: readonly string[] }
  /** Whether the value is `""`, `{}` or `[]`. */
  | { readonly kind: 'empty'; readonly expected: boolean };

/** Never undefined, never throwing: there is no third truth value. */
export type Condition =
  | { readonly kind: 'constant'; readonly holds: boolean }
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  /** The operand yields any value but null: a scalar, an object, or an array that is empty. */
  | { readonly kind: 'exists'; readonly operand: Operand }
  /** Some one value of the operand satisfies every test. */
  | { readonly kind: 'test'; readonly operand: Operand; readonly tests: readonly Test[] }
  /** Both sides have scalar values and no pair of them is equal. */
  | { readonly kind: 'differs'; readonly operand: Operand; readonly other: Comparand }
  /** The condition of one element: of some, of every (false when there is no element), of none. */
  | {
      readonly kind: 'quantified';
      readonly quantifier: 'some' | 'every' | 'none';
      readonly operand: Operand;
      readonly condition: Condition;
    };
