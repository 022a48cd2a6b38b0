import { type Condition } from './condition.js';

/** One step of a path: a key, any key of one level (`*`), or any depth (`**`). Arrays are gone into at every step and at the end. */
export type Step = { readonly kind: 'key'; readonly key: string } | { readonly kind: 'anyKey' } | { readonly kind: 'anyDepth' };

/** Steps from the record's top, or from the element that the nearest quantifier holds. No steps: the record or the element itself. */
export interface PathExpression {
  readonly kind: 'path';
  readonly root: 'record' | 'element';
  readonly steps: readonly Step[];
}

/** Yields zero or more values; `null` is missing. */
export type Expression =
  | PathExpression
  /** A derived field or a named value: an entry of `RuleSet.fields`. */
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'literal'; readonly text: string }
  /** The values of the first part that yields any scalar. */
  | { readonly kind: 'first'; readonly of: readonly Expression[] }
  /** For each scalar value, the text of group 1 of the pattern; a value that the pattern does not match gives nothing. JavaScript and RE2 read the pattern alike. */
  | { readonly kind: 'extract'; readonly from: Expression; readonly pattern: string }
  /** The text of each part's first scalar value, one after the other; nothing when a part has none. */
  | { readonly kind: 'concat'; readonly parts: readonly Expression[] }
  /** The first case whose condition holds; `otherwise` undefined yields nothing. */
  | {
      readonly kind: 'cases';
      readonly cases: readonly { readonly when: Condition; readonly then: Expression }[];
      readonly otherwise?: Expression;
    };

/** An expression with the words that the rule's author used for it. */
export interface Operand {
  readonly label: string;
  readonly expression: Expression;
}
