import { type Place } from '../../diagnostics/diagnostic.js';
import { type Severity } from '../../model/severity.js';

/** A value and where its author wrote it. */
export interface Located<T> {
  readonly value: T;
  readonly place: Place;
}

export type PathStep = { readonly kind: 'key'; readonly key: string } | { readonly kind: 'anyKey' } | { readonly kind: 'anyDepth' };

export interface PathSyntax {
  readonly kind: 'path';
  /** As written. */
  readonly text: string;
  /** `element`: relative to the element of the quantifier that it stands in; `$.x` there is `record` again. */
  readonly root: 'record' | 'element';
  /** Empty for `.`, the element itself. */
  readonly steps: readonly PathStep[];
  readonly place: Place;
}

export interface ScalarSyntax {
  readonly kind: 'scalar';
  /** The source text; `true` and `false` for plain True, FALSE and so on. */
  readonly text: string;
  /** String(Number(text)) of an unquoted number that is written otherwise. */
  readonly canonical?: string;
  readonly quoted: boolean;
  readonly place: Place;
}

export interface ParameterReference {
  readonly kind: 'parameter';
  readonly name: string;
  readonly place: Place;
}

export interface FieldReference {
  readonly kind: 'field';
  readonly path: PathSyntax;
  readonly prefix: string;
  readonly suffix: string;
  readonly place: Place;
}

/** What an operator compares with. */
export type ComparandSyntax = ScalarSyntax | ParameterReference | FieldReference;

export const COMPARING_OPERATORS = [
  'equals',
  'in',
  'startsWith',
  'endsWith',
  'contains',
  'containsAll',
  'like',
  'matches',
  'cidr',
  'gt',
  'gte',
  'lt',
  'lte',
  'differs',
] as const;
export type ComparingOperator = (typeof COMPARING_OPERATORS)[number];

export type OperatorSyntax =
  | {
      readonly kind: 'compare';
      readonly operator: ComparingOperator;
      /** A single value is a list of one. */
      readonly comparands: readonly ComparandSyntax[];
      readonly place: Place;
    }
  | { readonly kind: 'exists' | 'empty' | 'ignoreCase'; readonly expected: boolean; readonly place: Place }
  | { readonly kind: 'not'; readonly value: ValueSyntax; readonly place: Place }
  | {
      readonly kind: 'quantified';
      readonly quantifier: 'some' | 'every' | 'none';
      readonly condition: ConditionSyntax;
      readonly place: Place;
    };

export type ValueSyntax =
  | ComparandSyntax
  | { readonly kind: 'list'; readonly values: readonly ValueSyntax[]; readonly place: Place }
  | { readonly kind: 'operators'; readonly operators: readonly OperatorSyntax[]; readonly place: Place };

/** A mapping becomes an `all` of its entries. */
export type ConditionSyntax =
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly ConditionSyntax[]; readonly place: Place }
  | { readonly kind: 'not'; readonly condition: ConditionSyntax; readonly place: Place }
  | { readonly kind: 'field'; readonly path: PathSyntax; readonly value: ValueSyntax; readonly place: Place };

export const PARAMETER_TYPES = [
  'text',
  'number',
  'boolean',
  'timespan',
  'severity',
  'texts',
  'accountIds',
  'regions',
  'networks',
  'arns',
] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

export interface ParameterSyntax {
  readonly name: Located<string>;
  readonly type: Located<ParameterType>;
  readonly description: string;
  /** A scalar type has one. */
  readonly defaults: readonly ScalarSyntax[];
  readonly place: Place;
}

export type TemplatePartSyntax =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'value'; readonly path: PathSyntax; readonly missing: string };

/** A rule as its author wrote it, whatever language it came from. */
export interface RuleSyntax {
  readonly kind: 'rule';
  readonly file: string;
  readonly id: Located<string>;
  readonly title: Located<string>;
  readonly severity: Located<Severity>;
  readonly description: Located<string>;
  readonly remediation: string;
  readonly references: readonly Located<string>[];
  readonly attack: readonly Located<string>[];
  readonly tags: readonly Located<string>[];
  readonly falsePositives: readonly string[];
  readonly parameters: readonly ParameterSyntax[];
  readonly when: ConditionSyntax;
  readonly unless: readonly ConditionSyntax[];
  readonly message: readonly TemplatePartSyntax[];
  /** Undefined when the author wrote none: the compiler's default holds. */
  readonly groupBy: readonly PathSyntax[] | undefined;
  readonly place: Place;
  /**
   * Parts were left out, or stand twice, because of errors that are reported already. What stands is still to be checked, but warnings that judge a
   * whole (never holds, always holds) would mislead. A parameter that only the left-out parts use is left out too.
   */
  readonly partial?: true;
}
